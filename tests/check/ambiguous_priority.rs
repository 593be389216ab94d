use crate::check::marks::{fires, fires_beside, fixed, only, silent, spares};

const CODE: &str = "ambiguous-priority";

fn route(name: &str, rule: &str, more: &str) -> String {
    format!(
        "[routes.{name}]\nentry_points = [\"e\"]\nmatch = {rule}\nservice = \"{name}:1\"\ntls = \"passthrough\"\n{more}\n"
    )
}

#[test]
fn the_same_rule_in_two_routes() {
    let text = format!("{}{}", route("a", "\"HostSNI(`a.test`)\"", ""), route("b", "\"HostSNI(`a.test`)\"", ""));
    let found = only(CODE, &text);
    assert_eq!(
        found.message,
        "`default/a` and `default/b` match a TLS client for `a.test` from 192.0.2.1 on entry point `e` with the same \
         priority, 17: Traefik takes one by chance"
    );
    let mended = fixed(CODE, &text);
    assert!(mended[0].contains("match = \"HostSNI(`a.test`)\"\npriority = 18\nservice = \"b:1\""), "{}", mended[0]);
    spares(CODE, &mended[0]);
}

#[test]
fn rules_of_one_length_that_share_clients() {
    fires(CODE, &format!("{}{}", route("a", "\"HostSNI(`*.test`)\"", ""), route("b", "«\"HostSNI(`a.test`)\"»", "")));
    silent(&format!("{}{}", route("a", "\"HostSNI(`*.test`)\"", ""), route("b", "\"HostSNI(`ab.test`)\"", "")));
    silent(&format!("{}{}", route("a", "\"HostSNI(`a.test`)\"", ""), route("b", "\"HostSNI(`b.test`)\"", "")));
    let plain = |name: &str, rule: &str| route(name, rule, "").replace("tls = \"passthrough\"\n", "");
    fires(CODE, &format!("{}{}", plain("a", "\"ClientIP(`10.0.0.0/8`)\""), plain("b", "«\"ClientIP(`10.0.0.0/9`)\"»")));
    silent(&format!("{}{}", plain("a", "\"ClientIP(`10.0.0.0/9`)\""), plain("b", "\"ClientIP(`10.128.0.0/9`)\"")));
}

#[test]
fn only_where_it_matters() {
    let to_one =
        |name: &str, more: &str| route(name, "\"HostSNI(`a.test`)\"", more).replace("a:1", "s:1").replace("b:1", "s:1");
    silent(&format!("{}{}", to_one("a", ""), to_one("b", "")));
    let list = "[middlewares.office]\nip_allow_list = [\"10.0.0.0/8\"]\n";
    let text = format!("{list}{}{}", to_one("a", ""), to_one("b", "middlewares = [\"office\"]"));
    assert!(only(CODE, &text).message.contains("from 192.0.2.1"), "somebody outside");
    let lists = format!("{list}[middlewares.home]\nip_allow_list = [\"10.0.0.0/8\", \"192.168.0.0/16\"]\n");
    let text =
        format!("{lists}{}{}", to_one("a", "middlewares = [\"home\"]"), to_one("b", "middlewares = [\"office\"]"));
    assert!(only(CODE, &text).message.contains("from 192.168.0.1"), "somebody whom one of them stops");
}

/// The protocol that the rule asks for is one that Traefik does not speak, so both routers close a client that offers it
/// alone. One that offers `h2` too gets through the handshake.
#[test]
fn a_tie_that_matters_to_clients_who_offer_one_more_protocol() {
    let terminated = |name: &str, rule: &str, more: &str| {
        route(name, rule, more).replace("tls = \"passthrough\"", "tls = { secret_name = \"cert\" }")
    };
    let text =
        format!("{}{}", terminated("a", "\"ALPN(`foo`)\"", ""), terminated("b", "\"HostSNI(`*`)\"", "priority = 11"));
    let marked = text.replacen("match = \"HostSNI(`*`)\"", "match = «\"HostSNI(`*`)\"»", 1);
    fires_beside(CODE, &marked, &["alpn-not-offered"]);
}

#[test]
fn each_tie_is_told_once() {
    let mut text = String::new();
    for name in ["a", "b", "c"] {
        text.push_str(&route(name, "\"HostSNI(`a.test`) || HostSNI(`b.test`)\"", ""));
    }
    let found = only(CODE, &text);
    assert!(found.message.starts_with("`default/a`, `default/b` and `default/c` match"), "{}", found.message);
    // Plain routes for everybody are another check's.
    let plain = |name: &str| format!("[routes.{name}]\nentry_points = [\"e\"]\nservice = \"{name}:1\"\n");
    spares(CODE, &format!("{}{}", plain("a"), plain("b")));
    spares(CODE, &format!("{}{}", plain("b"), plain("a")));
}

/// Both refuse a client that offers `foo` alone; one that offers HTTP/2 as well gets to one of them by chance.
#[test]
fn a_tie_within_a_range_that_matters_only_with_another_protocol() {
    let route = |name: &str, rule: &str| {
        format!(
            "[routes.{name}]\nentry_points = [\"a\"]\nmatch = '{rule}'\npriority = 11\nservice = \"{name}:1\"\ntls = {{}}\n"
        )
    };
    let text = route("x", "ClientIP(`10.0.0.0/8`)") + &route("y", "ALPN(`foo`)");
    let found = crate::check::support::diagnostics(&crate::check::support::sources(&[&text]));
    assert!(found.iter().any(|found| found.code.name == "ambiguous-priority"), "{found:#?}");
}
