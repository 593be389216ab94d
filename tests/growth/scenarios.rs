use tcpgen::question::{Question as _, Rehearse, Subject, Test};
use tcpgen::scenario::junit;

use super::measure::{check, doubles, each, subject};

/// Runs all scenarios of a state.
fn test(what: &str, n: usize, text: impl Fn(usize) -> String) {
    let input = |n| {
        let subject = subject(text(n));
        assert!(!subject.compilation.has_errors(), "{:#?}", subject.compilation.diagnostics.first());
        subject
    };
    doubles(what, n, input, |subject: &Subject| drop(Test::default().ask(subject).unwrap()));
}

fn routes(n: usize) -> String {
    each(n, |at| format!("[routes.r{at}]\nentry_points = [\"e{at}\"]\nservice = \"s:1\"\n"))
}

fn scenario(steps: &str) -> String {
    format!("[scenarios.s]\nsteps = [\n{steps}]\n")
}

const CONNECT: &str = "{ connect = { entry_point = \"e0\", client_ip = \"10.0.0.1\" }, expect = \"forwarded\" },\n";

#[test]
fn scenarios_of_one_route() {
    let one = |at| format!("[scenarios.s{at}]\nsteps = [{{ apply = \"routes.r0\", expect = \"unchanged\" }}]\n");
    let text = |n| routes(1) + &each(n, one);
    check("scenarios: check", 500, text);
    test("scenarios", 500, text);
}

#[test]
fn steps() {
    test("steps: connect", 500, |n| routes(1) + &scenario(&CONNECT.repeat(n)));
    test("steps: list", 500, |n| routes(1) + &scenario(&"{ list = { routes = 1 } },\n".repeat(n)));
    let pair = "{ delete = \"routes.r0\", expect = \"deleted\" },\n{ apply = \"routes.r0\", expect = \"created\" },\n";
    test("steps: apply and delete", 250, |n| routes(1) + &scenario(&pair.repeat(n)));
    let set = |at| format!("{{ apply = \"routes.r0\", set = {{ service = \"s{at}:1\" }}, expect = \"updated\" }},\n");
    test("steps: set", 250, |n| routes(1) + &scenario(&each(n, set)));
}

#[test]
fn steps_and_routes() {
    let step = |at| format!("{{ apply = \"routes.r{at}\", expect = \"unchanged\" }},\n");
    test("steps x routes", 50, |n| routes(n) + &scenario(&each(n, step)));
    let one = |at| format!("[scenarios.s{at}]\nsteps = [{{ apply = \"routes.r{at}\", expect = \"unchanged\" }}]\n");
    test("scenarios x routes", 50, |n| routes(n) + &each(n, one));
    test("connects x routes", 100, |n| routes(n) + &scenario(&CONNECT.repeat(n)));
}

#[test]
fn always_and_steps() {
    let always = |n: usize| format!("[scenarios.s]\nalways = [\n{}]\n", CONNECT.repeat(n));
    let text = |n| format!("{}{}steps = [\n{}]\n", routes(1), always(n), "{ list = { routes = 1 } },\n".repeat(n));
    test("always x steps", 25, text);
    let with = |steps: usize, n: usize| {
        format!("{}{}steps = [\n{}]\n", routes(1), always(n), "{ list = { routes = 1 } },\n".repeat(steps))
    };
    test("always", 250, |n| with(2, n));
    doubles(
        "always x steps: JSON",
        25,
        |n| Test::default().ask(&subject(text(n))).unwrap(),
        |report| {
            serde_json::to_writer_pretty(std::io::sink(), report).unwrap();
        },
    );
}

#[test]
fn unknown_entries() {
    let step = |at| format!("{{ apply = \"routes.missing{at}\", expect = \"unchanged\" }},\n");
    check("unknown scenario entries", 250, |n| routes(n) + &scenario(&each(n, step)));
    let step = |at| {
        format!(
            "{{ connect = {{ entry_point = \"missing{at}\", client_ip = \"10.0.0.1\" }}, expect = \"refused\" }},\n"
        )
    };
    check("unknown scenario entry points", 250, |n| routes(n) + &scenario(&each(n, step)));
}

#[test]
fn failures() {
    let text = |n: usize| routes(1) + &scenario(&CONNECT.replace("forwarded", "closed").repeat(n));
    test("failing steps", 250, text);
    doubles(
        "failing steps: JUnit",
        250,
        |n| Test::default().ask(&subject(text(n))).unwrap(),
        |report| {
            junit(report).for_each(drop);
        },
    );
}

#[test]
fn rehearsals() {
    let question = Rehearse { scenario: "s".into() };
    doubles(
        "rehearsed steps",
        100,
        |n| subject(routes(1) + &scenario(&CONNECT.repeat(n))),
        |subject| {
            drop(question.ask(subject).unwrap());
        },
    );
}
