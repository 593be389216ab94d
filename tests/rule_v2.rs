//! The match language of `ruleSyntax: v2`, as Traefik 3.7.15 was observed to read it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use tcpgen::rule::{Client, Syntax, TlsMode, parse, read};

fn matches(text: &str, sni: &str) -> bool {
    let address = "192.0.2.1".parse().unwrap();
    let rule = parse(text, Syntax::V2).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
    rule.matches(&Client::tls(sni, address, ["h2"]))
}

#[test]
fn any_other_value_means_v3() {
    assert_eq!(Syntax::from_written("v2"), Syntax::V2);
    for value in ["v3", "v9", "", "V2"] {
        assert_eq!(Syntax::from_written(value), Syntax::V3, "{value}");
    }
}

#[test]
fn a_matcher_takes_several_arguments() {
    assert!(matches("HostSNI(`x.test`, `Y.test.`)", "y.test"));
    assert!(!matches("HostSNI(`x.test`, `y.test`)", "z.test"));
    assert!(matches("!HostSNI(`x.test`, `y.test`)", "z.test"));
    assert!(matches("ClientIP(`10.0.0.0/8`, `192.0.2.0/24`)", ""));
    assert!(matches("ALPN(`h3`, `h2`)", ""));
    let rule = parse("HostSNI(`x`, `y`) || ALPN(`h2`)", Syntax::V2).unwrap();
    assert_eq!(rule.to_string(), "HostSNI(`x`) || HostSNI(`y`) || ALPN(`h2`)");
    assert!(!rule.is_catch_all());
}

#[test]
fn a_star_counts_for_no_name_only_in_front() {
    assert!(matches("HostSNI(`*`, `x`)", ""));
    assert!(!matches("HostSNI(`x`, `*`)", ""));
    assert!(matches("HostSNI(`x`, `*`)", "y"));
    let star_last = "HostSNI(`x`, `*`)";
    let error = format!("invalid rule: \"{star_last}\" , has HostSNI matcher, but no TLS on router");
    assert_eq!(read(star_last, Syntax::V2).errors(TlsMode::None), [error]);
    assert_eq!(read("HostSNI(`*`, `x`)", Syntax::V2).errors(TlsMode::None), [""; 0]);
    assert_eq!(read("HostSNI(`*`)", Syntax::V2).default_priority(), -1);
}

#[test]
fn templates_are_anchored_and_ignore_case() {
    assert!(matches("HostSNIRegexp(`{sub:[a-z]+}.Test`)", "a.test"));
    assert!(!matches("HostSNIRegexp(`{sub:[a-z]+}.test`)", "a.test.evil"));
    assert!(!matches("HostSNIRegexp(`{sub}.test`)", "a.b.test"));
    assert!(matches("HostSNIRegexp(`x.test`, `{any:.*}`)", ""));
    assert!(!matches("HostSNIRegexp(`x.test`)", "xxtest"), "what is outside of braces is literal");
}

#[test]
fn refusals_in_v2_words() {
    for (text, error) in [
        ("HostSNI(`*.x`)", "invalid value for \"HostSNI\" matcher, \"*.x\" is not a valid hostname or IP"),
        ("ALPN(`acme-tls/1`)", "invalid protocol value for \"ALPN\" matcher, \"acme-tls/1\" is not allowed"),
        (
            "ClientIP(`10.0.0.1`, `x`)",
            "could not initialize IP Checker for \"ClientIP\" matcher: parsing CIDR trusted IPs <nil>: \
             invalid CIDR address: x",
        ),
        (
            "HostSNIRegexp(`{x`)",
            "invalid pattern value for \"HostSNIRegexp\" matcher, \"{x\" is not a valid pattern: \
             mux: unbalanced braces in \"{x\"",
        ),
        (
            "HostSNIRegexp(`{:a}`)",
            "invalid pattern value for \"HostSNIRegexp\" matcher, \"{:a}\" is not a valid pattern: \
             mux: missing name or pattern in \"{:a}\"",
        ),
        ("HostSNIRegexp(`{x:(}`)", "error parsing regexp: missing closing ): `(?i)^(?P<v0>()$`"),
        ("HostSNI()", "no args for matcher HostSNI"),
        ("HostSNI(`x`, ``)", "empty args for matcher HostSNI, [x ]"),
    ] {
        let expected = format!("error while adding rule {text}: {error}");
        assert_eq!(read(text, Syntax::V2).errors(TlsMode::Passthrough), [expected]);
    }
}
