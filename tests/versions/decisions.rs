//! Decisions carry the version that they are for.

use tcpgen::routing::Connection;
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

use super::{CLIENT, on, route};

#[test]
fn a_decision_names_its_version_and_says_once_what_is_not_known_of_it() {
    let ask = |version: &str| {
        let compilation = on(version, &route("r", "HostSNI(`*`)", ""));
        compilation.table.decide(&Connection::plain("a", CLIENT))
    };
    assert_eq!(ask("3.6.11").traefik, "3.6.11");
    assert_eq!(ask("3.6").traefik, "3.6.15");
    let tested = |version: &str| ask(version).notes.iter().filter(|note| note.contains("tested")).count();
    assert_eq!([tested("3.7.15"), tested("3.6.11"), tested("3.7.11"), tested("3.9"), tested("2.11")], [0, 0, 1, 1, 1]);
}

#[test]
fn the_version_that_is_named_wins_over_the_files() {
    let text = format!("[traefik]\nversion = \"3.6\"\n{}", route("r", "HostSNI(`*`)", ""));
    assert_eq!(on("3.2.3", &text).table.version().to_string(), "3.2.3");
    let of_file = compile(&Sources::single("a.toml", text), &Options::default());
    assert_eq!(of_file.table.version().to_string(), "3.6.15");
}
