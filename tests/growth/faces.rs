//! What the faces ask of a state that is doubled: tools, editors, pages of docs, comparisons, and everything that is written.

use serde_json::{Value, json};
use tcpgen::Session;
use tcpgen::editor::{Model, complete, fix_all, folds, hints, hover, lenses, outline, references, rule_tokens};
use tcpgen::question::{Build, BuildFormat, BuildTarget, Diff, Import, Question as _, Subject, Upgrade};
use tcpgen::report;
use tcpgen::snippet::{Page, with_outputs};
use tcpgen::source::Sources;
use tcpgen::{Options, TraefikVersion, ask};

use super::measure::{doubles, each, sources, subject};

fn routes(n: usize) -> String {
    each(n, |at| {
        format!(
            "[middlewares.m{at}]\nip_allow_list = [\"10.0.0.0/8\", \"10.0.0.1\"]\n[routes.r{at}]\nentry_points = [\"e\"]\nsni = \"h{at}.test\"\nservice = \"s{at}:1\"\nmiddlewares = [\"m{at}\"]\ntls = \"passthrough\"\n"
        )
    })
}

#[test]
fn editors() {
    type Asked = fn(&Model);
    let asked: [(&str, Asked); 9] = [
        ("completion", |model| {
            let text = model.sources().iter().next().unwrap().1.text();
            let at = text.rfind("middlewares = [\"").unwrap() + "middlewares = [\"".len();
            drop(complete(model, text, at));
        }),
        ("hover", |model| {
            let (file, source) = model.sources().iter().next().unwrap();
            drop(hover(model, file, source.text().rfind("[routes.r").unwrap() + 9));
        }),
        ("references", |model| {
            let (file, source) = model.sources().iter().next().unwrap();
            drop(references(model, file, source.text().rfind("[middlewares.m").unwrap() + 14, true));
        }),
        ("hints", |model| drop(hints(model, model.sources().iter().next().unwrap().0))),
        ("lenses", |model| drop(lenses(model, model.sources().iter().next().unwrap().0))),
        ("outline", |model| drop(outline(model, model.sources().iter().next().unwrap().0))),
        ("folds", |model| drop(folds(model, model.sources().iter().next().unwrap().0))),
        ("rule tokens", |model| drop(rule_tokens(model, model.sources().iter().next().unwrap().0, 0..usize::MAX))),
        ("fix all", |model| drop(fix_all(model))),
    ];
    doubles(
        "model of an editor",
        50,
        |n| sources(routes(n)),
        |sources| {
            drop(Model::new(sources.clone(), Options::default()));
        },
    );
    for (what, ask) in asked {
        doubles(&format!("editor: {what}"), 50, |n| Model::new(sources(routes(n)), Options::default()), ask);
    }
}

#[test]
fn tools() {
    let called = |what: &str, tool: &'static str, arguments: Value| {
        doubles(what, 50, routes, |text| {
            let answer = Session::new(text.as_str()).call(tool, &arguments);
            assert_ne!(answer["status"], json!("error"), "{answer}");
        });
    };
    called("tool: list", "tcpgen_list", json!({}));
    called("tool: get", "tcpgen_get", json!({ "name": "r1" }));
    called(
        "tool: change",
        "traefik_manage_tcp_routing",
        json!({ "route_name": "r1", "service_name": "other", "entry_points": ["e"], "tls_passthrough": true, "sni_match": "h1.test" }),
    );
    doubles(
        "request with ranges",
        50,
        |n| {
            let all: Vec<String> = (0..n).map(|at| format!("10.{}.{}.0/24", at / 250, at % 250)).collect();
            format!("create middleware office allowing {}", all.join(" and "))
        },
        |text| drop(ask::ask(text)),
    );
}

#[test]
fn comparisons() {
    type Changed = fn(&str) -> String;
    let changes: [(&str, Changed); 3] = [
        ("services", |text| text.replace(":1\"", ":2\"")),
        ("names", |text| text.replace(".test", ".example")),
        ("guards", |text| text.replace("10.0.0.0/8", "10.0.0.0/9")),
    ];
    for (what, change) in changes {
        doubles(
            &format!("diff: {what}"),
            50,
            |n| (subject(routes(n)), subject(change(&routes(n)))),
            |(old, new)| {
                let compared = Diff { against: old, among: None }.ask(new).unwrap();
                serde_json::to_writer(std::io::sink(), &compared).unwrap();
            },
        );
    }
    doubles(
        "upgrade",
        25,
        |n| subject(routes(n)),
        |subject| {
            let request = Upgrade { from: TraefikVersion::parse("3.0"), to: None };
            drop(request.ask(subject).unwrap());
        },
    );
}

/// Writes findings.
type Lines = fn(&Subject);

#[test]
fn everything_that_is_written() {
    for (what, target, format) in [
        ("YAML", BuildTarget::Crd, BuildFormat::Yaml),
        ("JSON", BuildTarget::Crd, BuildFormat::Json),
        ("file provider", BuildTarget::File, BuildFormat::Yaml),
    ] {
        let build = Build { target, format };
        doubles(&format!("build: {what}"), 100, |n| subject(routes(n)), |subject| drop(build.ask(subject).unwrap()));
    }
    let build = Build { target: BuildTarget::HelmValues, format: BuildFormat::Yaml };
    doubles(
        "build: chart values",
        100,
        |n| subject("[entry_points]\n".to_owned() + &each(n, |at| format!("e{at} = {}\n", at + 1))),
        |subject| drop(build.ask(subject).unwrap()),
    );
    let items = |n| {
        "apiVersion: v1\nkind: List\nitems:\n".to_owned()
            + &each(n, |at| {
                format!(
                    "- apiVersion: traefik.io/v1alpha1\n  kind: MiddlewareTCP\n  metadata:\n    name: m{at}\n  spec:\n    inFlightConn:\n      amount: 1\n"
                )
            })
    };
    doubles(
        "import: a list",
        100,
        |n| Sources::single("a.yaml", items(n)),
        |sources| drop(Import::default().ask(sources).unwrap()),
    );
    let formats: [(&str, Lines); 4] = [
        ("concise", |it| report::concise(&it.compilation.diagnostics, &it.sources).for_each(drop)),
        ("JUnit", |it| report::junit(&it.compilation.diagnostics, &it.sources).for_each(drop)),
        ("GitLab", |it| {
            let all = report::gitlab(&it.compilation.diagnostics, &it.sources);
            serde_json::to_writer(std::io::sink(), &all).unwrap();
        }),
        ("reviewdog", |it| {
            let all = report::rdjson(&it.compilation.diagnostics, &it.sources);
            serde_json::to_writer(std::io::sink(), &all).unwrap();
        }),
    ];
    for (what, write) in formats {
        doubles(&format!("findings: {what}"), 250, |n| subject(routes(n)), write);
    }
}

#[test]
fn examples_of_a_page() {
    let block = |at| format!("# {at}\n\n```toml tcpgen\n[routes.r]\nentry_points = [\"e\"]\nservice = \"s:1\"\n```\n");
    doubles(
        "examples of a page",
        50,
        |n| each(n, block),
        |text| drop(with_outputs(&Page { name: "a.md", first_line: 1, text })),
    );
}
