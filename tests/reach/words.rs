//! What people and programs read.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};
use tcpgen::analysis::reach::{Reach, ReachFilter, reach};
use tcpgen::analysis::set::Clients;
use tcpgen::report::reach::{Line, lines, markdown};
use tcpgen::source_range::SourceRange;

use super::random::table;

fn all(text: &str) -> Reach {
    reach(&table(text), &ReachFilter::default())
}

/// The lines of those who are forwarded.
fn forwarded(reach: &Reach) -> Vec<[String; 4]> {
    let is_forwarded = |line: &Line| !line.outcome.starts_with("closed") && !line.outcome.contains("HTTP");
    let lines = lines(reach).into_iter().filter(is_forwarded);
    lines.map(|line| [line.clients, line.connection, line.outcome, line.by]).collect()
}

const OFFICE: &str =
    "[entry_points]\npg = 5432\n[middlewares.office]\nip_allow_list = [\"10.0.0.0/8\", \"192.168.1.7\"]\n";

#[test]
fn plain_clients_of_an_allow_list() {
    let text =
        format!("{OFFICE}[routes.pg]\nentry_points = ['pg']\nservice = 'postgres:5432'\nmiddlewares = ['office']\n");
    let found: Vec<_> =
        lines(&all(&text)).into_iter().map(|line| [line.clients, line.connection, line.outcome, line.by]).collect();
    let by = "default/pg; guarded by default/office";
    assert_eq!(
        found,
        [
            ["10.0.0.0/8, 192.168.1.7", "any", "default/postgres:5432", by],
            ["everyone except 10.0.0.0/8, 192.168.1.7", "any", "closed by a middleware", by],
        ]
    );
}

#[test]
fn a_class_is_written_with_every_key() {
    let text = format!(
        "{OFFICE}[routes.pg]\nentry_points = ['pg']\nsni = ['a.test', '*.b.test']\nservice = 'postgres:5432'\nmiddlewares = ['office']\n\
         tls = 'passthrough'\n"
    );
    let found = serde_json::to_value(all(&text)).unwrap();
    assert_eq!(found["left_out"], json!([]));
    let names = json!({
        "none": false, "list": ["a.test"], "under": ["*.b.test"], "matching": [], "except": [], "any_other": false
    });
    let class = found["classes"].as_array().unwrap().iter().find(|class| class["outcome"] == "forwarded").unwrap();
    let expected = json!({
        "entry_point": "pg",
        "clients": ["10.0.0.0/8", "192.168.1.7/32"],
        "tls": true,
        "names": names,
        "alpn": { "any_of": [], "none_of": [], "none": true, "any_other": true },
        "postgres": false,
        "outcome": "forwarded",
        "reason": null,
        "services": [{ "service": "default/postgres:5432", "share": 1 }],
        "router": "default/pg",
        "tls_mode": "passthrough",
        "middlewares": ["default/office"],
        "refused_by": null,
        "unknown_middlewares": [],
        "limits": [],
        "ambiguous_with": [],
        "waits_for_client": true,
        "witness": {
            "entry_point": "pg", "client_ip": "10.0.0.1", "tls": true, "sni": "a.test", "alpn": [], "postgres": false
        },
    });
    assert_eq!(class, &expected);
}

#[test]
fn names_are_told_by_expressions() {
    let text = "[entry_points]\na = 1\n\
        [routes.x]\nentry_points = ['a']\nmatch = 'HostSNIRegexp(`^x`)'\nservice = 'x:1'\ntls = 'passthrough'\npriority = 20\n\
        [routes.y]\nentry_points = ['a']\nmatch = 'HostSNIRegexp(`y$`)'\nservice = 'y:1'\ntls = 'passthrough'\npriority = 10\n\
        [routes.own]\nentry_points = ['a']\nsni = 'xa.test'\nservice = 'own:1'\ntls = 'passthrough'\npriority = 30\n";
    let found: Vec<String> = forwarded(&all(text))
        .into_iter()
        .map(|[_, connection, outcome, _]| format!("{outcome} <- {connection}"))
        .collect();
    assert_eq!(
        found,
        [
            "default/own:1, TLS and all <- TLS with xa.test, also after PostgreSQL's SSLRequest",
            "default/x:1, TLS and all <- TLS with names matching `^x` but xa.test, also after PostgreSQL's SSLRequest",
            "default/y:1, TLS and all <- TLS with names matching `y$` and not matching `^x`, also after PostgreSQL's SSLRequest",
        ]
    );
}

#[test]
fn any_other_name_is_what_is_left() {
    let text = "[entry_points]\na = 1\n\
        [routes.one]\nentry_points = ['a']\nsni = ['one.test', '*.many.test']\nservice = 'one:1'\ntls = 'passthrough'\n\
        [routes.but]\nentry_points = ['a']\nsni = 'but.many.test'\nservice = 'but:1'\ntls = 'passthrough'\npriority = 1000\n\
        [routes.rest]\nentry_points = ['a']\nsni = '*'\nservice = 'rest:1'\ntls = 'passthrough'\n";
    let found: Vec<String> = forwarded(&all(text))
        .into_iter()
        .map(|[_, connection, outcome, _]| format!("{outcome} <- {connection}"))
        .collect();
    let after = ", also after PostgreSQL's SSLRequest";
    assert_eq!(
        found,
        [
            format!("default/rest:1, TLS and all <- TLS with no name or any but *.many.test and one.test{after}"),
            format!("default/but:1, TLS and all <- TLS with but.many.test{after}"),
            format!(
                "default/one:1, TLS and all <- TLS with one.test; or any name under *.many.test but but.many.test{after}"
            ),
        ]
    );
}

#[test]
fn chance_limits_weights_and_what_is_not_known_are_told() {
    let text = "[entry_points]\na = 1\nb = 2\nc = 3\n[middlewares.few]\nin_flight_conn = 3\n[middlewares.away]\nexternal = true\n\
        [routes.one]\nentry_points = ['a']\nmatch = 'ClientIP(`10.0.0.0/8`)'\nservice = 'one:1'\npriority = 5\n\
        [routes.two]\nentry_points = ['a']\nmatch = 'ClientIP(`10.1.0.0/16`)'\nservice = 'two:1'\npriority = 5\n\
        [routes.limited]\nentry_points = ['b']\nservice = 'limited:1'\nmiddlewares = ['few', 'away']\n\
        [routes.split]\nentry_points = ['c']\ntls = {}\nservices = [{ name = 'x', port = 1, weight = 3 }, { name = 'y', port = 1 }]\n";
    let found = all(text);
    let outcomes: Vec<String> = forwarded(&found)
        .into_iter()
        .map(|[clients, _, outcome, by]| format!("{clients}: {outcome} by {by}"))
        .collect();
    assert_eq!(
        outcomes,
        [
            "10.0.0.0/8 except 10.1.0.0/16: default/one:1 by default/one",
            "10.1.0.0/16: chance decides: default/one:1, default/two:1, or not by one of default/one, default/two",
            "everyone: default/limited:1 by default/limited; at most 3 at once of an address (default/few); if default/away lets them, which is not known here",
            "everyone: default/x:1 (75%), default/y:1 (25%), TLS ended by default/split",
        ]
    );
    let chance = found.classes.iter().find(|class| !class.fate.ambiguous_with.is_empty()).unwrap();
    assert!(chance.fate.services.iter().all(|service| service.share.is_none()));
}

#[test]
fn a_filter_leaves_out_the_rest() {
    let text = format!(
        "[traefik]\nallow_cross_namespace = true\n{OFFICE}[routes.pg]\nentry_points = ['pg']\nservice = 'postgres:5432'\n\
         middlewares = ['office']\n[routes.redis]\nentry_points = ['pg']\nsni = 'r.test'\nservice = 'data/redis:6379'\ntls = 'passthrough'\n"
    );
    let ranges = Clients::of(&[SourceRange::parse("10.0.0.0/7").unwrap()]);
    let to = |names: &[&str]| Some(names.iter().map(|name| name.parse().unwrap()).collect());
    let outcomes = |filter: &ReachFilter| -> Vec<String> {
        let found = reach(&table(&text), filter);
        lines(&found).into_iter().map(|line| format!("{}: {}", line.clients, line.outcome)).collect()
    };
    for name in ["redis", "redis:6379", "data/redis", "data/redis:6379"] {
        let filter = ReachFilter { to: to(&[name]), from: Some(ranges.clone()), ..ReachFilter::default() };
        assert_eq!(outcomes(&filter), ["10.0.0.0/7: data/redis:6379, TLS and all"]);
    }
    for name in ["redis:1", "default/redis", "red"] {
        assert_eq!(outcomes(&ReachFilter { to: to(&[name]), ..ReachFilter::default() }), [""; 0]);
    }
    assert_eq!(outcomes(&ReachFilter { entry_point: Some("other".into()), ..ReachFilter::default() }), [""; 0]);
}

#[test]
fn a_tangle_of_expressions_is_left_out_and_told() {
    let mut text = String::from("[entry_points]\na = 1\n");
    for n in 0..40 {
        let _ = write!(
            text,
            "[routes.r{n}]\nentry_points = ['a']\nmatch = 'HostSNIRegexp(`^(a|b)*a(a|b){{{n}}}c.*{n}`)'\nservice = 's{n}:1'\ntls = 'passthrough'\n"
        );
    }
    text += "[routes.known]\nentry_points = ['a']\nsni = 'known.test'\nservice = 'known:1'\ntls = 'passthrough'\npriority = 1000\n";
    let found = all(&text);
    assert!(found.left_out.iter().any(|set| set.entry_point == "a" && set.names.any_other), "{:#?}", found.left_out);
    assert!(
        forwarded(&found)
            .iter()
            .any(|[_, connection, outcome, _]| outcome.starts_with("default/known:1")
                && connection.contains("known.test"))
    );
    assert!(markdown(&found).contains("Not looked at"), "{}", markdown(&found));
}

/// A wildcard in hundreds, names in thousands and an expression: nothing of it is a tangle.
#[test]
fn many_names_and_wildcards_beside_expressions_are_all_told() {
    let mut text = String::from("[entry_points]\na = 1\n");
    for n in 0..200 {
        let _ = write!(
            text,
            "[routes.w{n}]\nentry_points = ['a']\nsni = ['*.zone-{n}.example.com', 'db-{n}.example.com']\nservice = 's{n}:1'\ntls = 'passthrough'\n"
        );
    }
    text += "[routes.p]\nentry_points = ['a']\nmatch = 'HostSNIRegexp(`^a.*\\.example\\.com$`)'\nservice = 'p:1'\ntls = 'passthrough'\npriority = 1\n";
    let found = all(&text);
    assert!(found.left_out.is_empty(), "{:#?}", found.left_out.len());
    assert!(forwarded(&found).iter().any(|[_, connection, outcome, _]| outcome.starts_with("default/s7:1")
        && connection.contains("*.zone-7.example.com")));
}

#[test]
fn nothing_of_an_input_steers_a_terminal_or_is_markup() {
    let text = "[entry_points]\n\"a\\u001b[31m|<b>\" = 1\n[routes.r]\nentry_points = [\"a\\u001b[31m|<b>\"]\nservice = 's:1'\n";
    let found = all(text);
    let markdown = markdown(&found);
    assert!(!markdown.contains('\u{1b}') && markdown.contains(r"\\u\{1b\}\[31m\|\<b\>"), "{markdown}");
    assert!(lines(&found).iter().all(|line| !line.entry_point.contains('\u{1b}')));
}

#[test]
fn the_examples_are_told_in_a_table() {
    let mut files: Vec<_> = fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut text = String::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "toml")) {
        let found = all(&fs::read_to_string(file).unwrap());
        assert!(found.left_out.is_empty());
        let name = file.file_name().unwrap().to_str().unwrap();
        let _ = write!(text, "## {name}\n\n{}\n", markdown(&found));
        let value: Value = serde_json::to_value(&found).unwrap();
        assert!(value["classes"].as_array().unwrap().iter().all(|class| !class["witness"].is_null()), "{name}");
    }
    insta::assert_snapshot!("examples", text);
}
