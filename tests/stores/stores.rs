use tcpgen::store::{Memory, StateText};

use super::suite;

#[test]
fn memory() {
    suite::run(&mut || Box::new(Memory::default()));
}

#[test]
fn the_text_of_a_state_file() {
    suite::run(&mut || Box::new(StateText::new("tcpgen.toml", "")));
}

#[test]
fn a_text_that_says_other_things_too() {
    let text = "# The top.\n\n[entry_points]\npostgresql = 5432 # plain\nextra = 1\n\n[traefik]\nversion = \"3.7\"\n\n# The end.\n";
    suite::run(&mut || Box::new(StateText::new("tcpgen.toml", text)));
}
