//! What shells offer, asked through the script for bash in a real bash, and as the scripts for zsh and fish ask.

use super::sandbox::{Sandbox, state};

const STATE: &str = "[routes.pg]\nentry_points = [\"postgresql\", \"pg-tls\"]\nservice = \"postgres:5432\"\n\
                     [routes.my]\nentry_points = [\"mysql\"]\nservice = \"mysql:3306\"\nnamespace = \"shop\"\n\
                     [middlewares.office]\nip_allow_list = [\"10.0.0.0/8\"]\n\
                     [scenarios.\"no gap\"]\nsteps = []\n[scenarios.no-gap]\nsteps = []\n";

/// What bash offers for the last of these words.
fn offered(sandbox: &Sandbox, words: &str) -> Vec<String> {
    let line = format!(
        "PATH=$(dirname $TCPGEN):$PATH; eval \"$(tcpgen completions bash)\"; COMP_WORDS=(tcpgen {words}); \
         COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_TYPE=9; _clap_complete_tcpgen tcpgen \"${{COMP_WORDS[COMP_CWORD]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    let script = sandbox.path("ask.bash");
    std::fs::write(&script, line).unwrap();
    sandbox.shell("bash ask.bash").exits(0).out.lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn bash_completes_commands_flags_codes_and_the_names_of_the_state() {
    let sandbox = state(STATE);
    assert_eq!(offered(&sandbox, "rea"), ["reach"]);
    assert_eq!(offered(&sandbox, "check --unsa"), ["--unsafe-fixes"]);
    assert_eq!(offered(&sandbox, "explain sni-w"), ["sni-without-tls"]);
    assert_eq!(offered(&sandbox, "check --deny sni-w"), ["sni-without-tls"]);
    assert_eq!(offered(&sandbox, "route --entry-point ''"), ["mysql", "pg-tls", "postgresql"]);
    assert_eq!(offered(&sandbox, "reach --entry-point p"), ["pg-tls", "postgresql"]);
    assert_eq!(offered(&sandbox, "reach --to ''"), ["postgres", "shop/mysql"]);
    assert_eq!(offered(&sandbox, "apply --only routes."), ["routes.my", "routes.pg"]);
    assert_eq!(offered(&sandbox, "delete --only mid"), ["middlewares.office"]);
    // bash would take the two words of the other one for two.
    assert_eq!(offered(&sandbox, "test --scenario n"), ["no-gap"]);
}

#[test]
fn names_are_those_of_the_inputs_of_the_line() {
    let sandbox = state(STATE).file("other.toml", "[routes.a]\nentry_points = [\"amqp\"]\nservice = \"a:1\"\n");
    assert_eq!(offered(&sandbox, "route other.toml --entry-point ''"), ["amqp"]);
    std::fs::create_dir(sandbox.path("below")).unwrap();
    let below = sandbox.shell("cd below && TCPGEN_COMPLETE=fish $TCPGEN -- tcpgen test --scenario n");
    assert_eq!(below.exits(0).out.trim(), "no-gap");
    let zsh = sandbox.shell("_CLAP_COMPLETE_INDEX=2 TCPGEN_COMPLETE=zsh $TCPGEN -- tcpgen explain sni-w");
    assert!(zsh.exits(0).out.starts_with("sni-without-tls:"));
}

/// A state that cannot be read, or not in full, leaves the shell's line alone.
#[test]
fn nothing_is_offered_where_nothing_can_be_read() {
    assert_eq!(offered(&Sandbox::empty(), "test --scenario ''"), [""]);
    let hostile =
        state("x = = 1\n[routes.\"a\\u001b[2J\"]\nentry_points = [\"p\\u001b[2J\", \"pg\"]\nservice = \"a:1\"\n");
    assert_eq!(offered(&hostile, "route --entry-point ''"), ["pg"]);
}
