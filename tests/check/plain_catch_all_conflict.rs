use crate::check::marks::{fires, only, silent, spares};

const CODE: &str = "plain-catch-all-conflict";

fn route(name: &str, rest: &str) -> String {
    format!("[routes.{name}]\nentry_points = [\"e\"]\nservice = \"{name}:1\"\n{rest}\n")
}

#[test]
fn the_later_of_equals_is_pointed_at() {
    fires(CODE, &format!("{}{}", route("a", ""), route("b", "match = «\"HostSNI(`*`)\"»")));
    fires(CODE, &format!("{}{}", route("a", ""), route("b", "sni = «\"*\"»")));
    let text = format!("{}{}", route("a", ""), route("b", ""));
    let found = only(CODE, &text);
    assert!(found.message.contains("may change on each reload"), "{}", found.message);
    assert_eq!(&text[found.span.range()], "b");
}

/// The order of the names in the alphabet is not that of the file.
#[test]
fn one_conflict_is_told_once() {
    for names in [["a", "b"], ["b", "a"]] {
        let text = names.map(|name| route(name, "")).concat();
        assert_eq!(&text[only(CODE, &text).span.range()], names[1]);
        spares("ambiguous-priority", &text);
    }
}

#[test]
fn the_lower_one_is_never_used() {
    let text = format!("{}{}", route("a", "match = \"HostSNI(`*`)\""), route("b", "priority = 5"));
    let found = only(CODE, &text);
    assert!(found.message.contains("never used: `b`"), "{}", found.message);
    assert_eq!(&text[found.span.range()], "\"HostSNI(`*`)\"");
    fires(CODE, &format!("{}{}", route("a", "match = «\"HostSNI(`*`)\"»"), route("b", "match = \"!ALPN(`h2`)\"")));
}

#[test]
fn three_make_two() {
    fires(CODE, &format!("{}{}{}", route("a", ""), route("b", "sni = «\"*\"»"), route("c", "sni = «\"*\"»")));
}

#[test]
fn addresses_entry_points_and_tls_tell_them_apart() {
    silent(&format!("{}{}", route("a", ""), route("b", "match = \"ClientIP(`10.0.0.0/8`)\"")));
    silent(&format!("{}{}", route("a", ""), route("b", "").replace("\"e\"", "\"f\"")));
    spares(CODE, &format!("{}{}", route("a", ""), route("b", "sni = \"*\"\ntls = \"passthrough\"")));
    spares(CODE, &format!("{}{}", route("a", ""), route("b", "sni = \"x.test\"")));
}
