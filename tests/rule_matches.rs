//! Which connections a rule matches, as Traefik 3.7.15 was observed to match them.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::IpAddr;

use tcpgen::rule::{Client, Rule, Syntax, Verdict, parse};

fn rule(text: &str) -> Rule {
    parse(text, Syntax::V3).unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn sni_matches(text: &str, sni: &str) -> bool {
    rule(text).matches(&Client::tls(sni, address("127.0.0.1"), []))
}

fn plain_matches(text: &str) -> bool {
    rule(text).matches(&Client::plain(address("127.0.0.1")))
}

#[test]
fn hosts_and_wildcards() {
    for (host, sni, expected) in [
        ("*.example.com", "a.example.com", true),
        ("*.example.com", "A.EXAMPLE.COM", true),
        ("*.example.com", "a_b.example.com", true),
        ("*.example.com", "-.example.com", true),
        ("*.example.com", "xn--bcher-kva.example.com", true),
        ("*.example.com", "*.example.com", true),
        ("*.example.com", ".example.com", true),
        ("*.example.com", "example.com", false),
        ("*.example.com", "a.b.example.com", false),
        ("*.example.com", "badexample.com", false),
        ("*.example.com", "", false),
        ("*.com", "example.com", true),
        ("*.com", "a.example.com", false),
        ("*.com", "com", false),
        ("*.Example.COM.", "a.example.com", true),
        ("*..", "x.", true),
        ("x.test", "x.test", true),
        ("x.test", "X.TEST", true),
        ("x.test", " x.test", true),
        ("x.test", "x.test ", true),
        ("x.test", "\tx.test", true),
        ("x.test", "x.test\0", false),
        ("x.test", "\u{17f}.test", false),
        ("s.test", "\u{17f}.test", true),
        ("dot.test.", "dot.test", true),
        ("dots.test..", "dots.test", false),
        ("UP.TEST", "up.test", true),
        ("UP.TEST", "Up.Test", true),
        ("127.0.0.1", "127.0.0.1", true),
        ("::1", "::1", true),
        ("a_b.test", "a_b.test", true),
        ("x.test:443", "x.test:443", true),
        ("x.test", "bücher.test", false),
        ("*", "bücher.test", true),
        ("*", "x.test", true),
        ("*", "", true),
        ("x.test", "", false),
        (".", "x", false),
    ] {
        assert_eq!(sni_matches(&format!("HostSNI(`{host}`)"), sni), expected, "{host} {sni:?}");
        assert_eq!(sni_matches(&format!("!HostSNI(`{host}`)"), sni), !expected, "not {host} {sni:?}");
    }
}

#[test]
fn regular_expressions() {
    for (regexp, sni, expected) in [
        ("example.com", "example.com", true),
        ("example.com", "a.example.com.evil.test", true),
        ("example.com", "badexampleXcom.evil.test", true),
        (r"^X\.TEST$", "x.test", false),
        (r"^X\.TEST$", "X.TEST", false),
        (r"(?i)^Y\.TEST$", "y.test", true),
        (".*", "", true),
        (".+", "", false),
        ("^$", "", true),
        ("^$", "x", false),
        (r"^[a-z]+\.example\.com$", "a.example.com", true),
        (r"^[a-z]+\.example\.com$", "a.example.com.evil", false),
        (r"^\Qa.b\E\d{2,3}\z", "a.b123", true),
        (r"^\Qa.b\E\d{2,3}\z", "axb123", false),
        (r"\A(?:a|b|)(?P<x>c)?$", "bc", true),
        (r"[[:alpha:]][^[:digit:]]", "a1", false),
        (r"(?s:.)(?-i:x)", "ax", true),
        (r"\bdb\b", "my-db.test", true),
        (r"\bdb\b", "mydb.test", false),
        (r"^\pL+\.\p{Ll}+$", "a.b", true),
        (r"^\P{L}+$", "1.2", true),
        (r"x{0}y", "y", true),
        (r"\x{fc}", "bücher", true),
        ("(?i)\u{5c}x{212a}", "k", true),
        (r"[^\x00-\x{10FFFF}]", "x", false),
    ] {
        assert_eq!(sni_matches(&format!("HostSNIRegexp(`{regexp}`)"), sni), expected, "{regexp} {sni:?}");
    }
}

#[test]
fn what_cannot_be_run_is_unknown_and_not_invalid() {
    let rule = rule(r"HostSNIRegexp(`^\p{Greek}+$`) || ALPN(`h2`)");
    let verdict = |sni, alpn| rule.evaluate(&Client::tls(sni, address("::1"), alpn));
    assert_eq!(verdict("λ", ["foo"]), Verdict::Unknown);
    assert_eq!(verdict("λ", ["h2"]), Verdict::Matches);
    assert_eq!(verdict("a", ["foo"]), Verdict::Differs);
}

#[test]
fn a_regexp_tells_its_anchors() {
    for (regexp, start, end, everything) in [
        (".*", false, false, true),
        ("^.*$", true, true, true),
        ("^", true, false, true),
        ("$", false, true, true),
        ("^.+$", true, true, false),
        (r"^a\.b$", true, true, false),
        ("a", false, false, false),
        ("^a|b", false, false, false),
        ("^(?:a|b)$", true, true, false),
        ("(^a|^b)c", true, false, false),
        (r"\A\ba\z", true, true, false),
        ("(?m)^a$", false, false, false),
        ("a?", false, false, true),
        ("(?:^a)*", false, false, true),
        ("(^a)+$", true, true, false),
        (r"\b", false, false, false),
    ] {
        let rule = rule(&format!("HostSNIRegexp(`{regexp}`)"));
        let (_, pattern, _) = rule.patterns().next().expect("one regexp");
        assert_eq!(pattern.source(), regexp);
        assert_eq!(pattern.is_anchored_at_start(), start, "{regexp}");
        assert_eq!(pattern.is_anchored_at_end(), end, "{regexp}");
        assert_eq!(pattern.matches_everything(), everything, "{regexp}");
        if everything {
            assert_eq!(pattern.matches_empty(), Some(true), "{regexp}");
        }
    }
}

#[test]
fn on_a_plain_connection() {
    for (text, expected) in [
        ("HostSNI(`*`)", true),
        ("HostSNI(`*`) || HostSNI(`x.test`)", true),
        ("HostSNI(`*`) && HostSNI(`x.test`)", false),
        ("!HostSNI(`x.test`)", true),
        ("!HostSNI(`*.test`)", true),
        ("!(HostSNI(`x`) && HostSNI(`y`))", true),
        ("!HostSNI(`y`) || HostSNI(`*`) || HostSNI(`x`)", true),
        ("!HostSNI(`*`)", false),
        ("!(HostSNI(`*`) || HostSNI(`x.test`))", false),
        ("HostSNIRegexp(`.*`)", true),
        ("HostSNIRegexp(`^$`)", true),
        ("!HostSNIRegexp(`x`)", true),
        ("HostSNIRegexp(`.+`)", false),
        (r"HostSNIRegexp(`^x\.test$`)", false),
        ("ALPN(`h2`)", false),
        ("HostSNI(`*`) && ALPN(`h2`)", false),
        ("!ALPN(`h2`)", true),
        ("HostSNI(`*`) && ClientIP(`127.0.0.1`)", true),
        ("HostSNI(`*`) && ClientIP(`127.0.0.5`)", false),
    ] {
        assert_eq!(plain_matches(text), expected, "{text}");
    }
}

#[test]
fn client_addresses() {
    for (range, client, expected) in [
        ("127.0.0.5", "127.0.0.5", true),
        ("127.0.0.5", "127.0.0.1", false),
        ("127.0.0.0/29", "127.0.0.7", true),
        ("127.0.0.5/29", "127.0.0.0", true),
        ("127.0.0.5/0", "203.0.113.1", true),
        ("0.0.0.0/0", "::ffff:192.0.2.1", true),
        ("0.0.0.0/0", "2001:db8::1", false),
        ("::/0", "2001:db8::1", true),
        ("::/0", "192.0.2.1", false),
        ("::/0", "::ffff:192.0.2.1", false),
        ("::ffff:127.0.0.5", "127.0.0.5", true),
        ("::ffff:10.0.0.0/104", "10.255.0.1", true),
        ("::ffff:0:0/96", "192.0.2.1", true),
        ("::ffff:0:0/64", "192.0.2.1", false),
        ("2001:DB8::1", "2001:db8::1", true),
        ("2001:0db8:0:0:0:0:0:1", "2001:db8::1", true),
        ("127.0.0.0/08", "127.255.255.255", true),
    ] {
        let rule = rule(&format!("ClientIP(`{range}`)"));
        assert_eq!(rule.matches(&Client::plain(address(client))), expected, "{range} {client}");
        assert_eq!(rule.matches(&Client::tls("any.test", address(client), [])), expected, "{range} {client}");
    }
}

#[test]
fn offered_protocols() {
    let matches = |text: &str, offered: &[&'static str]| {
        rule(text).matches(&Client::tls("", address("::1"), offered.iter().copied()))
    };
    assert!(matches("ALPN(`foo`)", &["foo"]));
    assert!(matches("ALPN(`foo`)", &["http/1.1", "foo"]));
    assert!(!matches("ALPN(`foo`)", &["FOO"]));
    assert!(!matches("ALPN(`foo`)", &[]));
    assert!(!matches("HostSNI(`x.test`) && ALPN(`foo`)", &["foo"]));
}

#[test]
fn precedence_and_de_morgan() {
    let client = |sni, protocol| Client::tls(sni, address("::1"), [protocol]);
    let precedence = rule("HostSNI(`a`) || HostSNI(`b`) && ALPN(`h2`)");
    assert!(precedence.matches(&client("a", "h3")));
    assert!(precedence.matches(&client("b", "h2")));
    assert!(!precedence.matches(&client("b", "h3")));
    let first_call = rule("!HostSNI(`a`) && ALPN(`h2`)");
    assert!(!first_call.matches(&client("b", "h3")));
    let group = rule("!(HostSNI(`a`) && ALPN(`h2`))");
    let apart = rule("!HostSNI(`a`) || !ALPN(`h2`)");
    for sni in ["a", "b"] {
        for protocol in ["h2", "h3"] {
            assert_eq!(group.matches(&client(sni, protocol)), apart.matches(&client(sni, protocol)));
        }
    }
}
