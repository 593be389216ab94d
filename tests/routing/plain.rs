//! Routers without TLS, and what `HostSNI` means on them.

use crate::routing::world::{World, deed};

const NO_TLS: &str = " , has HostSNI matcher, but no TLS on router";

/// What a plain client and a TLS client for x.test get from a router with this rule, alone on its entry point; none
/// when Traefik disables it for its server name.
fn fate(rule: &str) -> Option<(bool, bool)> {
    let world = World::routes(&[("r", rule, "")]);
    let (status, errors) = world.status("r");
    if status == "disabled" {
        assert_eq!(errors, [format!("invalid rule: {rule:?}{NO_TLS}")]);
        assert_eq!(deed(&world.plain("127.0.0.1")), "http");
        assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), "http");
        return None;
    }
    assert_eq!((status, errors), ("enabled", Vec::new()));
    let taken = |deed: String| match deed.as_str() {
        "r" => true,
        "http" => false,
        other => panic!("{other}"),
    };
    Some((taken(deed(&world.plain("127.0.0.1"))), taken(deed(&world.tls("127.0.0.1", "x.test")))))
}

#[test]
fn every_rule_of_the_observed_table() {
    const BOTH: Option<(bool, bool)> = Some((true, true));
    const NEVER: Option<(bool, bool)> = Some((false, false));
    const DISABLED: Option<(bool, bool)> = None;
    for (rule, expected) in [
        // [plain_catchall]
        ("HostSNI(`*`)", BOTH),
        // [plain_hostsni_error]
        ("HostSNI(`x.test`)", DISABLED),
        // [plain_hostsni_combos]
        ("HostSNI(`*`) || HostSNI(`x.test`)", BOTH),
        ("HostSNI(`x.test`) || HostSNI(`*`)", DISABLED),
        ("HostSNI(`*`) && HostSNI(`x.test`)", NEVER),
        ("HostSNI(`x.test`) && HostSNI(`*`)", DISABLED),
        ("ClientIP(`127.0.0.1`) && HostSNI(`x.test`)", DISABLED),
        ("ClientIP(`127.0.0.1`) || HostSNI(`x.test`)", DISABLED),
        ("!HostSNI(`*`)", NEVER),
        ("!(HostSNI(`*`) || HostSNI(`x.test`))", NEVER),
        ("!!HostSNI(`*`)", BOTH),
        ("(HostSNI(`*`))", BOTH),
        ("HOSTSNI(`*`)", BOTH),
        (" HostSNI(`*`) ", BOTH),
        ("HostSNI(`*`) && ClientIP(`127.0.0.1`)", BOTH),
        ("HostSNI(`*`) && ClientIP(`127.0.0.5`)", NEVER),
        // [plain_negation]: negated server names do not count.
        ("!HostSNI(`x.test`)", BOTH),
        ("!HostSNI(`*.test`)", BOTH),
        ("!HostSNI(`x.test`) && HostSNI(`*`)", BOTH),
        ("HostSNI(`*`) && !HostSNI(`x.test`)", BOTH),
        ("!(HostSNI(`x`) && HostSNI(`y`))", BOTH),
        ("!!HostSNI(`x.test`)", DISABLED),
        ("!(!HostSNI(`x.test`) || ALPN(`h2`))", DISABLED),
        ("HostSNI(`x.test`) || !HostSNI(`y.test`)", DISABLED),
        ("!HostSNI(`y.test`) || HostSNI(`x.test`)", DISABLED),
        ("!HostSNI(`y`) || HostSNI(`*`) || HostSNI(`x`)", BOTH),
        // [plain_regexp]: matched against the empty name.
        ("HostSNIRegexp(`.*`)", BOTH),
        ("HostSNIRegexp(`^$`)", BOTH),
        ("!HostSNIRegexp(`x`)", BOTH),
        ("HostSNIRegexp(`.+`)", NEVER),
        ("HostSNIRegexp(`^x\\.test$`)", NEVER),
        ("HostSNIRegexp(`.*`) || HostSNI(`x.test`)", DISABLED),
        // [alpn_plain][plain_alpn_star]
        ("ALPN(`h2`)", NEVER),
        ("HostSNI(`*`) && ALPN(`h2`)", NEVER),
        ("!ALPN(`h2`)", BOTH),
    ] {
        assert_eq!(fate(rule), expected, "{rule}");
    }
}

#[test]
fn a_server_that_speaks_first_is_not_kept_waiting() {
    // [plain_catchall]
    let world = World::routes(&[("r", "HostSNI(`*`)", "")]);
    assert!(!world.plain("127.0.0.1").waits_for_client);
    // A TLS client is not told apart: the server gets its bytes.
    let tls = world.alpn("x.test", &["h2"]);
    assert_eq!((deed(&tls).as_str(), tls.waits_for_client), ("r", false));
    assert_eq!(tls.tls_mode, tcpgen::rule::TlsMode::None);
}

#[test]
fn who_matches_nothing_is_read_and_answered_by_http() {
    // [plain_nomatch_then_peek]
    let world = World::routes(&[("r", "ClientIP(`127.0.0.5`)", "")]);
    for decision in [world.plain("127.0.0.1"), world.tls("127.0.0.1", "x.test")] {
        assert_eq!((deed(&decision).as_str(), decision.waits_for_client), ("http", true));
        assert_eq!(decision.considered.len(), 1);
    }
}

#[test]
fn a_disabled_router_leaves_its_connections_to_the_next() {
    // [plain_hostsni_error]
    let world = World::routes(&[("named", "HostSNI(`x.test`)", ""), ("all", "HostSNI(`*`)", "")]);
    let decision = world.plain("127.0.0.1");
    assert_eq!(deed(&decision), "all");
    assert_eq!(decision.disabled[0].router.name, "named");
    assert!(decision.disabled[0].error.ends_with(NO_TLS), "{}", decision.disabled[0].error);
}

#[test]
fn texts_that_are_no_rules() {
    // [rule_syntax_plain]
    for (rule, error) in [
        ("HostSNI()", "error while adding rule HostSNI(): no args for matcher HostSNI"),
        ("hostSNI(`*`)", "invalid rule: \"hostSNI(`*`)\" , unsupported function: hostSNI"),
        (
            "ClientIP(`a`, `b`)",
            "error while adding rule ClientIP(`a`, `b`): unexpected number of parameters; got 2, expected 1",
        ),
        ("HostSNI(``)", "invalid rule: \"HostSNI(``)\" , has HostSNI matcher, but no TLS on router"),
        (" ", "invalid rule: \" \" , 1:2: expected operand, found 'EOF'"),
        // One bad leaf disables the whole router.
        (
            "HostSNI(`*`) || ALPN(`acme-tls/1`)",
            "error while adding rule HostSNI(`*`) || ALPN(`acme-tls/1`): invalid protocol value for ALPN matcher, \
             \"acme-tls/1\" is not allowed",
        ),
    ] {
        let world = World::routes(&[("r", rule, "")]);
        assert_eq!(world.status("r"), ("disabled", vec![error.to_owned()]), "{rule}");
        assert_eq!(deed(&world.plain("127.0.0.1")), "http", "{rule}");
    }
}

#[test]
fn the_old_syntax_where_it_is_asked_for() {
    // [v2_syntax][v2_default]
    let v2 = "syntax = \"v2\"";
    let world = World::routes(&[("r", "HostSNI(`*`, `x`)", v2)]);
    assert_eq!(deed(&world.plain("127.0.0.1")), "r");
    assert_eq!(World::routes(&[("r", "HostSNI(`x`, `*`)", v2)]).status("r").0, "disabled");
    let late = "error while adding rule HostSNI(`*`, `x`): unexpected number of parameters; got 2, expected 1";
    for unknown in ["", "syntax = \"v9\""] {
        let world = World::routes(&[("r", "HostSNI(`*`, `x`)", unknown)]);
        assert_eq!(world.status("r"), ("disabled", vec![late.to_owned()]));
    }
    let text = crate::routing::world::route("r", "HostSNI(`*`, `x`)", "");
    let world = World::with(&text, |facts| facts.default_syntax = tcpgen::rule::Syntax::V2);
    assert_eq!(deed(&world.plain("127.0.0.1")), "r");
    let old = World::of(&format!("traefik.version = \"v2\"\n{text}"));
    assert_eq!(deed(&old.plain("127.0.0.1")), "r");
}
