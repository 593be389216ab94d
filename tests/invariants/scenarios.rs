//! Scenarios prove the invariants again after each step.

use tcpgen::source::Sources;
use tcpgen::{Options, compile, scenario};

const STATE: &str = r#"
[entry_points]
postgresql = 5432

[middlewares.office]
ip_allow_list = ["192.168.1.0/24"]

[routes.postgres]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["office"]

[invariants.office-only]
to = "postgres:5432"
only = { client_ip = "192.168.1.0/24" }

[invariants.office-gets-in]
to = "postgres:5432"
always = { client_ip = "192.168.1.0/24", postgres = false }
"#;

/// What the steps of a scenario break: the number of the step, and the message.
fn broken(scenario: &str) -> Vec<(usize, String)> {
    let sources = Sources::single("tcpgen.toml", format!("{STATE}\n[scenarios.s]\n{scenario}"));
    let compilation = compile(&sources, &Options::default());
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    let result = scenario::run(&sources, &compilation, &compilation.desired.scenarios[..1]).remove(0);
    let failures = result.failures();
    let steps = result.steps.iter().filter(|step| !step.invariants.is_empty());
    let found: Vec<_> = steps
        .flat_map(|step| {
            assert!(!step.passed);
            step.invariants.iter().map(|broken| (step.index, format!("{}: {}", broken.invariant, broken.message)))
        })
        .collect();
    assert_eq!(failures.iter().filter(|found| found.code.name == "broken-invariant").count(), found.len());
    assert_eq!(result.passed, found.is_empty(), "{failures:?}");
    found
}

#[test]
fn an_order_that_opens_a_gap_is_found() {
    let found = broken(
        r#"steps = [
  { apply = "routes.postgres", unset = ["middlewares"], expect = "updated" },
  { apply = "middlewares.office", set = { ip_allow_list = ["192.168.1.0/25"] }, expect = "updated" },
  { apply = "routes.postgres", set = { middlewares = ["office"] }, expect = "updated" },
]"#,
    );
    let messages = [
        (1, "office-only: a plain client from 192.0.2.1 reaches `default/postgres:5432` on entry point `postgresql`"),
        (
            3,
            "office-gets-in: a plain client from 192.168.1.129 does not reach `postgres:5432` on entry point `postgresql`",
        ),
    ];
    assert_eq!(found, messages.map(|(step, message)| (step, message.to_owned())));
}

#[test]
fn a_route_that_goes_and_comes_back_leaves_a_gap() {
    let found =
        broken(r#"steps = [{ delete = "routes.postgres" }, { list = { routes = 0 } }, { apply = "routes.postgres" }]"#);
    assert_eq!(found, [(3, "office-gets-in: from step 1 to step 3 no route led to its services".to_owned())]);
}

#[test]
fn a_rehearsal_may_begin_and_end_with_nothing() {
    let steps = r#"start = "empty"
steps = [
  { apply = "middlewares.office", expect = "created" },
  { apply = "routes.postgres", expect = "created" },
  { delete = "routes.postgres", expect = "deleted" },
  { delete = "middlewares.office", expect = "deleted" },
]"#;
    assert_eq!(broken(steps), []);
}

#[test]
fn a_route_before_its_guard_is_no_gap_since_traefik_disables_it() {
    let steps = r#"start = "empty"
steps = [{ apply = "routes.postgres" }, { apply = "middlewares.office" }]"#;
    assert_eq!(broken(steps), []);
}
