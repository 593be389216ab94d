use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::check::support::{diagnostics, sources};

/// Far more than a linear pass needs without optimization on a busy machine, far less than a quadratic one.
const PATIENCE: Duration = Duration::from_secs(90);

/// Routes and allow lists as a platform team has them: 10,000 and 1,000, in 20 namespaces.
fn workload() -> String {
    let mut text = String::new();
    for list in 0..1000 {
        write!(text, "[middlewares.allow-{list:04}]\nnamespace = \"team-{:02}\"\nip_allow_list = [\n", list % 20)
            .unwrap();
        for range in 0..8 {
            writeln!(text, "  \"10.{}.{}.0/24\",", list % 250, range * 31 + list % 20).unwrap();
        }
        text.push_str("]\n");
    }
    for route in 0..10_000 {
        let (team, kind) = (route / 10 % 20, route % 10);
        let list = team + 20 * (route / 200 % 50);
        let entry_point = if kind < 7 { format!("tcp-{route:04}") } else { "tcp-tls".to_owned() };
        write!(
            text,
            "[routes.db-{route:05}]\nnamespace = \"team-{team:02}\"\nentry_points = [\"{entry_point}\"]\n\
             middlewares = [\"allow-{list:04}\"]\n"
        )
        .unwrap();
        match kind {
            0..7 => writeln!(text, "service = \"svc-{route}:5432\"").unwrap(),
            7 | 8 => writeln!(text, "sni = \"db-{route:05}.example.com\"\nservice = \"svc-{route}:5432\"\ntls = \"passthrough\"").unwrap(),
            _ => writeln!(
                text,
                "sni = \"db-{route:05}.example.com\"\ntls = {{ secret_name = \"cert-{route}\" }}\n\
                 services = [{{ name = \"blue-{route}\", port = 1, weight = 3 }}, {{ name = \"green-{route}\", port = 1, weight = 7 }}]"
            )
            .unwrap(),
        }
    }
    text
}

/// Diagnostics of a state, within the time that linear checks need.
fn in_time(text: &str) -> Vec<&'static str> {
    let sources = sources(&[text]);
    let begin = Instant::now();
    let found = diagnostics(&sources).iter().map(|diagnostic| diagnostic.code.name).collect();
    assert!(begin.elapsed() < PATIENCE, "took {:?}", begin.elapsed());
    found
}

#[test]
fn a_large_state_without_problems_is_silent() {
    assert_eq!(in_time(&workload()), [""; 0]);
}

#[test]
fn ten_thousand_allows_each_find_their_own_warning() {
    let mut text = String::new();
    for list in 0..10_000 {
        write!(
            text,
            "[middlewares.m{list}]\nip_allow_list = [\"0.0.0.0/0\"]\n\
             allow = [{{ code = \"allows-everyone\", reason = \"public\" }}]\n"
        )
        .unwrap();
    }
    assert_eq!(in_time(&text), [""; 0]);
}

/// All first halves of the routes stand before all second halves: the entries' extents overlap completely.
#[test]
fn ten_thousand_allows_of_interleaved_entries() {
    let mut text = String::new();
    for route in 0..10_000 {
        write!(
            text,
            "[routes.r{route}]\nentry_points = [\"e{route}\"]\nsni = \"h{route}.test\"\nservice = \"a:1\"\n\
             allow = [{{ code = \"secret-in-another-namespace\", reason = \"x\" }}]\n"
        )
        .unwrap();
    }
    for route in 0..10_000 {
        writeln!(text, "[routes.r{route}.tls]\nsecret_name = \"ops/c{route}\"").unwrap();
    }
    assert_eq!(in_time(&text), [""; 0]);
}

#[test]
fn ten_thousand_names_that_nobody_knows() {
    let mut text = "[entry_points]\n".to_owned();
    for entry_point in 0..5_000 {
        writeln!(text, "e{entry_point} = {}", 1024 + entry_point).unwrap();
    }
    for list in 0..5_000 {
        writeln!(text, "[middlewares.m{list}]\nin_flight_conn = 1").unwrap();
    }
    for route in 0..10_000 {
        writeln!(
            text,
            "[routes.r{route}]\nentry_points = [\"unknown{route}\"]\nservice = \"a:1\"\nmiddlewares = [\"m{}\", \"wanted{route}\"]",
            route % 5_000
        )
        .unwrap();
    }
    let found = in_time(&text);
    for code in ["unknown-entry-point", "unknown-middleware"] {
        assert_eq!(found.iter().filter(|name| **name == code).count(), 10_000, "{code}");
    }
}

#[test]
fn one_list_of_twenty_thousand_ranges() {
    let mut text = "[middlewares.m]\nip_allow_list = [\n  \"10.0.0.0/9\",\n".to_owned();
    for range in 0..20_000 {
        writeln!(text, "  \"10.{}.{}.0/24\",", range / 250 % 256, range % 250).unwrap();
    }
    text.push_str("]\n");
    let found = in_time(&text);
    assert_eq!(found.len(), 20_000);
    assert!(found.iter().all(|name| *name == "swallowed-range"));
}

#[test]
fn one_chain_of_five_thousand_middlewares_and_one_route_of_five_thousand_rules() {
    let mut text = String::new();
    for list in 0..5_000 {
        writeln!(text, "[middlewares.m{list}]\nin_flight_conn = 1").unwrap();
    }
    text.push_str("[routes.r]\nentry_points = [\"e\"]\ntls = \"passthrough\"\n");
    for rule in 0..5_000 {
        writeln!(text, "[[routes.r.rules]]\nsni = \"h{rule}.test\"\nservice = \"a:1\"").unwrap();
        if rule == 0 {
            let all: Vec<String> = (0..5_000).map(|list| format!("\"m{list}\"")).collect();
            writeln!(text, "middlewares = [{}]", all.join(", ")).unwrap();
        }
    }
    assert_eq!(in_time(&text), [""; 0]);
}

/// A server name without TLS brings fixes, and a finding must not look through the whole text for them.
#[test]
fn twenty_thousand_server_names_without_tls() {
    let mut text = String::new();
    for route in 0..20_000 {
        write!(text, "[routes.r{route}]\nentry_points = [\"e\"]\nsni = \"h{route}.test\"\nservice = \"a:1\"\n")
            .unwrap();
    }
    let found = in_time(&text);
    assert_eq!(found.iter().filter(|name| **name == "sni-without-tls").count(), 20_000);
}

/// What was meant is looked for among the objects of a kind, of which there are none here, and not among all routes.
#[test]
fn twenty_thousand_routes_that_name_options_and_transports_of_which_there_are_none() {
    let mut text = String::new();
    for route in 0..20_000 {
        write!(
            text,
            "[routes.r{route}]\nentry_points = [\"e{route}\"]\nsni = \"h.test\"\ntls = {{ options = \"o{route}\" }}\n\
             service = {{ name = \"s\", port = 1, servers_transport = \"t{route}\" }}\n"
        )
        .unwrap();
    }
    let found = in_time(&text);
    for code in ["unknown-tls-options", "unknown-servers-transport"] {
        assert_eq!(found.iter().filter(|name| **name == code).count(), 20_000, "{code}");
    }
}

/// Routes of one entry point with TLS, each with its rule.
fn on_one_entry_point(routes: usize, rule: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for route in 0..routes {
        let rule = rule(route);
        writeln!(
            text,
            "[routes.r{route}]\nentry_points = [\"tls\"]\nmatch = '{rule}'\nservice = \"s{route}:1\"\ntls = \"passthrough\""
        )
        .unwrap();
    }
    text
}

#[test]
fn tables_whose_routers_all_meet() {
    let many = 10_000;
    let host = |route: usize| format!("HostSNI(`db-{route}.example.com`)");
    let open = "[routes.open]\nentry_points = [\"tls\"]\nsni = \"*\"\nservice = \"open:1\"\ntls = \"passthrough\"\n";
    assert_eq!(in_time(&format!("{}{open}", on_one_entry_point(many, host))), [""; 0]);
    let networks = |route: usize| format!("ClientIP(`10.{}.{}.0/24`)", route / 256, route % 256);
    assert_eq!(in_time(&on_one_entry_point(many, networks)), [""; 0]);
    let all_tie = in_time(&on_one_entry_point(1_000, |_| "HostSNI(`db.example.com`)".to_owned()));
    assert_eq!(all_tie, ["ambiguous-priority"]);
    let all_dead =
        in_time(&format!("{}{}", on_one_entry_point(1_000, host), open.replace("sni", "priority = 99\nsni")));
    assert_eq!(all_dead, ["unreachable-rule"; 1_000]);
}

#[test]
fn more_classes_than_can_be_looked_at_are_reported_as_such() {
    let patterns = |route: usize| format!("HostSNIRegexp(`^a{{{}}}[a-z]*{route}\\.example\\.com$`)", route % 40);
    assert!(in_time(&on_one_entry_point(500, patterns)).contains(&"analysis-cut-short"));
    let everything = |route: usize| {
        let (name, address) = (route % 50, route % 250);
        format!(
            "HostSNI(`*.d{name}.test`) && !ClientIP(`10.{address}.0.0/16`) && !ALPN(`p{}`) || HostSNIRegexp(`x{route}`)",
            route % 20
        )
    };
    assert!(in_time(&on_one_entry_point(1_000, everything)).contains(&"analysis-cut-short"));
    let all_but_one = |route: usize| format!("!ClientIP(`10.0.{}.{}`)", route / 256, route % 256);
    assert!(in_time(&on_one_entry_point(500, all_but_one)).contains(&"analysis-cut-short"));
}

/// Each name is told apart from the others by its own alternative alone, so all of them are looked at.
#[test]
fn four_thousand_alternatives_of_one_rule() {
    let alternative = |at: usize| format!("(HostSNI(`h{at}.test`) && ClientIP(`10.0.{}.{}`))", at / 256, at % 256);
    let rule = (0..4_000).map(alternative).collect::<Vec<_>>().join(" || ");
    assert_eq!(in_time(&on_one_entry_point(1, |_| rule.clone())), [""; 0]);
    let open = "[routes.open]\nentry_points = [\"tls\"]\nsni = \"*\"\nservice = \"open:1\"\ntls = \"passthrough\"\n";
    assert_eq!(in_time(&(on_one_entry_point(1, |_| rule.clone()) + open)), [""; 0]);
}
