//! Properties of the match language, on arbitrary texts, on texts that look like rules, and on rules.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::IpAddr;

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use tcpgen::rule::{Client, Expression, HostPattern, MatcherKind, Rule, Syntax, TlsMode, host_sni, parse, read};
use tcpgen::source_range::SourceRange;

const TOKENS: [&str; 64] = [
    "HostSNI",
    "hostsni",
    "HostSni",
    "HostSNIRegexp",
    "ClientIP",
    "ALPN",
    "Host",
    "x.test",
    "`x`",
    "\"x\"",
    "`*`",
    "``",
    "`10.0.0.0/8`",
    "`^a$`",
    "`(`",
    "`{x}`",
    "\"\\",
    "\"\\u00",
    "'x'",
    "'",
    "`",
    "\"",
    "(",
    ")",
    "(",
    ")",
    "&&",
    "||",
    "!",
    "&",
    "|",
    "=",
    "==",
    ":=",
    "...",
    ",",
    ";",
    ".",
    "[",
    "]",
    "{",
    "}",
    ":",
    "<-",
    "*",
    "-",
    "1",
    "0x",
    "1e",
    "09",
    "1_",
    "5i",
    "func",
    "map",
    "struct",
    "interface",
    "chan",
    "//",
    "/*",
    "*/",
    "\n",
    " ",
    "\u{a0}",
    "\u{feff}",
];

const REGEXP_TOKENS: [&str; 48] = [
    "a",
    "k",
    ".",
    "*",
    "+",
    "?",
    "{2}",
    "{2,3}",
    "{1001}",
    "{",
    "}",
    "(",
    ")",
    "(?:",
    "(?i)",
    "(?i:",
    "(?-s)",
    "(?m)",
    "(?P<n>",
    "(?<n>",
    "(?=",
    "|",
    "^",
    "$",
    "[",
    "[^",
    "]",
    "a-z",
    "-",
    "[:alpha:]",
    "[[:^word:]]",
    "[[:no:]]",
    "\\",
    "\\d",
    "\\W",
    "\\b",
    "\\A",
    "\\z",
    "\\C",
    "\\Q",
    "\\E",
    "\\pL",
    "\\p{Greek}",
    "\\P{^Lu}",
    "\\p{No}",
    "\\x41",
    "\\x{212a}",
    "\\1",
];

fn soup(tokens: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec((select(tokens), prop_oneof![3 => Just(""), 1 => Just(" ")]), 0..most)
        .prop_map(|parts| parts.into_iter().flat_map(|(token, blank)| [token, blank]).collect())
}

fn matcher() -> impl Strategy<Value = String> {
    let hosts = select(&["*", "a", "b.a", "*.a", "*.b.a", "A.", "a..", "..", "::1"][..]);
    let regexps = select(&["a", "^a$", ".*", "(?i)A", "^[^.]+\\.a$", "`"][..]);
    let addresses = select(&["10.0.0.0/8", "10.1.0.0/16", "::/0", "::ffff:10.0.0.0/104", "0.0.0.0/0"][..]);
    let protocols = select(&["h2", "foo", "a`b", "\r"][..]);
    let call = |name: &'static str| move |argument: &str| format!("{name}({argument:?})");
    prop_oneof![
        4 => hosts.prop_map(call("HostSNI")),
        2 => regexps.prop_map(call("HostSNIRegexp")),
        2 => addresses.prop_map(call("ClientIP")),
        1 => protocols.prop_map(call("ALPN")),
    ]
}

fn rule_text() -> impl Strategy<Value = String> {
    matcher().prop_recursive(5, 24, 3, |inner| {
        let operator = prop_oneof![Just("&&"), Just("||"), Just(" || "), Just("&&\n"), Just("/**/||//\n")];
        prop_oneof![
            inner.clone().prop_map(|inner| format!("!{inner}")),
            inner.clone().prop_map(|inner| format!("!( {inner} )")),
            inner.clone().prop_map(|inner| format!("({inner})")),
            (inner.clone(), operator, inner).prop_map(|(left, operator, right)| format!("{left}{operator}{right}")),
        ]
    })
}

fn rule(text: &str) -> Rule {
    parse(text, Syntax::V3).unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}

fn clients() -> Vec<Client<'static>> {
    let mut clients = Vec::new();
    for address in ["10.0.0.1", "10.1.2.3", "192.0.2.1", "::ffff:10.1.0.1", "2001:db8::1"] {
        let address: IpAddr = address.parse().expect("an address");
        clients.push(Client::plain(address));
        for sni in ["", "a", "A", "b.a", "c.b.a", "..", "*.a"] {
            for alpn in [&[][..], &["h2"], &["http/1.1", "foo"]] {
                clients.push(Client::tls(sni, address, alpn.iter().copied()));
            }
        }
    }
    clients
}

/// What the tree means, by its plain definition.
fn naive(expression: &Expression, client: &Client<'_>) -> bool {
    match expression {
        Expression::And { operands, .. } => !operands.iter().any(|operand| !naive(operand, client)),
        Expression::Or { operands, .. } => operands.iter().fold(false, |any, operand| naive(operand, client) | any),
        Expression::Not { operand, .. } => !naive(operand, client),
        Expression::Matcher(matcher) => match &matcher.kind {
            MatcherKind::HostSni(HostPattern::CatchAll) => true,
            MatcherKind::HostSni(HostPattern::AnyName) => !client.sni().is_empty(),
            MatcherKind::HostSni(HostPattern::Exact(name)) => !client.sni().is_empty() && client.sni() == name.as_str(),
            MatcherKind::HostSni(HostPattern::Wildcard(suffix)) => {
                let labels: Vec<_> = client.sni().split('.').collect();
                labels.len() > 1 && labels[1..].join(".") == suffix.as_str()
            }
            MatcherKind::HostSni(HostPattern::Never(_) | HostPattern::Dotted(_)) => false,
            MatcherKind::HostSniRegexp(pattern) => pattern.is_match(client.sni()) == Some(true),
            MatcherKind::ClientIp(range) => range.network().contains(&client.address()),
            MatcherKind::Alpn(protocol) => client.alpn().iter().any(|offered| offered == protocol),
        },
    }
}

/// Every range lies within the text and on its characters, and inside the range of what holds it.
fn check_ranges(text: &str, expression: &Expression) {
    let range = expression.range();
    assert!(text.get(range.clone()).is_some_and(|fragment| !fragment.is_empty()), "{text:?} {range:?}");
    let inside = |inner: std::ops::Range<usize>| range.start <= inner.start && inner.end <= range.end;
    match expression {
        Expression::And { operands, .. } | Expression::Or { operands, .. } => {
            assert!(operands.len() > 1);
            assert!(operands.iter().all(|operand| inside(operand.range())), "{text:?}");
            for operand in operands {
                check_ranges(text, operand);
            }
        }
        Expression::Not { operand, .. } => {
            assert!(inside(operand.range()), "{text:?}");
            check_ranges(text, operand);
        }
        Expression::Matcher(matcher) => {
            assert!(inside(matcher.argument.clone()), "{text:?}");
            assert!(text[range.clone()].starts_with(matcher.spelling.as_str()), "{text:?}");
            assert!(text[matcher.argument.clone()].starts_with(['`', '"']), "{text:?}");
        }
    }
}

fn check_reading(text: &str) {
    for syntax in [Syntax::V3, Syntax::V2] {
        let reading = read(text, syntax);
        for problem in reading.problems() {
            assert!(text.get(problem.range.clone()).is_some(), "{text:?} {problem:?}");
            assert!(!problem.traefik.is_empty(), "{text:?} {problem:?}");
        }
        let sound = reading.problems().is_empty();
        for tls in [TlsMode::Passthrough, TlsMode::Terminate] {
            assert_eq!(reading.errors(tls).is_empty(), sound, "{text:?}");
        }
        let violates = reading.plain_tls_violation().is_some();
        assert_eq!(reading.errors(TlsMode::None).is_empty(), sound && !violates, "{text:?}");
        assert!(reading.default_priority() == -1 || usize::try_from(reading.default_priority()) == Ok(text.len()));
        match reading.into_result() {
            Ok(rule) => check_ranges(text, rule.expression()),
            Err(problems) => assert!(!sound && !problems.is_empty()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check_reading(&text);
    }

    #[test]
    fn any_soup_of_tokens_is_read(text in soup(&TOKENS, 24)) {
        check_reading(&text);
    }

    #[test]
    fn any_argument_is_read(name in select(&["HostSNI", "HostSNIRegexp", "ClientIP", "ALPN"][..]), argument in any::<String>()) {
        check_reading(&format!("{name}(`{argument}`)"));
    }

    #[test]
    fn any_regular_expression_is_read_and_run(regexp in soup(&REGEXP_TOKENS, 10), sni in "[akK.]{0,4}") {
        let text = format!("HostSNIRegexp(`{regexp}`)");
        check_reading(&text);
        if let Ok(rule) = parse(&text, Syntax::V3) {
            let (_, pattern, _) = rule.patterns().next().expect("one regexp");
            prop_assert!(pattern.is_match(&sni).is_some(), "{}", regexp);
            prop_assert!(pattern.is_match(&sni) == Some(true) || !pattern.matches_everything(), "{}", regexp);
            let canonical = rule.to_string();
            prop_assert!(rule.expression().is_same_as(parse(&canonical, Syntax::V3).unwrap().expression()), "{}", regexp);
        }
    }

    #[test]
    fn every_rule_means_what_its_tree_says(text in rule_text()) {
        check_reading(&text);
        let rule = rule(&text);
        for client in clients() {
            prop_assert_eq!(rule.matches(&client), naive(rule.expression(), &client), "{} {:?}", text, client);
        }
    }

    #[test]
    fn canonical_text_is_the_same_rule(text in rule_text()) {
        let written = rule(&text);
        let canonical = written.to_string();
        let again = rule(&canonical);
        prop_assert!(written.expression().is_same_as(again.expression()), "{} became {}", text, canonical);
        prop_assert_eq!(again.to_string(), canonical);
        prop_assert_eq!(written.plain_tls_violation().is_some(), again.plain_tls_violation().is_some());
        prop_assert_eq!(written.is_catch_all(), again.is_catch_all());
    }

    #[test]
    fn de_morgan(left in rule_text(), right in rule_text()) {
        let pairs = [
            (rule(&format!("!(({left}) && ({right}))")), rule(&format!("!({left}) || !({right})"))),
            (rule(&format!("!(({left}) || ({right}))")), rule(&format!("!({left}) && !({right})"))),
            (rule(&format!("!!({left})")), rule(&left)),
        ];
        for (one, other) in pairs {
            prop_assert_eq!(one.plain_tls_violation().map(|host| &host.name), other.plain_tls_violation().map(|host| &host.name));
            for client in clients() {
                prop_assert_eq!(one.matches(&client), other.matches(&client), "{} {}", one, other);
            }
        }
    }

    #[test]
    fn v2_reads_single_plain_hosts_as_v3_does(host in "[a-z.:_-]{1,6}") {
        let text = format!("HostSNI(`{host}`)");
        let v2 = parse(&text, Syntax::V2).expect("a rule");
        prop_assert!(v2.expression().is_same_as(rule(&text).expression()));
    }

    #[test]
    fn a_rule_made_of_hosts_serves_them(hosts in prop::collection::vec("[a-z]{1,3}(\\.[a-z]{1,3}){0,2}", 1..5)) {
        let hosts: Vec<_> = hosts.iter().map(String::as_str).collect();
        let rule = rule(&host_sni(&hosts));
        prop_assert_eq!(rule.hosts().count(), hosts.len());
        for host in hosts {
            prop_assert!(rule.matches(&Client::tls(host, "::1".parse().unwrap(), [])));
        }
    }

    #[test]
    fn source_ranges_cover_what_they_contain(one in any::<IpAddr>(), bits in 0u8..=128, other in any::<IpAddr>()) {
        let longest = if one.is_ipv4() { 32 } else { 128 };
        let range = SourceRange::parse(&format!("{one}/{}", bits.min(longest))).expect("a network");
        let host = SourceRange::parse(&other.to_string()).expect("an address");
        prop_assert_eq!(range.contains(other), range.covers(&host));
        prop_assert!(range.covers(&range) && range.contains(range.network().addr()));
        prop_assert_eq!(SourceRange::parse(&range.to_string()).expect("what it prints").network(), range.network());
    }

    #[test]
    fn any_text_is_a_source_range_or_is_refused(text in "[0-9a-f:./% ]{0,20}") {
        if let Err(error) = SourceRange::parse(&text) {
            prop_assert!(error.traefik().ends_with(&text));
        }
    }
}
