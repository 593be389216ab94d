//! Rewrites that change nothing for anybody.

use fastrand::Rng;
use tcpgen::analysis::compare::{Comparison, Verdict, compare};

use crate::reach::random::{state, table};

fn compared(old: &str, new: &str) -> Comparison {
    compare(&table(old), &table(new))
}

fn are_equivalent(old: &str, new: &str) {
    let found = compared(old, new);
    assert!(found.is_empty(), "{old}\n--- new:\n{new}\n{:#?}", found.classes);
    assert_eq!(found.verdict, Verdict::Equivalent);
    assert!(found.services.iter().all(|service| service.verdict == Verdict::Equivalent));
}

/// Routes and middlewares of a text, in another order.
fn shuffled(rng: &mut Rng, text: &str) -> String {
    let mut entries: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match entries.last_mut() {
            Some(entry) if !line.starts_with('[') => entry.push_str(line),
            _ => entries.push(line.to_owned()),
        }
    }
    rng.shuffle(&mut entries);
    entries.concat()
}

/// Each range of the middlewares, as its halves.
fn split(text: &str) -> String {
    let halves = [
        ("\"10.0.0.0/8\"", "\"10.128.0.0/9\", \"10.0.0.0/9\""),
        ("\"10.1.0.0/16\"", "\"10.1.0.0/17\", \"10.1.128.0/17\", \"10.1.2.3\""),
        ("\"::/0\"", "\"::/1\", \"8000::/1\""),
        ("\"10.1.2.0/29\"", "\"10.1.2.0/30\", \"::ffff:10.1.2.4/126\""),
    ];
    let lists = text.split_inclusive('\n').map(|line| {
        let is_list = line.starts_with("ip_allow_list");
        let split = halves.iter().fold(line.to_owned(), |line, (whole, halves)| line.replace(whole, halves));
        if is_list { split } else { line.to_owned() }
    });
    lists.collect()
}

/// Priorities as Traefik computes them: the length of the rule, but for ``HostSNI(`*`)``.
fn with_priorities(text: &str) -> String {
    let mut rule = "";
    let mut out = String::new();
    for line in text.lines() {
        if let Some(written) = line.strip_prefix("match = '") {
            rule = written.strip_suffix('\'').unwrap();
        }
        let computed = if rule == "HostSNI(`*`)" { -1 } else { i64::try_from(rule.len()).unwrap() };
        let line = if line == "priority = 0" { format!("priority = {computed}") } else { line.to_owned() };
        out += &(line + "\n");
    }
    out
}

/// Long forms for short ones.
fn long(text: &str) -> String {
    let text = text.replace("in_flight_conn = 3", "in_flight_conn = { amount = 3 }");
    let text = text
        .replace("\"s:1\"", "{ name = \"s\", port = 1 }")
        .replace("\"t:1\"", "{ name = \"t\", port = 1, weight = 1 }");
    text.replace("tls = { passthrough = true }", "tls = \"passthrough\"")
}

#[test]
fn rewrites_are_equivalent() {
    for seed in 0..40 {
        let mut rng = Rng::with_seed(seed);
        let text = state(&mut rng);
        let entries = shuffled(&mut rng, &text);
        for rewritten in [&entries, &split(&text), &with_priorities(&text), &long(&text)] {
            are_equivalent(&text, rewritten);
        }
        let all = split(&long(&with_priorities(&entries)));
        are_equivalent(&text, &all);
        are_equivalent(&all, &text);
    }
}

const BASE: &str = "[entry_points]\npg = 5432\n[middlewares.office]\nip_allow_list = [\"10.0.0.0/8\"]\n";

#[test]
fn a_route_by_another_name_or_in_two_is_the_same_to_clients() {
    let route = |name: &str, names: &str| {
        format!(
            "[routes.{name}]\nentry_points = [\"pg\"]\nsni = {names}\nservice = \"a:1\"\ntls = \"passthrough\"\nmiddlewares = [\"office\"]\n"
        )
    };
    let old = format!("{BASE}{}", route("one", "[\"a.test\", \"b.test\"]"));
    are_equivalent(&old, &old.replace("routes.one", "routes.other"));
    are_equivalent(&old, &format!("{BASE}{}{}", route("one", "\"a.test\""), route("two", "\"b.test\"")));
    let renamed = old.replace("middlewares.office", "middlewares.building").replace("[\"office\"]", "[\"building\"]");
    are_equivalent(&old, &renamed);
    // One list is as good as two where the second refuses nobody that the first lets through.
    let twice = format!(
        "{}[middlewares.wide]\nip_allow_list = [\"0.0.0.0/0\"]\n",
        old.replace("[\"office\"]", "[\"office\", \"wide\"]")
    );
    are_equivalent(&old, &twice);
}
