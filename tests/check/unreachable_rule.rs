use crate::check::marks::{fires, fires_beside, fixed, only, silent, spares};

const CODE: &str = "unreachable-rule";

/// A route with TLS; its rule is the value of `match` with its TOML quotes.
fn route(name: &str, rule: &str, more: &str) -> String {
    format!(
        "[routes.{name}]\nentry_points = [\"e\"]\nmatch = {rule}\nservice = \"{name}:1\"\ntls = \"passthrough\"\n{more}\n"
    )
}

fn two(rule: &str, above: &str) -> String {
    format!("{}{}", route("a", rule, ""), route("b", above, "priority = 100"))
}

#[test]
fn names_under_a_wildcard_a_pattern_and_everything() {
    for above in [
        "'HostSNI(`*.test`)'",
        "'HostSNI(`*`)'",
        "'HostSNIRegexp(`.*`)'",
        "'HostSNIRegexp(`^[a-z]+\\.test$`)'",
        "'HostSNIRegexp(`^.*\\.test$`)'",
        "'!HostSNI(`b.test`)'",
        "'ClientIP(`0.0.0.0/0`) || ClientIP(`::/0`)'",
        "'ALPN(`h2`) || !ALPN(`h2`)'",
    ] {
        fires(CODE, &two("«'HostSNI(`a.test`)'»", above));
    }
    let found = only(CODE, &two("'HostSNI(`a.test`)'", "'HostSNI(`*`)'"));
    assert_eq!(
        found.message,
        "no connection reaches this rule: `default/b` of higher priority takes every client that it matches, such as a TLS \
         client for `a.test` from 192.0.2.1"
    );
}

#[test]
fn a_pattern_within_a_wildcard_and_within_another_pattern() {
    fires(CODE, &two("«'HostSNIRegexp(`^[a-z]+\\.test$`)'»", "'HostSNI(`*.test`)'"));
    fires(CODE, &two("«'HostSNIRegexp(`^db-[0-9]{2}\\.test$`)'»", "'HostSNIRegexp(`^[a-z0-9-]+\\.test$`)'"));
    fires(CODE, &two("«'HostSNI(`*.test`)'»", "'HostSNIRegexp(`^[^.]*\\.test$`)'"));
    spares(CODE, &two("'HostSNI(`*.test`)'", "'HostSNIRegexp(`^[a-z0-9-]+\\.test$`)'"));
    spares(CODE, &two("'HostSNIRegexp(`\\.test$`)'", "'HostSNI(`*.test`)'"));
    spares(CODE, &two("'HostSNIRegexp(`^[a-z0-9]+\\.test$`)'", "'HostSNIRegexp(`^[a-z]+\\.test$`)'"));
}

#[test]
fn several_rules_together() {
    let halves = format!(
        "{}{}{}",
        route("a", "«'HostSNI(`a.test`)'»", ""),
        route("low", "'ClientIP(`0.0.0.0/1`) || ClientIP(`::/0`)'", "priority = 90"),
        route("high", "'ClientIP(`128.0.0.0/1`)'", "priority = 91"),
    );
    fires(CODE, &halves);
    silent(&halves.replace(['«', '»'], "").replace("128.0.0.0/1", "128.0.0.0/2"));
    let names = format!(
        "{}{}{}",
        route("a", "«'HostSNIRegexp(`^(x|y)\\.test$`)'»", ""),
        route("x", "'HostSNI(`x.test`)'", "priority = 90"),
        route("y", "'HostSNI(`y.test`)'", "priority = 91"),
    );
    fires(CODE, &names);
}

#[test]
fn parts_that_rule_each_other_out() {
    fires(CODE, &route("a", "«'ClientIP(`10.0.0.0/8`) && ClientIP(`192.168.0.0/16`)'»", ""));
    fires(CODE, &route("a", "«'HostSNI(`a.test`) && HostSNI(`b.test`)'»", ""));
    fires(CODE, &route("a", "«'HostSNI(`*.test`) && HostSNIRegexp(`^.*\\.example$`)'»", ""));
    silent(&route("a", "'HostSNI(`a.test`) && !HostSNI(`b.test`)'", ""));
}

#[test]
fn plain_clients_have_addresses_alone() {
    let plain = |rule: &str, priority: &str| {
        let above =
            format!("[routes.b]\nentry_points = [\"e\"]\nmatch = \"HostSNI(`*`)\"\nservice = \"b:1\"\n{priority}\n");
        format!("[routes.a]\nentry_points = [\"e\"]\nmatch = {rule}\nservice = \"a:1\"\n{above}")
    };
    fires(CODE, &plain("«\"ClientIP(`10.0.0.0/8`)\"»", "priority = 100"));
    silent(&plain("\"ClientIP(`10.0.0.0/8`)\"", ""));
}

#[test]
fn on_one_of_several_entry_points() {
    let text = two("'HostSNI(`a.test`)'", "'HostSNI(`*`)'").replacen("[\"e\"]", "[\"e\", \"f\"]", 1);
    let found = only(CODE, &text);
    assert!(found.message.starts_with("no connection to entry point `e` reaches this rule"), "{}", found.message);
}

#[test]
fn one_slip_is_told_once() {
    // The other route of the pair is another check's.
    let plain =
        |name: &str, more: &str| format!("[routes.{name}]\nentry_points = [\"e\"]\nservice = \"{name}:1\"\n{more}\n");
    spares(CODE, &format!("{}{}", plain("a", "priority = 1"), plain("b", "priority = 2")));
    spares(CODE, &two("'HostSNIRegexp(`^A\\.test$`)'", "'HostSNI(`*`)'"));
    spares(CODE, &two("'HostSNI(`10.0.0.1`)'", "'HostSNI(`*`)'"));
    fires_beside(CODE, &two("«'HostSNI(`a.test`)'»", "'HostSNI(`*`)'"), &[]);
}

#[test]
fn a_priority_puts_it_first() {
    let texts = fixed(CODE, &two("'HostSNI(`a.test`)'", "'HostSNI(`*`)'"));
    assert!(texts[0].contains("match = 'HostSNI(`a.test`)'\npriority = 101\n"), "{}", texts[0]);
    let low = route("a", "'HostSNI(`a.test`)'", "priority = 5");
    let texts = fixed(CODE, &format!("{low}{}", route("b", "'HostSNI(`*`)'", "priority = 100")));
    assert!(texts[0].contains("priority = 101\n"), "{}", texts[0]);
    let inline =
        "[routes]\na = { entry_points = [\"e\"], sni = \"a.test\", service = \"a:1\", tls = \"passthrough\" }\n";
    let texts = fixed(CODE, &format!("{inline}{}", route("b", "'HostSNI(`*`)'", "priority = 100")));
    assert!(texts[0].contains("sni = \"a.test\", priority = 101, service"), "{}", texts[0]);
}

#[test]
fn the_version_that_breaks_postgresql_takes_no_client_away_from_others() {
    silent(&format!("[traefik]\nversion = \"3.6.11\"\n{}", two("\"HostSNI(`a.test`)\"", "\"HostSNI(`b.test`)\"")));
}
