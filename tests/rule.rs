//! Traefik's match language, row by row as Traefik 3.7.15 was observed to read it.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::net::IpAddr;

use tcpgen::rule::{Client, Problem, ProblemKind, Syntax, SyntaxMistake, TlsMode, parse, read};

const HOST_WITHOUT_TLS: &str = "has HostSNI matcher, but no TLS on router";

fn errors(text: &str, tls: TlsMode) -> Vec<String> {
    read(text, Syntax::V3).errors(tls)
}

fn problems(text: &str) -> Vec<Problem> {
    parse(text, Syntax::V3).expect_err(text)
}

/// The fragments that a rule's problems point at, with what they are.
fn pointed(text: &str) -> Vec<(String, ProblemKind)> {
    problems(text).into_iter().map(|problem| (text[problem.range].to_owned(), problem.kind)).collect()
}

#[test]
fn names_in_four_spellings() {
    for (name, argument) in [("HostSNI", "x"), ("HostSNIRegexp", "x"), ("ClientIP", "::1"), ("ALPN", "h2")] {
        let title = format!("{}{}", &name[..1].to_uppercase(), &name[1..].to_lowercase());
        for spelling in [name.to_owned(), name.to_lowercase(), name.to_uppercase(), title] {
            let text = format!("{spelling}(`{argument}`)");
            let rule = parse(&text, Syntax::V3).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
            let (matcher, negated) = rule.matchers().next().expect("one matcher");
            assert_eq!((matcher.kind.name().as_str(), matcher.spelling.as_str(), negated), (name, &*spelling, false));
            assert_eq!(rule.to_string(), format!("{name}(`{argument}`)"));
        }
    }
}

#[test]
fn other_spellings_and_http_matchers_are_unknown() {
    for (name, suggested, is_http) in [
        ("hostSNI", Some("HostSNI"), false),
        ("HostSni", Some("HostSNI"), false),
        ("ClientIp", Some("ClientIP"), false),
        ("clientIP", Some("ClientIP"), false),
        ("HostSNIregexp", Some("HostSNIRegexp"), false),
        ("HostSniRegexp", Some("HostSNIRegexp"), false),
        ("aLPN", Some("ALPN"), false),
        ("Host", Some("HostSNI"), true),
        ("HostRegexp", Some("HostSNIRegexp"), true),
        ("PathPrefix", None, true),
        ("Path", None, true),
        ("Method", None, true),
        ("Headers", None, true),
        ("Header", None, true),
        ("Query", None, true),
        ("Frobnicate", None, false),
        ("a.HostSNI", Some("HostSNI"), false),
    ] {
        let text = format!("ClientIP(`::1`) || {name}(`x`)");
        let expected = ProblemKind::UnknownMatcher { name: name.to_owned(), suggestion: suggested, http: is_http };
        assert_eq!(pointed(&text), [(name.to_owned(), expected)]);
        let quoted = text.replace('"', "\\\"");
        assert_eq!(problems(&text)[0].traefik, format!("invalid rule: \"{quoted}\" , unsupported function: {name}"));
    }
}

#[test]
fn texts_that_are_rules() {
    for (description, text) in [
        ("double quotes", r#"HostSNI("x")"#),
        ("escape in double quotes", r#"HostSNI("x\u002etest")"#),
        ("backslash twice for a regexp in double quotes", r#"HostSNIRegexp("^x\\.test$")"#),
        ("blanks and tabs around", " \tHostSNI(`x`)\t "),
        ("blank before the parenthesis", "HostSNI (`x`)"),
        ("blanks inside the parentheses", "HostSNI( `x` )"),
        ("group", "( HostSNI(`x`) )"),
        ("newline at the end", "HostSNI(`x`)\n"),
        ("newlines at the end", "HostSNI(`x`)\n\r\n\n"),
        ("newline at the beginning", "\n\nHostSNI(`x`)"),
        ("newline after an operator", "HostSNI(`x`) ||\n HostSNI(`y`)"),
        ("newline after a parenthesis", "(\nHostSNI(\n`x`))"),
        ("newline after a comma", "HostSNI(`x`,\n)"),
        ("newline inside a raw string is part of it, a carriage return is not", "HostSNI(`\rx`)"),
        ("line comment", "HostSNI(`x`) // c"),
        ("line comment between", "HostSNI(`x`) || // c\nHostSNI(`y`)"),
        ("block comment", "/* a */ HostSNI(/* b */`x`/* c */) /* d */"),
        ("block comment with a newline behind an operator", "HostSNI(`x`) || /* a\n */ HostSNI(`y`)"),
        ("trailing comma", "HostSNI(`x`,)"),
        ("spread", "HostSNI(`x`...)"),
        ("spread with a trailing comma", "HostSNI(`x`...,)"),
        ("byte order mark", "\u{feff}HostSNI(`x`)"),
        ("double negation", "!!HostSNI(`x`)"),
        ("blank behind the negation", "! HostSNI(`x`)"),
        ("template that is v3's regexp", "HostSNIRegexp(`{sub:.+}.test`)"),
        ("any regexp", "HostSNIRegexp(`\\x{fc}`)"),
        ("protocol of any bytes", r#"ALPN("\xff")"#),
    ] {
        assert_eq!(errors(text, TlsMode::Passthrough), [""; 0], "{description}: {text:?}");
        assert_eq!(errors(text, TlsMode::Terminate), [""; 0], "{description}: {text:?}");
        assert_eq!(read(text, Syntax::V3).problems(), [], "{description}: {text:?}");
    }
}

#[test]
fn texts_that_are_no_rules() {
    use SyntaxMistake as M;
    for (description, text, error, mistake) in [
        ("unknown escape", r#"HostSNI("x\.test")"#, "1:12: unknown escape sequence", Some(M::UnknownEscape)),
        ("single quotes", "HostSNI('x.test')", "1:9: illegal rune literal", Some(M::SingleQuotes)),
        (
            "operator on the next line",
            "HostSNI(`x`)\n|| HostSNI(`y`)",
            "2:1: expected 'EOF', found '||'",
            Some(M::OperatorAfterNewline),
        ),
        (
            "newline before the closing parenthesis",
            "HostSNI(`x.test`\n)",
            "1:17: missing ',' before newline in argument list",
            Some(M::NewlineBeforeParenthesis),
        ),
        (
            "group that closes on the next line",
            "(HostSNI(`x`)\n)",
            "1:14: expected ')', found newline (and 1 more errors)",
            Some(M::NewlineBeforeParenthesis),
        ),
        (
            "newline in a block comment",
            "HostSNI(`x`) /* a\n */ || ALPN(`h2`)",
            "2:5: expected 'EOF', found '||'",
            Some(M::OperatorAfterNewline),
        ),
        ("semicolon", "HostSNI(`x`);", "1:13: expected 'EOF', found ';'", Some(M::Semicolon)),
        ("no-break space", "HostSNI(`x`)\u{a0}", "1:13: illegal character U+00A0", Some(M::UnusualBlank)),
        (
            "curly quotes",
            "HostSNI(“x”)",
            "1:9: curly quotation mark '“' (use neutral '\"') (and 1 more errors)",
            Some(M::CurlyQuotes),
        ),
        ("two calls", "HostSNI(`x`) HostSNI(`y`)", "1:14: expected 'EOF', found HostSNI", Some(M::MissingOperator)),
        ("and", "HostSNI(`x`) and HostSNI(`y`)", "1:14: expected 'EOF', found and", Some(M::WordOperator)),
        ("AND", "HostSNI(`x`) AND HostSNI(`y`)", "1:14: expected 'EOF', found AND", Some(M::WordOperator)),
        ("not", "not HostSNI(`x`)", "1:5: expected 'EOF', found HostSNI", Some(M::WordNot)),
        ("not behind &&", "ALPN(`h2`) && NOT ALPN(`h3`)", "1:19: expected 'EOF', found ALPN", Some(M::WordNot)),
        ("or in a group", "(ALPN(`h2`) or ALPN(`h3`))", "1:13: expected ')', found or", Some(M::WordOperator)),
        ("comma between", "HostSNI(`x`), HostSNI(`y`)", "1:13: expected 'EOF', found ','", Some(M::MissingOperator)),
        ("one space", " ", "1:2: expected operand, found 'EOF'", None),
        ("no right side", "HostSNI(`x`) &&", "1:16: expected operand, found 'EOF'", Some(M::MissingOperand)),
        ("no left side", "|| HostSNI(`x`)", "1:1: expected operand, found '||'", None),
        ("open raw string", "HostSNI(`x)", "1:9: raw string literal not terminated", Some(M::UnclosedString)),
        ("open string", "HostSNI(\"x)", "1:9: string literal not terminated", Some(M::UnclosedString)),
        ("open call", "HostSNI(`x`", "1:12: missing ',' before newline in argument list", Some(M::UnclosedParenthesis)),
        ("open group", "(HostSNI(`x`)", "1:14: expected ')', found newline", Some(M::UnclosedParenthesis)),
        ("one parenthesis too many", "HostSNI(`x`))", "1:13: expected 'EOF', found ')'", Some(M::StrayParenthesis)),
        ("unquoted template", "HostSNI({x}.test)", "1:9: expected operand, found '{'", Some(M::Unquoted)),
        ("unquoted star", "HostSNI(*)", "1:10: expected operand, found ')'", Some(M::Unquoted)),
        ("open comment", "HostSNI(`x`) /* c", "1:14: comment not terminated", None),
        ("byte order mark within", "HostSNI(`x`)\u{feff}", "1:13: illegal byte order mark", Some(M::UnusualBlank)),
        ("NUL", "HostSNI(`\0`)", "1:10: illegal character NUL", None),
        ("assignment", "a = b", "1:3: expected '==', found '='", None),
        ("binary digits", "HostSNI(0b12)", "1:12: invalid digit '2' in binary literal", None),
        ("keyword", "if", "1:1: expected operand, found 'if'", None),
        ("bad line directive", "/*line a:b*/ HostSNI(`x`)", "1:10: invalid line number: b", None),
    ] {
        let [problem] = &problems(text)[..] else { panic!("{description}: one problem") };
        assert_eq!(problem.traefik, format!("invalid rule: {} , {error}", go_quoted(text)), "{description}");
        let ProblemKind::Syntax(found) = &problem.kind else { panic!("{description}: {problem:?}") };
        assert_eq!(found.mistake, mistake, "{description}");
        assert!(error.contains(&found.message), "{description}: {found}");
    }
}

/// Go's types, indexes and composite literals: refused like everything that is no rule, where they begin, and in words of
/// tcpgen's own. Traefik 3.7.15 reads them and was observed to refuse each of the first four in other words ("unexpected
/// comma; expecting ]", "*ast.MapType", "*ast.CompositeLit" and "properties are not supported").
#[test]
fn what_only_go_has_is_refused_without_traefiks_words() {
    use SyntaxMistake::Unquoted;
    for (text, error, mistake) in [
        ("HostSNI([`a`, `b`])", "1:9: expected operand, found '['", None),
        ("ALPN(map[a]b)", "1:6: expected operand, found 'map'", None),
        ("ALPN(x{3})", "1:7: missing ',' in argument list", Some(Unquoted)),
        ("ALPN(`h2`)[0]", "1:11: expected 'EOF', found '['", None),
        ("ALPN(`h2`).(x)", "1:12: expected selector or type assertion, found '('", None),
        ("HostSNIRegexp(^[a-z]+$)", "1:16: expected operand, found '[' (and 1 more errors)", Some(Unquoted)),
        ("func() {}", "1:1: expected operand, found 'func'", None),
    ] {
        let [problem] = &problems(text)[..] else { panic!("{text}: one problem") };
        assert_eq!(problem.traefik, format!("invalid rule: {} , {error}", go_quoted(text)));
        let ProblemKind::Syntax(found) = &problem.kind else { panic!("{problem:?}") };
        assert_eq!(found.mistake, mistake, "{text}");
    }
}

fn go_quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\0', "\\x00");
    format!("\"{}\"", escaped.replace('\u{a0}', "\\u00a0").replace('\u{feff}', "\\ufeff"))
}

#[test]
fn expressions_that_rules_do_not_have() {
    for (text, fragment, error) in [
        ("HostSNI('x')", "'x'", "unsupported function argument type: 'CHAR'"),
        ("HostSNI(x.test)", "x.test", "x.test is not defined"),
        ("HostSNI", "HostSNI", "HostSNI is not defined"),
        ("true", "true", "true is not defined"),
        ("ALPN(`h2`) & ALPN(`h3`)", "&", "& is not supported"),
        ("ALPN(`h2`) | ALPN(`h3`)", "|", "| is not supported"),
        ("ALPN(`h2`) == ALPN(`h3`)", "==", "== is not supported"),
        ("ALPN(`h2`) != ALPN(`h3`)", "!=", "!= is not supported"),
        ("ALPN(`h2`) + ALPN(`h3`)", "+", "+ is not supported"),
        ("-ALPN(`h2`)", "-", "- is not supported"),
        ("ALPN((`h2`))", "(`h2`)", "*ast.ParenExpr is not supported"),
        (r#"ALPN("a"+"b")"#, r#""a"+"b""#, "*ast.BinaryExpr is not supported"),
        ("ALPN(!`h2`)", "!`h2`", "*ast.UnaryExpr is not supported"),
        ("ALPN(ALPN(`h2`))", "ALPN(`h2`)", "reflect: cannot use rules.TreeBuilder as type string in Call"),
        ("(ALPN)(`h2`)", "(ALPN)", "expected identifier, got: *ast.ParenExpr"),
        ("ALPN()(`h2`)", "ALPN()", "expected identifier, got: *ast.CallExpr"),
        ("a.b.ALPN(`h2`)", "a.b.ALPN", "expected selector identifier, got: *ast.SelectorExpr"),
        ("ALPN(`h2`).x", "ALPN(`h2`).x", "unsupported selector type: *ast.CallExpr"),
        ("ALPN(1)", "1", "reflect: cannot use int as type string in Call"),
        ("ClientIP(1.5)", "1.5", "reflect: cannot use float64 as type string in Call"),
        ("ALPN(0x1)", "0x1", "failed to parse argument: 0x1, error: strconv.Atoi: parsing \"0x1\": invalid syntax"),
        ("*ALPN(`h2`)", "*ALPN(`h2`)", "*ast.StarExpr is not supported"),
        ("!`x`", "`x`", "reflect: Call using string as type rules.TreeBuilder"),
        ("ALPN(`h2`) && 1", "1", "reflect: Call using int as type rules.TreeBuilder"),
        ("`x`", "`x`", "error while parsing rule `x`"),
    ] {
        let problem = &problems(text)[0];
        assert_eq!(problem.traefik, format!("invalid rule: {} , {error}", go_quoted(text)));
        assert_eq!(&text[problem.range.clone()], fragment, "{text}");
    }
}

#[test]
fn matchers_that_do_not_take_their_arguments() {
    let host = |text: &str| format!("invalid value for HostSNI matcher, \"{text}\" is not a valid hostname");
    let address = |text: &str| {
        format!(
            "initializing IP checker for ClientIP matcher: parsing CIDR trusted IPs <nil>: invalid CIDR address: {text}"
        )
    };
    let regexp = |text: &str| format!("compiling HostSNIRegexp matcher: error parsing regexp: {text}");
    let mut rows = vec![
        ("HostSNI(`x`, `y`)".to_owned(), "unexpected number of parameters; got 2, expected 1".to_owned()),
        ("ClientIP(`::1`, `::2`)".to_owned(), "unexpected number of parameters; got 2, expected 1".to_owned()),
        ("HostSNI()".to_owned(), "no args for matcher HostSNI".to_owned()),
        ("HostSNI(``)".to_owned(), "empty args for matcher HostSNI, []".to_owned()),
        ("ALPN(`h2`, ``)".to_owned(), "empty args for matcher ALPN, [h2 ]".to_owned()),
        (
            "ALPN(`acme-tls/1`)".to_owned(),
            "invalid protocol value for ALPN matcher, \"acme-tls/1\" is not allowed".to_owned(),
        ),
        (
            "HostSNIRegexp(`ü`)".to_owned(),
            "invalid value for HostSNIRegexp matcher, \"ü\" is not a valid hostname".to_owned(),
        ),
        ("HostSNIRegexp(`(?=x)`)".to_owned(), regexp("invalid or unsupported Perl syntax: `(?=`")),
        ("HostSNIRegexp(`\\1`)".to_owned(), regexp("invalid escape sequence: `\\1`")),
        ("HostSNIRegexp(`x{1001}`)".to_owned(), regexp("invalid repeat count: `{1001}`")),
        ("HostSNIRegexp(`(`)".to_owned(), regexp("missing closing ): `(`")),
    ];
    for text in
        ["*test", "*.*.test", "a.*.test", "*.", "**", "*.*", "a b", " *", "x/", "@", "{x}.test", "[::1]", "bücher"]
    {
        rows.push((format!("HostSNI(`{text}`)"), host(text)));
    }
    for text in [
        "localhost",
        "*",
        "127.1",
        "127.0.0.05",
        "127.0.0.5/33",
        "127.0.0.5:80",
        "fe80::1%eth0",
        "10.0.0.1-10.0.0.9",
        "10.0.0.1,10.0.0.2",
        " 127.0.0.5",
    ] {
        rows.push((format!("ClientIP(`{text}`)"), address(text)));
    }
    for (text, error) in rows {
        assert_eq!(errors(&text, TlsMode::Passthrough), [format!("error while adding rule {text}: {error}")]);
        let both = format!("ALPN(`h2`) && !{text} || {text}");
        assert_eq!(problems(&both).len(), 2, "each is told: {both}");
    }
}

#[test]
fn hosts_that_traefik_takes() {
    for host in [
        "x_y.test",
        "x:443",
        "127.0.0.1",
        "::1",
        "-",
        ".",
        "..",
        ".x.test",
        "x..test",
        "x.test.",
        "x.test..",
        "X.TEST",
        "xn--bcher-kva.test",
        "*.test",
        "*",
        "*..",
        "*.-",
    ] {
        let text = format!("HostSNI(`{host}`)");
        assert_eq!(errors(&text, TlsMode::Terminate), [""; 0], "{text}");
    }
}

#[test]
fn a_foreign_host_is_told_twice_on_a_terminating_router() {
    let text = "HostSNI(`bücher.test`)";
    let bad = format!(
        "error while adding rule {text}: invalid value for HostSNI matcher, \"bücher.test\" is not a valid hostname"
    );
    let foreign = "invalid domain name value \"bücher.test\", non-ASCII characters are not allowed".to_owned();
    assert_eq!(errors(text, TlsMode::Terminate), [foreign, bad.clone()]);
    assert_eq!(errors(text, TlsMode::Passthrough), [bad]);
    let no_tls = format!("invalid rule: \"{text}\" , {HOST_WITHOUT_TLS}");
    assert_eq!(errors(text, TlsMode::None), [no_tls]);
}

#[test]
fn a_host_on_a_router_without_tls() {
    for (text, violates) in [
        ("HostSNI(`*`)", false),
        ("HostSNI(`x.test`)", true),
        ("HostSNI(`*`) || HostSNI(`x.test`)", false),
        ("HostSNI(`x.test`) || HostSNI(`*`)", true),
        ("HostSNI(`*`) && HostSNI(`x.test`)", false),
        ("HostSNI(`x.test`) && HostSNI(`*`)", true),
        ("ClientIP(`::1`) && HostSNI(`x.test`)", true),
        ("ClientIP(`::1`) || HostSNI(`x.test`)", true),
        ("!HostSNI(`x.test`)", false),
        ("!HostSNI(`*.test`)", false),
        ("!HostSNI(`x.test`) && HostSNI(`*`)", false),
        ("HostSNI(`*`) && !HostSNI(`x.test`)", false),
        ("!(HostSNI(`x`) && HostSNI(`y`))", false),
        ("!!HostSNI(`x.test`)", true),
        ("!(!HostSNI(`x.test`) || ALPN(`h2`))", true),
        ("HostSNI(`x.test`) || !HostSNI(`y.test`)", true),
        ("!HostSNI(`y.test`) || HostSNI(`x.test`)", true),
        ("!HostSNI(`y`) || HostSNI(`*`) || HostSNI(`x`)", false),
        ("!HostSNI(`*`)", false),
        ("!(HostSNI(`*`) || HostSNI(`x.test`))", false),
        ("HostSNI(`*`) && ClientIP(`127.0.0.5`)", false),
        ("HostSNIRegexp(`^x\\.test$`)", false),
        ("HostSNIRegexp(`.*`) || HostSNI(`x.test`)", true),
        ("ALPN(`h2`)", false),
    ] {
        let rule = parse(text, Syntax::V3).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        let expected = if violates { vec![format!("invalid rule: \"{text}\" , {HOST_WITHOUT_TLS}")] } else { vec![] };
        assert_eq!(errors(text, TlsMode::None), expected);
        let offender = rule.plain_tls_violation().map(|host| &text[host.matcher.clone()]);
        assert_eq!(offender.is_some(), violates, "{text}");
        assert!(offender.is_none_or(|matcher| matcher.starts_with("HostSNI(`x")), "{text}: {offender:?}");
        assert_eq!(errors(text, TlsMode::Passthrough), [""; 0], "{text}");
    }
}

#[test]
fn without_tls_the_host_is_told_before_a_bad_argument() {
    for host in ["", "**", " *", "*."] {
        let text = format!("HostSNI(`{host}`)");
        assert_eq!(errors(&text, TlsMode::None), [format!("invalid rule: \"{text}\" , {HOST_WITHOUT_TLS}")]);
        assert!(read(&text, Syntax::V3).plain_tls_violation().is_some(), "{text}");
        assert_eq!(problems(&text).len(), 1);
    }
    assert_eq!(errors("HostSNI()", TlsMode::None), ["error while adding rule HostSNI(): no args for matcher HostSNI"]);
}

#[test]
fn default_priorities() {
    for (text, priority, catch_all) in [
        ("HostSNI(`*`)", -1, true),
        ("!!HostSNI(`*`)", -1, true),
        ("!HostSNI(`*`)", -1, true),
        ("(HostSNI(`*`))", -1, true),
        ("HostSNI(\"*\")", -1, true),
        ("HOSTSNI(`*`)", -1, true),
        (" HostSNI(`*`) ", -1, true),
        ("HostSNI(`*`,)", -1, true),
        ("HostSNI(\"\\u002a\")", -1, true),
        ("HostSNI(`*`) || HostSNI(`x.test`)", 33, false),
        ("!(HostSNI(`*`) || HostSNI(`x.test`))", 36, false),
        ("HostSNI(`*`) && ClientIP(`127.0.0.5`)", 37, false),
        ("ClientIP(`127.0.0.0/8`)", 23, false),
        ("ClientIP(`127.0.0.5`)", 21, false),
        ("HostSNI(`x`) /* ü */ ", 22, false),
        ("HostSNIRegexp(`.*`)", 19, false),
    ] {
        let rule = parse(text, Syntax::V3).unwrap_or_else(|problems| panic!("{text}: {problems:?}"));
        assert_eq!((rule.default_priority(), rule.is_catch_all()), (priority, catch_all), "{text}");
        assert_eq!(read(text, Syntax::V3).default_priority(), priority, "{text}");
    }
    assert_eq!(read("nonsense", Syntax::V3).default_priority(), 8);
    assert_eq!(read("HostSNI(`*`, `*`)", Syntax::V3).default_priority(), 17);
}

#[test]
fn every_independent_problem_is_told() {
    let text = "HostSNI(`a b`) || Host(`x`) && ALPN(1) || ClientIP(`x`)";
    let fragments: Vec<_> = pointed(text).into_iter().map(|(fragment, _)| fragment).collect();
    assert_eq!(fragments, ["Host", "1", "`a b`", "`x`"], "what is no matcher first, as Traefik meets it first");
    let text = "HostSNI(`a b`) || ALPN(``) && ClientIP(`x`, `y`)";
    let fragments: Vec<_> = pointed(text).into_iter().map(|(fragment, _)| fragment).collect();
    assert_eq!(fragments, ["`a b`", "``", "ClientIP(`x`, `y`)"]);
}

#[test]
fn no_rule() {
    assert_eq!(errors("", TlsMode::Passthrough), ["router has no rule"]);
    assert_eq!(problems("")[0].kind, ProblemKind::Empty);
}

#[test]
fn nesting_has_a_limit_and_chains_have_not() {
    let deep =
        |open: &str, close: &str, times: usize| format!("{}ALPN(`h2`){}", open.repeat(times), close.repeat(times));
    for times in [1_000, 100_000] {
        for text in [deep("(", ")", times), deep("!", "", times), deep("ALPN(", ")", times)] {
            let [problem] = &problems(&text)[..] else { panic!("one problem") };
            assert_eq!(problem.kind, ProblemKind::TooDeep { limit: tcpgen::rule::MAX_NESTING });
            assert_eq!(problem.traefik, "");
        }
        for text in ["+a-a".repeat(times), ".a".repeat(times), "()".repeat(times), "[".repeat(times)] {
            assert_eq!(problems(&format!("a{text}")).len(), 1);
        }
    }
    assert!(parse(&deep("(", ")", 80), Syntax::V3).is_ok());
    assert!(parse(&deep("!", "", 80), Syntax::V3).is_ok());
    let level = "!(ALPN(`a`) && ALPN(`b`) || ";
    let nested = format!("{}ALPN(`c`){}", level.repeat(48), ")".repeat(48));
    let rule = parse(&nested, Syntax::V3).expect("within the limit");
    assert_eq!(rule.to_string(), nested);
    assert_eq!(rule.matchers().count(), 97);
    for operator in [" || ", " && "] {
        let chain = vec!["HostSNI(`db.example.com`)"; 20_000].join(operator);
        let rule = parse(&chain, Syntax::V3).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(rule.matchers().count(), 20_000);
        assert_eq!(rule.to_string(), chain);
    }
    let alternating = vec!["ALPN(`a`) && ALPN(`b`)"; 10_000].join(" || ");
    assert!(parse(&alternating, Syntax::V3).is_ok());
    let beyond_go = vec!["ALPN(`a`)"; 100_001].join("||");
    assert!(problems(&beyond_go)[0].traefik.ends_with("exceeded max nesting depth"));
}

#[test]
fn the_deepest_rule_fits_the_stack_of_a_wasm_module() {
    let walk = || {
        let levels = 98;
        let text =
            format!("{}HostSNI(`c.test`){}", "!(HostSNI(`a.test`) && ALPN(`b`) || ".repeat(levels), ")".repeat(levels));
        let rule = parse(&text, Syntax::V3).expect("within the limit");
        let client = Client::tls("c.test", IpAddr::from([127, 0, 0, 1]), ["b"]);
        // An even number of `!` stands before the name.
        assert!(rule.matches(&client));
        assert_eq!(rule.to_string(), text);
        assert_eq!(rule.matchers().count(), 2 * levels + 1);
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(walk).expect("a thread");
    thread.join().expect("the walk");
}

#[test]
fn the_number_of_problems_is_bounded() {
    assert_eq!(problems(&vec!["ALPN()"; 5_000].join("||")).len(), 32);
    assert_eq!(problems(&vec!["x"; 5_000].join("||")).len(), 32);
}

#[test]
fn long_texts_take_linear_time() {
    let many = |unit: &str| unit.repeat(60_000);
    for text in [
        format!("ALPN({})", many("x ")),
        many("#\n"),
        many("ALPN(`h2`)\n"),
        many("/*line a:b*/"),
        format!("HostSNIRegexp(`{}`)", many("[[:")),
        format!("HostSNIRegexp(`{}`)", many("{")),
        many("Hots(`x`) || "),
    ] {
        // A square of these lengths would take minutes.
        let started = std::time::Instant::now();
        read(&text, Syntax::V3);
        assert!(started.elapsed().as_secs() < 20, "{}", &text[..20]);
    }
}

/// One slip in a rule does not hide the others: what is no matcher, then arguments that matchers do not take.
#[test]
fn every_problem_of_a_rule_is_told_at_once() {
    let text = "Host(`x`) && (ClientIP(`10.0.0.0/33`) || HostSNI(`a b`, `c`)) & !ALPN(`acme-tls/1`)";
    let reading = tcpgen::rule::read(text, tcpgen::rule::Syntax::V3);
    let places: Vec<&str> = reading.problems().iter().map(|problem| &text[problem.range.clone()]).collect();
    assert_eq!(places, ["Host", "&", "`10.0.0.0/33`", "HostSNI(`a b`, `c`)", "`acme-tls/1`"]);
    // Traefik tells of the first alone.
    assert_eq!(reading.errors(tcpgen::rule::TlsMode::Terminate).len(), 1);
}
