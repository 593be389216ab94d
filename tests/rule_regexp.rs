//! Go's regular expressions: what it refuses, in its words, and what it takes, as Traefik 3.7.15 showed them.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use tcpgen::rule::{ProblemKind, RegexpErrorKind, Syntax, parse};

fn refusal(regexp: &str) -> String {
    let problems = parse(&format!("HostSNIRegexp(`{regexp}`)"), Syntax::V3).expect_err(regexp);
    let [problem] = &problems[..] else { panic!("{regexp}: one problem") };
    let ProblemKind::InvalidRegexp { reason, .. } = &problem.kind else { panic!("{regexp}: {problem:?}") };
    assert!(problem.traefik.ends_with(&format!("compiling HostSNIRegexp matcher: {reason}")), "{regexp}");
    reason.to_string()
}

#[test]
fn refusals_are_worded_as_go_words_them() {
    for (regexp, error) in [
        ("(", "missing closing ): `(`"),
        ("a)", "unexpected ): `a)`"),
        ("[a", "missing closing ]: `[a`"),
        ("x[a-", "missing closing ]: `[a-`"),
        ("[z-a]", "invalid character class range: `z-a`"),
        ("[[:foo:]]", "invalid character class range: `[:foo:]`"),
        (r"\p{Foo}", r"invalid character class range: `\p{Foo}`"),
        (r"\pX", r"invalid character class range: `\pX`"),
        (r"\p{", r"invalid character class range: `\p{`"),
        ("*", "missing argument to repetition operator: `*`"),
        ("a|+", "missing argument to repetition operator: `+`"),
        ("(?:*)", "missing argument to repetition operator: `*`"),
        ("a**", "invalid nested repetition operator: `**`"),
        ("a+?*", "invalid nested repetition operator: `+?*`"),
        ("a{2}{3}", "invalid nested repetition operator: `{2}{3}`"),
        ("a{1001}", "invalid repeat count: `{1001}`"),
        ("a{3,2}", "invalid repeat count: `{3,2}`"),
        ("(a{100}){11}", "invalid repeat count: `{11}`"),
        (r"a\", "trailing backslash at end of expression: ``"),
        (r"\1", r"invalid escape sequence: `\1`"),
        (r"\8", r"invalid escape sequence: `\8`"),
        (r"\q", r"invalid escape sequence: `\q`"),
        (r"\C", r"invalid escape sequence: `\C`"),
        (r"\Z", r"invalid escape sequence: `\Z`"),
        (r"\x4", r"invalid escape sequence: `\x4`"),
        (r"\x{110000}", r"invalid escape sequence: `\x{110000`"),
        ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
        ("(?!a)", "invalid or unsupported Perl syntax: `(?!`"),
        ("(?#a)", "invalid or unsupported Perl syntax: `(?#`"),
        ("(?x)a", "invalid or unsupported Perl syntax: `(?x`"),
        ("(?i-)a", "invalid or unsupported Perl syntax: `(?i-)`"),
        ("(?<=a)b", "invalid named capture: `(?<=a)b`"),
        ("(?P<a b>c)", "invalid named capture: `(?P<a b>`"),
        ("(?P<>c)", "invalid named capture: `(?P<>`"),
    ] {
        assert_eq!(refusal(regexp), format!("error parsing regexp: {error}"));
    }
}

#[test]
fn limits_are_gos() {
    let nested = |depth: usize, inner: &str| format!("{}{inner}{}", "(".repeat(depth), ")".repeat(depth));
    let taken = |regexp: &str| parse(&format!("HostSNIRegexp(`{regexp}`)"), Syntax::V3).is_ok();
    assert!(taken(&nested(999, "a")));
    assert!(refusal(&nested(1000, "a")).starts_with("error parsing regexp: expression nests too deeply: `(((("));
    assert!(taken(&format!("{}a{}", "(?:".repeat(100_000), ")".repeat(100_000))), "such groups do not count");
    assert!(taken(&format!("({}){{1000}}", "a".repeat(3_000))));
    assert!(
        refusal(&format!("({}){{1000}}", "a".repeat(4_000))).starts_with("error parsing regexp: expression too large")
    );
    assert!(taken("(a{100}){10}"));
}

#[test]
fn what_looks_odd_and_is_taken() {
    for regexp in [
        "",
        "a{,2}",
        "a{",
        "{",
        "a{01}",
        "}",
        "]",
        "^*",
        "(|a)",
        "()",
        "(?:)",
        "a||b",
        "[]a]",
        "[^]a]",
        "[a-]",
        "[-a]",
        "[a-b-c]",
        "[[:alpha]",
        r"[\d-z]",
        r"\_",
        r"\-",
        r"\Qa*\E",
        r"\Qa*",
        r"\pL",
        r"\PN",
        r"\p{^Greek}",
        r"\p{letter}",
        "(?P<n>a)",
        "(?<n>a)",
        "(?i)",
        "(?i)a(?-i)b",
        "(?U)a+",
        "(?s-m:.)",
        r"\012",
        r"\07",
        r"\x{2c}",
        "a*(?i)*",
        r"\z",
        r"\x{10FFFF}",
        "(?P<n>a)(?P<m>b)",
    ] {
        let text = format!("HostSNIRegexp(`{regexp}x`)");
        let rule = parse(&text, Syntax::V3).unwrap_or_else(|problems| panic!("{regexp}: {problems:?}"));
        let (_, pattern, _) = rule.patterns().next().expect("one regexp");
        assert!(pattern.is_match("x").is_some(), "{regexp} can be run");
    }
}

#[test]
fn the_kind_is_data() {
    let problems = parse("HostSNIRegexp(`a`) || HostSNIRegexp(`b{2,1}`)", Syntax::V3).expect_err("a bad count");
    let ProblemKind::InvalidRegexp { regexp, reason } = &problems[0].kind else { panic!("{problems:?}") };
    assert_eq!(
        (regexp.as_str(), reason.kind, reason.fragment.as_str()),
        ("b{2,1}", RegexpErrorKind::RepeatCount, "{2,1}")
    );
}
