use crate::check::edit::suggestions::did_you_mean;
use crate::check::{Check, Context, Run};
use crate::desired::{APPLIED, Action, CONNECTED, DELETED, Expectation, REASONS, Scenario, Service, TLS_MODES};
use crate::diagnostic::{Code, Diagnostic, Severity, closest};
use crate::source::Text;

/// An expectation that nothing could meet, or that everything meets.
pub static CODE: Code = Code {
    name: "invalid-expectation",
    severity: Severity::Error,
    summary: "a step expects an impossible result, or expects nothing",
    explanation: include_str!("invalid_expectation.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// Each kind of step has outcomes of its own; only a connection has more than an outcome.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for scenario in &context.desired.scenarios {
        check_scenario(&scenario.body, diagnostics);
    }
}

fn check_scenario(scenario: &Scenario, diagnostics: &mut Vec<Diagnostic>) {
    for always in scenario.always.iter().flat_map(|always| &always.value) {
        if let Some(expect) = &always.expect {
            connection(expect, diagnostics);
        }
    }
    for step in scenario.steps.iter().flat_map(|steps| &steps.value) {
        match (&step.action, &step.expect) {
            (Action::Apply { .. }, Some(expect)) => object(expect, "apply", &APPLIED, diagnostics),
            (Action::Delete { .. }, Some(expect)) => object(expect, "delete", &DELETED, diagnostics),
            (Action::Connect(_), Some(expect)) => connection(expect, diagnostics),
            _ => {}
        }
    }
}

fn object(expect: &Expectation, action: &str, outcomes: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    for (key, span) in expect.of_connections() {
        let message = format!("`{action}` has no `{key}`: only a connection does");
        diagnostics.push(Diagnostic::new(&CODE, span, message).help(one_of("expect an outcome", outcomes)));
    }
    named(expect.outcome.as_ref(), &format!("`{action}` never comes out as"), outcomes, diagnostics);
    empty(expect, diagnostics);
}

fn connection(expect: &Expectation, diagnostics: &mut Vec<Diagnostic>) {
    named(expect.outcome.as_ref(), "a connection never comes out as", &CONNECTED, diagnostics);
    named(expect.reason.as_ref(), "there is no reason", &REASONS, diagnostics);
    named(expect.tls_mode.as_ref(), "there is no TLS mode", &TLS_MODES, diagnostics);
    for service in expect.service.iter().flat_map(|services| &services.items) {
        if Service::parse(service).is_none() {
            let message = format!("`{}` names no service and port", service.as_str());
            let help = "write `\"name:port\"` or `\"namespace/name:port\"`";
            diagnostics.push(Diagnostic::new(&CODE, service.span, message).help(help));
        }
    }
    if let Some(services) = expect.service.as_ref().filter(|services| services.items.is_empty()) {
        let help = "name the services, or expect `outcome = \"refused\"`";
        diagnostics
            .push(Diagnostic::new(&CODE, services.span, "a connection leads to some service or is refused").help(help));
    }
    contradiction(expect, diagnostics);
    empty(expect, diagnostics);
}

/// What a refused connection never has, and a forwarded one never has.
fn contradiction(expect: &Expectation, diagnostics: &mut Vec<Diagnostic>) {
    let Some(outcome) = &expect.outcome else { return };
    let (key, place) = match outcome.as_str() {
        "forwarded" => ("reason", expect.reason.as_ref().map(|reason| reason.span)),
        "refused" | "closed" | "http" => ("service", expect.service.as_ref().map(|service| service.span)),
        _ => return,
    };
    if let Some(place) = place {
        let message = format!("a connection that is `{}` has no `{key}`", outcome.as_str());
        diagnostics.push(Diagnostic::new(&CODE, place, message).help(format!("remove `outcome` or `{key}`")));
    }
}

fn empty(expect: &Expectation, diagnostics: &mut Vec<Diagnostic>) {
    let nothing = Expectation { span: expect.span, ..Expectation::default() };
    if *expect == nothing {
        let found = Diagnostic::new(&CODE, expect.span, "this expects nothing, so it cannot fail");
        diagnostics.push(found.help("name an outcome: `expect = \"forwarded\"`"));
    }
}

/// Words that people use for outcomes of a connection.
const MEANT: [(&str, &[&str]); 2] = [
    ("forwarded", &["allowed", "accepted", "accept", "allow", "pass", "passed", "ok", "open", "reached", "success"]),
    (
        "refused",
        &["denied", "deny", "blocked", "block", "rejected", "reject", "dropped", "forbidden", "failed", "disallowed"],
    ),
];

fn named(found: Option<&Text>, wrong: &str, known: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    let Some(found) = found.filter(|found| !known.contains(&found.as_str())) else { return };
    let diagnostic = Diagnostic::new(&CODE, found.span, format!("{wrong} `{}`", found.as_str()));
    let word = found.to_lowercase();
    let meant = MEANT.iter().find(|(outcome, words)| known.contains(outcome) && words.contains(&word.as_str()));
    let near = meant.map(|(outcome, _)| *outcome).or_else(|| closest(found, known.iter().copied()));
    diagnostics.push(match near {
        Some(near) => did_you_mean(diagnostic, found.span, near),
        None => diagnostic.help(one_of("write", known)),
    });
}

fn one_of(verb: &str, known: &[&str]) -> String {
    let listed = known.iter().map(|name| format!("`\"{name}\"`")).collect::<Vec<_>>().join(", ");
    format!("{verb}: {listed}")
}
