use super::sandbox::Sandbox;

/// The command that takes what is shown now for right.
const UPDATE: &str = "INSTA_UPDATE=always cargo test --test suite help";

#[test]
fn without_a_command_the_help_is_told_and_it_is_a_usage_error() {
    let sandbox = Sandbox::empty();
    let help = sandbox.run("--help").exits(0).tells("").out;
    sandbox.run("").exits(2).prints("").tells(&help);
}

#[test]
fn every_commands_help_is_as_it_was() {
    let sandbox = Sandbox::empty();
    let commands = [
        "",
        "build",
        "check",
        "route",
        "reach",
        "test",
        "list",
        "graph",
        "apply",
        "delete",
        "rollback",
        "diff",
        "upgrade",
        "facts",
        "verify",
        "policy",
        "generate ingress-route-tcp",
        "generate middleware-tcp",
        "ask",
        "mcp",
        "lsp",
        "docs",
        "docs check",
        "docs page",
        "docs block",
        "docs mdbook",
        "explain",
        "init",
    ];
    for command in commands {
        let ran = sandbox.run(&format!("{command} --help")).exits(0).tells("");
        let name = if command.is_empty() { "tcpgen".to_owned() } else { command.replace(' ', "-") };
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, description => UPDATE }, {
            insta::assert_snapshot!(format!("help-{name}"), ran.out);
        });
    }
}

#[test]
fn the_version_is_the_packages() {
    Sandbox::empty().run("-V").exits(0).prints(concat!("tcpgen ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn shells_get_their_completions() {
    let sandbox = Sandbox::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        sandbox.run(&format!("completions {shell}")).exits(0).tells("").prints_part("TCPGEN_COMPLETE");
    }
    sandbox.run("completions csh").exits(2);
    sandbox.shell("$TCPGEN completions bash > c && bash -n c").exits(0);
}
