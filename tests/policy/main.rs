//! `tcpgen policy`: what the API server would do with its expressions, by an implementation of Kubernetes' CEL that others wrote.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::needless_pass_by_value, reason = "an object with its parts reads as one line")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use kube_cel::KubeCelExt as _;
use kube_cel::cel::objects::{Key, Map};
use kube_cel::cel::{Context, Program, Value as Cel};
use serde_json::{Value, json};
use tcpgen::diagnostic::Severity;
use tcpgen::policy::{EXPRESSIONS, Expression, Policy, policy};
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

use crate::cli::sandbox::Sandbox;
use crate::model::random;
use crate::support::project;

/// The expressions, compiled.
struct Judge(Vec<(&'static Expression, Program)>);

impl Judge {
    fn new() -> Self {
        let compiled = |expression: &'static Expression| {
            let program = Program::compile(expression.cel);
            (expression, program.unwrap_or_else(|error| panic!("{}: {error}: {}", expression.code, expression.cel)))
        };
        Self(EXPRESSIONS.iter().map(compiled).collect())
    }

    /// The codes of the expressions that refuse an object.
    fn refuse(&self, object: &Value) -> BTreeSet<&'static str> {
        let mut refused = BTreeSet::new();
        for (expression, program) in &self.0 {
            if object["kind"] != expression.kind.name() {
                continue;
            }
            let mut context = Context::default().with_all();
            context.add_variable_from_value("object", cel(object));
            match program.execute(&context) {
                Ok(Cel::Bool(true)) => {}
                Ok(Cel::Bool(false)) => drop(refused.insert(expression.code)),
                other => panic!("{}: {other:?}: {object}", expression.code),
            }
        }
        refused
    }
}

/// A value as an API server hands it to CEL: its whole numbers are signed.
fn cel(value: &Value) -> Cel {
    match value {
        Value::Number(number) => Cel::Int(number.as_i64().unwrap()),
        Value::Array(items) => Cel::List(Arc::new(items.iter().map(cel).collect())),
        Value::Object(members) => {
            let members: HashMap<Key, Cel> =
                members.iter().map(|(key, value)| (Key::String(Arc::new(key.clone())), cel(value))).collect();
            Cel::Map(Map { map: Arc::new(members) })
        }
        Value::String(text) => Cel::String(Arc::new(text.clone())),
        Value::Bool(flag) => Cel::Bool(*flag),
        Value::Null => Cel::Null,
    }
}

/// The codes that tcpgen reports of a manifest.
fn found(object: &Value) -> BTreeSet<&'static str> {
    let compilation = compile(&Sources::single("a.json", object.to_string()), &Options::default());
    compilation.diagnostics.iter().map(|found| found.code.name).collect()
}

fn has_error(codes: &BTreeSet<&str>) -> bool {
    codes.iter().any(|name| tcpgen::check::code(name).is_some_and(|code| code.severity == Severity::Error))
}

fn route(spec: Value) -> Value {
    json!({ "apiVersion": "traefik.io/v1alpha1", "kind": "IngressRouteTCP", "metadata": { "name": "a" }, "spec": spec })
}

fn middleware(spec: Value) -> Value {
    json!({ "apiVersion": "traefik.io/v1alpha1", "kind": "MiddlewareTCP", "metadata": { "name": "a" }, "spec": spec })
}

/// A route with one rule, whose parts are these.
fn with(rule: Value) -> Value {
    let mut whole = json!({ "match": "HostSNI(`*`)", "services": [{ "name": "a", "port": 1 }] });
    whole.as_object_mut().unwrap().extend(rule.as_object().unwrap().clone());
    route(json!({ "entryPoints": ["e"], "routes": [whole] }))
}

fn invalid() -> Vec<(&'static str, Value)> {
    let services = |service: Value| with(json!({ "services": [service] }));
    let transport = |spec: Value| json!({ "apiVersion": "traefik.io/v1alpha1", "kind": "ServersTransportTCP", "metadata": { "name": "a" }, "spec": spec });
    let matches = |text: &str| with(json!({ "match": text }));
    vec![
        ("invalid-priority", with(json!({ "priority": 9_223_372_036_854_775_000_i64 }))),
        ("invalid-port", services(json!({ "name": "a", "port": 70000 }))),
        ("invalid-port", services(json!({ "name": "a", "port": 0 }))),
        ("invalid-weight", services(json!({ "name": "a", "port": 1, "weight": -1 }))),
        (
            "invalid-proxy-protocol-version",
            services(json!({ "name": "a", "port": 1, "proxyProtocol": { "version": 3 } })),
        ),
        ("reserved-alpn", matches("ALPN(`acme-tls/1`)")),
        ("empty-argument", matches("HostSNI(``)")),
        ("unknown-matcher", matches("HostSni(`*`)")),
        ("unknown-matcher", matches("Host(`a.b`)")),
        ("sni-without-tls", matches("HostSNI(`a.b`)")),
        ("sni-without-tls", matches("HostSNI(`*.b`)")),
        ("sni-without-tls", matches("HostSNI(`a.b`) || HostSNI(`*`)")),
        ("no-service", with(json!({ "services": [] }))),
        (
            "missing-entry-points",
            route(json!({ "routes": [{ "match": "HostSNI(`*`)", "services": [{ "name": "a", "port": 1 }] }] })),
        ),
        (
            "all-weights-zero",
            with(
                json!({ "services": [{ "name": "a", "port": 1, "weight": 0 }, { "name": "b", "port": 1, "weight": 0 }] }),
            ),
        ),
        (
            "duplicate-rule",
            route(json!({ "entryPoints": ["e"], "routes": [
                { "match": "HostSNI(`*`)", "services": [{ "name": "a", "port": 1 }] },
                { "match": "HostSNI(`*`)", "services": [{ "name": "b", "port": 1 }] },
            ] })),
        ),
        (
            "invalid-source-range",
            middleware(json!({ "ipAllowList": { "sourceRange": ["10.0.0.0/8", "10.0.0.0/33"] } })),
        ),
        ("invalid-source-range", middleware(json!({ "ipAllowList": { "sourceRange": ["localhost"] } }))),
        ("invalid-amount", middleware(json!({ "inFlightConn": { "amount": -1 } }))),
        ("empty-allow-list", middleware(json!({ "ipAllowList": { "sourceRange": [] } }))),
        ("empty-middleware", middleware(json!({}))),
        (
            "two-types-in-one-middleware",
            middleware(json!({ "ipAllowList": { "sourceRange": ["::1"] }, "inFlightConn": { "amount": 1 } })),
        ),
        ("closes-everyone", middleware(json!({ "inFlightConn": { "amount": 0 } }))),
        ("root-ca-no-home", transport(json!({ "tls": { "rootCAs": [{}] } }))),
    ]
}

#[test]
fn every_expression_refuses_what_its_check_finds() {
    let judge = Judge::new();
    let mut seen = BTreeSet::new();
    for (code, object) in invalid() {
        assert!(judge.refuse(&object).contains(code), "{code}: {object}");
        assert!(found(&object).contains(code), "tcpgen itself does not report {code}: {object}");
        seen.insert(code);
    }
    let all: BTreeSet<&str> = EXPRESSIONS.iter().map(|expression| expression.code).collect();
    assert_eq!(seen, all, "each expression has an object that it refuses");
}

#[test]
fn valid_objects_pass() {
    let judge = Judge::new();
    let mut count = 0;
    for entry in std::fs::read_dir(project::root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path).unwrap();
            for object in compile(&Sources::single("a.toml", text), &Options::default()).resources.emitted() {
                let object = serde_json::to_value(object).unwrap();
                let refused: Vec<_> =
                    judge.refuse(&object).into_iter().filter(|code| !found(&object).contains(code)).collect();
                assert!(refused.is_empty(), "{}: {refused:?}: {object}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 30, "{count}");
    for spelling in
        ["10.0.0.1", "10.0.0.1/8", "127.0.0.0/08", "::/0", "2001:DB8::1", "::ffff:10.0.0.0/104", "fe80::/10"]
    {
        let object = middleware(json!({ "ipAllowList": { "sourceRange": [spelling] } }));
        assert_eq!(judge.refuse(&object), BTreeSet::new(), "{spelling}");
    }
    for rule in [
        "hostsni(`*`)",
        "HostSNI(`*`) && ClientIP(`10.0.0.0/8`)",
        "!HostSNI(`a.b`)",
        "HostSNI(\"*\")",
        "HostSNIRegexp(`^a(b|c)$`)",
    ] {
        assert_eq!(judge.refuse(&with(json!({ "match": rule }))), BTreeSet::new(), "{rule}");
    }
}

/// What an expression refuses, the check reports; and how much of what the check reports the expression refuses.
#[test]
fn no_expression_refuses_what_its_check_does_not_find() {
    let judge = Judge::new();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for seed in 0..400 {
        let compilation = compile(&Sources::single("a.toml", random::state(seed)), &Options::default());
        for object in compilation.resources.emitted() {
            let object = serde_json::to_value(object).unwrap();
            let (refused, found) = (judge.refuse(&object), found(&object));
            if found.contains("ingress-class-mismatch") {
                // What another Traefik serves is not reported.
                continue;
            }
            // An object with an error is refused rightly, whatever else is said of it: a rule that cannot be parsed has no
            // other finding, nor has a rule that crashes Traefik.
            let explained =
                refused.is_subset(&found) || has_error(&found) || found.contains("cross-namespace-reference");
            assert!(explained, "{refused:?} {found:?}: {object}");
            for expression in EXPRESSIONS.iter().filter(|expression| found.contains(expression.code)) {
                let count = counts.entry(expression.code).or_default();
                count.0 += usize::from(refused.contains(expression.code));
                count.1 += 1;
            }
        }
    }
    for (code, (refused, reported)) in &counts {
        let leaves_out = EXPRESSIONS.iter().find(|expression| expression.code == *code).map(|one| one.leaves_out);
        assert!(*refused == *reported || leaves_out != Some(""), "{code}: {refused} of {reported}");
        assert!(*refused * 4 >= *reported, "{code}: only {refused} of {reported}");
    }
    assert!(counts.len() >= 3, "{counts:?}");
}

/// The policy that has an expression denies or warns, as the code is an error or a warning.
#[test]
fn errors_are_refused_and_warnings_too_when_strict() {
    for strict in [false, true] {
        let ran = Sandbox::empty().run(if strict { "policy --strict" } else { "policy" }).exits(0);
        let documents: Vec<Value> = ran.out.split("---\n").map(|text| serde_yaml::from_str(text).unwrap()).collect();
        for expression in &EXPRESSIONS {
            let begins = format!("{}: ", expression.code);
            let has = |one: &&Value| {
                let validations = one["spec"]["validations"].as_array();
                validations.is_some_and(|all| all.iter().any(|it| it["message"].as_str().unwrap().starts_with(&begins)))
            };
            let name = &documents.iter().find(has).unwrap()["metadata"]["name"];
            let binding = documents.iter().find(|one| one["spec"]["policyName"] == *name).unwrap();
            let is_error = has_error(&BTreeSet::from([expression.code]));
            let does = if is_error || strict { json!(["Deny"]) } else { json!(["Warn", "Audit"]) };
            assert_eq!(binding["spec"]["validationActions"], does, "{}, strict: {strict}", expression.code);
        }
    }
}

#[test]
fn the_command_writes_policies_that_name_the_codes() {
    let ran = Sandbox::empty().run("policy").exits(0);
    let documents: Vec<Value> = ran.out.split("---\n").map(|text| serde_yaml::from_str(text).unwrap()).collect();
    let of = Policy { name: "tcpgen".to_owned(), strict: false, allow: Vec::new() };
    assert_eq!(documents, policy(&of));
    let policies: Vec<&Value> = documents.iter().filter(|one| one["kind"] == "ValidatingAdmissionPolicy").collect();
    let messages: Vec<&str> = policies
        .iter()
        .flat_map(|policy| policy["spec"]["validations"].as_array().unwrap())
        .map(|validation| validation["message"].as_str().unwrap())
        .collect();
    assert_eq!(messages.len(), EXPRESSIONS.len());
    for expression in &EXPRESSIONS {
        assert!(messages.iter().any(|message| message.starts_with(&format!("{}: ", expression.code))), "{messages:?}");
    }
    for binding in documents.iter().filter(|one| one["kind"] == "ValidatingAdmissionPolicyBinding") {
        assert!(policies.iter().any(|policy| policy["metadata"]["name"] == binding["spec"]["policyName"]), "{binding}");
    }
    let strict = Sandbox::empty().run("policy --strict --allow sni-without-tls").exits(0);
    assert!(!strict.out.contains("Warn") && !strict.out.contains("sni-without-tls"), "{}", strict.out);
    Sandbox::empty().run("policy --allow no-rules").exits(2).tells_part("the policy has no check `no-rules`");
    Sandbox::empty().run("policy --name A").exits(2);
}

/// The table of docs/policy.md follows from the expressions.
#[test]
fn the_page_lists_every_expression() {
    let path = project::root().join("docs/policy.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let mut table = "| code | kind | left out |\n| --- | --- | --- |\n".to_owned();
    for expression in &EXPRESSIONS {
        let _ = writeln!(table, "| `{}` | {} | {} |", expression.code, expression.kind.name(), expression.leaves_out);
    }
    let end = page.find("\n\n`tcpgen check` finds all").unwrap();
    let start = page.find("some is left out:\n\n").unwrap() + "some is left out:\n\n".len();
    if std::env::var_os("TCPGEN_UPDATE").is_some() {
        std::fs::write(&path, format!("{}{}{}", &page[..start], table.trim_end(), &page[end..])).unwrap();
        return;
    }
    assert_eq!(&page[start..end], table.trim_end(), "TCPGEN_UPDATE=1 cargo test --test suite policy::");
}
