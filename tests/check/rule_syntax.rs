use crate::check::marks::{fires, fixed, only, plain, silent, tls};

const CODE: &str = "rule-syntax";

#[test]
fn the_fragment_is_pointed_at_inside_the_toml_string() {
    fires(CODE, &tls("\"HostSNI(`x.test`) «and» ClientIP(`10.0.0.1`)\""));
    fires(CODE, &tls("'HostSNI(`x.test`) «;»'"));
    fires(CODE, &tls("\"\\u0048ostSNI(`x.test`) «&» ClientIP(`10.0.0.1`)\""));
    fires(CODE, &tls("\"\"\"\nHostSNI(`x.test`)\n«||» HostSNI(`y.test`)\"\"\""));
    fires(CODE, &plain("«\"\"»").replace("«\"\"»", "\"«»\""));
}

#[test]
fn line_and_column_count_from_the_file() {
    let text = tls("\"HostSNI(`x.test`) and ClientIP(`10.0.0.1`)\"");
    let (sources, diagnostics) = crate::check::marks::found(&text);
    let (start, end) = sources.position(diagnostics[0].span).unwrap();
    assert_eq!((start.line, start.column, end.line, end.column), (3, 28, 3, 31));
}

#[test]
fn each_common_mistake_has_words_of_its_own() {
    for (rule, words) in [
        ("HostSNI(`x`) || ", "a matcher is missing"),
        ("HostSNI(`x`", "a parenthesis is not closed"),
        ("HostSNI(`x`))", "a parenthesis is closed that was not opened"),
        ("HostSNI(`x)", "a text is not closed"),
        ("HostSNI(“x”)", "curly quotes hold no text"),
        ("HostSNI(`x`) HostSNI(`y`)", "an operator is missing"),
        ("HostSNI", "`HostSNI` is not a condition"),
        ("HostSNI(1)", "the argument `1` is not a text"),
        ("`x`", "this is not a matcher"),
        ("HostSNI(`x`) + HostSNI(`y`)", "`+` is not an operator of rules"),
    ] {
        let found = only(CODE, &tls(&format!("'''{rule}'''")));
        assert_eq!(found.message, words, "{rule}");
    }
}

#[test]
fn evident_mistakes_are_mended() {
    let mended = |rule: &str| fixed(CODE, &tls(rule)).pop();
    assert_eq!(mended("'HostSNI(`x`) AND ALPN(`h2`)'"), Some(tls("'HostSNI(`x`) && ALPN(`h2`)'")));
    assert_eq!(mended("\"HostSNI(`x`) or HostSNI(`y`)\""), Some(tls("\"HostSNI(`x`) || HostSNI(`y`)\"")));
    assert_eq!(mended("\"HostSNI('x.test')\""), Some(tls("\"HostSNI(`x.test`)\"")));
    assert_eq!(mended("\"HostSNI(`x`);\""), Some(tls("\"HostSNI(`x`)\"")));
    assert_eq!(mended("\"HostSNI(`x`) | HostSNI(`y`)\""), Some(tls("\"HostSNI(`x`) || HostSNI(`y`)\"")));
}

#[test]
fn what_traefik_takes_is_taken() {
    for rule in
        ["HostSNI(`x.test`) // c", "( HOSTSNI ( \\\"x.test\\\", ) )", "HostSNI(`x.test`) ||\\nHostSNI(`y.test`)"]
    {
        silent(&tls(&format!("\"{rule}\"")));
    }
}
