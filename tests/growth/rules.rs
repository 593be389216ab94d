use super::measure::{check, each};

fn route(rule: &str) -> String {
    format!("[routes.r]\nentry_points = [\"e\"]\nmatch = '{rule}'\nservice = \"a:1\"\ntls = \"passthrough\"\n")
}

fn joined(n: usize, by: &str, one: impl Fn(usize) -> String) -> String {
    (0..n).map(one).collect::<Vec<_>>().join(by)
}

fn address(n: usize) -> String {
    format!("10.{}.{}.{}", n >> 16 & 255, n >> 8 & 255, n & 255)
}

#[test]
fn alternatives_of_names() {
    check("alternatives: names", 500, |n| route(&joined(n, " || ", |at| format!("HostSNI(`h{at}.test`)"))));
}

#[test]
fn alternatives_of_names_and_clients() {
    let one = |at| format!("(HostSNI(`h{at}.test`) && ClientIP(`{}`))", address(at));
    check("alternatives: names and clients", 500, |n| route(&joined(n, " || ", one)));
}

#[test]
fn alternatives_of_names_and_clients_beside_a_route() {
    let one = |at| format!("(HostSNI(`h{at}.test`) && ClientIP(`{}`))", address(at));
    let other = "[routes.other]\nentry_points = [\"e\"]\nsni = \"*\"\nservice = \"b:1\"\ntls = \"passthrough\"\n";
    check("alternatives: names and clients, beside a route", 500, |n| route(&joined(n, " || ", one)) + other);
}

#[test]
fn alternatives_of_clients() {
    check("alternatives: clients", 500, |n| route(&joined(n, " || ", |at| format!("ClientIP(`{}`)", address(at)))));
}

#[test]
fn alternatives_of_protocols() {
    check("alternatives: protocols", 250, |n| route(&joined(n, " || ", |at| format!("ALPN(`p{at}`)"))));
}

#[test]
fn alternatives_of_patterns() {
    check("alternatives: patterns", 100, |n| {
        route(&joined(n, " || ", |at| format!("HostSNIRegexp(`^[a-z]*h{at}\\.test$`)")))
    });
}

#[test]
fn alternatives_of_everything() {
    check("alternatives: everything", 200, |n| {
        let one = |at| format!("(HostSNI(`*.h{at}.test`) && !ClientIP(`{}`) && ALPN(`p{}`))", address(at), at % 20);
        route(&joined(n, " || ", one))
    });
}

#[test]
fn conditions_that_all_hold() {
    check("conditions: not these clients", 500, |n| {
        route(&joined(n, " && ", |at| format!("!ClientIP(`{}`)", address(at))))
    });
    check("conditions: not these names", 500, |n| route(&joined(n, " && ", |at| format!("!HostSNI(`h{at}.test`)"))));
}

#[test]
fn conjunctions_of_alternatives() {
    check("conjunctions of alternatives", 250, |n| {
        route(&joined(n, " && ", |at| format!("(HostSNI(`h{at}.test`) || ClientIP(`{}`))", address(at))))
    });
}

#[test]
fn negations_and_parentheses() {
    check("negations", 20, |n| route(&format!("{}HostSNI(`h.test`)", "!".repeat(n))));
    check("parentheses", 20, |n| route(&format!("{}HostSNI(`h.test`){}", "(".repeat(n), ")".repeat(n))));
}

#[test]
fn long_arguments() {
    check("letters of a name", 5_000, |n| route(&format!("HostSNI(`{}.test`)", "a".repeat(n))));
    check("letters of a pattern", 250, |n| route(&format!("HostSNIRegexp(`^{}\\.test$`)", "[ab]".repeat(n))));
    check("arguments", 1_000, |n| route(&format!("HostSNI({})", joined(n, ", ", |at| format!("`h{at}.test`")))));
    check("mistakes", 1_000, |n| route(&joined(n, " || ", |at| format!("HostSNl(`h{at}.test`)"))));
    check("broken alternatives", 1_000, |n| route(&joined(n, " || ", |at| format!("HostSNI(`h{at}.test`"))));
}

/// Routes of one entry point, each with its rule.
fn routes(n: usize, rule: impl Fn(usize) -> String) -> String {
    each(n, |at| {
        let rule = rule(at);
        format!(
            "[routes.r{at}]\nentry_points = [\"e\"]\nmatch = '{rule}'\nservice = \"s{at}:1\"\ntls = \"passthrough\"\n"
        )
    })
}

#[test]
fn the_cost_of_routes_that_meet_is_linear() {
    check("routes: names", 500, |n| routes(n, |at| format!("HostSNI(`h{at}.test`)")));
    check("routes: clients", 500, |n| routes(n, |at| format!("ClientIP(`{}`)", address(at))));
    check("routes: clients but one", 500, |n| routes(n, |at| format!("!ClientIP(`{}`)", address(at))));
    check("routes: all tie", 250, |n| routes(n, |_| "HostSNI(`h.test`)".to_owned()));
    check("routes: protocols", 250, |n| routes(n, |at| format!("ALPN(`p{at}`)")));
    check("routes: wildcards and a name", 250, |n| {
        routes(n, |at| format!("HostSNI(`*.h{at}.test`) && ClientIP(`{}`)", address(at)))
    });
    check("routes: patterns", 100, |n| routes(n, |at| format!("HostSNIRegexp(`^a[a-z]*h{at}\\.test$`)")));
    check("routes: everything", 250, |n| {
        routes(n, |at| {
            format!(
                "HostSNI(`*.d{}.test`) && !ClientIP(`10.{}.0.0/16`) && !ALPN(`p{}`) || HostSNIRegexp(`x{at}`)",
                at % 50,
                at % 250,
                at % 20
            )
        })
    });
}
