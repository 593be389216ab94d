//! The levels of findings: `[lints]`, `--allow`, `--warn`, `--deny`, `--strict`.

use super::sandbox::state;

/// A list that lets everybody in, which is advice, and a route that Traefik disables, which is a warning.
const STATE: &str = "[middlewares.m]\nip_allow_list = [\"0.0.0.0/0\", \"::/0\"]\n\
                     [routes.pg]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nmiddlewares = [\"m\"]\n";
const DISABLED: &str = "[routes.db]\nentry_points = [\"pg\"]\nservice = \"pg:5432\"\nsni = \"db.example.com\"\n";

#[test]
fn advice_is_reported_and_fails_nothing() {
    let sandbox = state(STATE);
    sandbox.run("check --strict").exits(0).prints_part("advice[allows-everyone]: ").prints_part("\n1 advice\n");
    sandbox.run("build --strict").exits(0).tells_part("1 advice");
    sandbox.run("check --format github").exits(0).prints_part("::notice file=tcpgen.toml,line=2");
    let sarif = sandbox.run("check --format sarif").exits(0).json();
    assert_eq!(sarif["runs"][0]["results"][0]["level"], "note");
    assert_eq!(sandbox.run("check --format json").exits(0).json()[0]["severity"], "advice");
}

#[test]
fn flags_set_the_level_of_a_code() {
    let sandbox = state(STATE);
    sandbox.run("check --allow allows-everyone").exits(0).tells("no problems found\n");
    sandbox.run("check --warn allows-everyone").exits(0).prints_part("warning[allows-everyone]: ");
    sandbox.run("check --warn allows-everyone --strict").exits(1).prints_part("error[allows-everyone]: ");
    sandbox.run("check --deny allows-everyone").exits(1).prints_part("error[allows-everyone]: ");
    sandbox.run("build --deny allows-everyone").exits(1).prints("").tells_part("error[allows-everyone]: ");
    let disabled = state(DISABLED);
    disabled.run("check").exits(0).prints_part("warning[sni-without-tls]: ");
    disabled.run("check --deny warnings").exits(1).prints_part("error[sni-without-tls]: ");
    disabled.run("check --deny warnings --allow sni-without-tls").exits(0);
}

#[test]
fn a_state_sets_levels_and_a_flag_replaces_them() {
    let sandbox = state(&format!("[lints]\nallows-everyone = \"deny\"\n{STATE}"));
    sandbox.run("check").exits(1).prints_part("error[allows-everyone]: ");
    sandbox.run("check --allow allows-everyone").exits(0).tells("no problems found\n");
    sandbox.run("check --warn allows-everyone").exits(0).prints_part("warning[allows-everyone]: ");
    let quiet = state(&format!("[lints]\nallows-everyone = \"allow\"\n{STATE}"));
    quiet.run("check").exits(0).tells("no problems found\n");
}

/// Where it is accepted with a reason, it is accepted.
#[test]
fn an_allow_in_an_entry_counts_more_than_a_level() {
    let allowed =
        STATE.replace("[routes.pg]", "allow = [{ code = \"allows-everyone\", reason = \"public\" }]\n[routes.pg]");
    state(&format!("[lints]\nallows-everyone = \"deny\"\n{allowed}")).run("check --strict").exits(0);
    state(&format!("[lints]\nallows-everyone = \"allow\"\n{allowed}"))
        .run("check --strict")
        .exits(0)
        .tells("no problems found\n");
}

#[test]
fn a_level_holds_for_manifests_beside_the_state() {
    let manifest = "apiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\nmetadata: {name: m}\nspec: {ipAllowList: {sourceRange: [10.0.0.1/8]}}\n";
    let sandbox = state("[lints]\nhost-bits-set = \"deny\"\n").file("m.yaml", manifest);
    sandbox.run("check tcpgen.toml m.yaml").exits(1).prints_part("error[host-bits-set]: ");
    let allows = state("allow = [{ code = \"host-bits-set\", reason = \"as the vendor writes it\" }]\n")
        .file("m.yaml", manifest);
    allows.run("check --strict tcpgen.toml m.yaml").exits(0).tells("no problems found\n");
}

#[test]
fn an_error_cannot_be_lowered_and_an_unknown_code_is_an_error() {
    let sandbox = state(DISABLED);
    sandbox
        .run("check --allow rule-syntax")
        .exits(2)
        .tells_part("`rule-syntax` is an error, and its level cannot be lowered");
    sandbox.run("check --deny sni-without-tsl").exits(2).tells_part("did you mean `sni-without-tls`?");
    let lints = |lints: &str| state(&format!("[lints]\n{lints}\n{STATE}")).run("check").exits(1);
    lints("rule-syntax = \"warn\"").prints_part("error[invalid-lint]: `rule-syntax` is an error");
    lints("allow-everyone = \"warn\"").prints_part("did you mean `allows-everyone`?");
    lints("allows-everyone = \"error\"").prints_part("error[invalid-value]: ");
    lints("allows-everyone = true").prints_part("error[wrong-type]: ");
}

#[test]
fn files_that_set_different_levels_conflict() {
    let sandbox = state(&format!("[lints]\nallows-everyone = \"allow\"\n{STATE}"))
        .file("z.toml", "[lints]\nallows-everyone = \"deny\"\n");
    sandbox.run("check .").exits(1).prints_part("warning[conflicting-facts]: ").prints_part("error[allows-everyone]: ");
}
