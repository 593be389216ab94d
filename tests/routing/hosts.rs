//! Server names.

use crate::routing::world::{PASS, TERMINATE, World, deed};

#[test]
fn server_names_that_match_and_that_do_not() {
    for (rule, matching, other) in [
        // [wildcards]
        (
            "HostSNI(`*.example.com`)",
            "a.example.com A.EXAMPLE.COM a_b.example.com -.example.com *.example.com .example.com xn--a.example.com",
            "example.com a.b.example.com badexample.com",
        ),
        ("HostSNI(`*.com`)", "example.com", "a.example.com com"),
        ("HostSNI(`*.Example.COM.`)", "a.example.com", "example.com"),
        // [sni_forms]
        ("HostSNI(`x.test`)", "x.test X.TEST", "x.test\0 y.test a.x.test"),
        ("HostSNI(`dot.test.`)", "dot.test", "dot"),
        ("HostSNI(`dots.test..`)", "dots.tes", "dots.test"),
        ("HostSNI(`UP.TEST`)", "up.test Up.Test", "p.test"),
        ("HostSNI(`127.0.0.1`)", "127.0.0.1", "127.0.0.2"),
        ("HostSNI(`::1`)", "::1", "::2"),
        ("HostSNI(`a_b.test`)", "a_b.test", "ab.test"),
        ("HostSNI(`x.test:443`)", "x.test:443", "x.test"),
        // [tls_multi_hosts]
        ("HostSNI(`a.test`) || HostSNI(`b.test`)", "a.test b.test", "c.test"),
        // [regexp_tls]
        (
            "HostSNIRegexp(`example.com`)",
            "example.com a.example.com.evil.test badexampleXcom.evil.test",
            "example-.test",
        ),
        ("HostSNIRegexp(`^X\\.TEST$`)", "", "x.test X.TEST"),
        ("HostSNIRegexp(`(?i)^Y\\.TEST$`)", "y.test Y.TEST", "x.test"),
    ] {
        for tls in [TERMINATE, PASS] {
            let world = World::routes(&[("r", rule, tls)]);
            assert_eq!(world.status("r").0, "enabled", "{rule}");
            let expect = |names: &str, expected: &str| {
                for sni in names.split(' ').filter(|name| !name.is_empty()) {
                    assert_eq!(deed(&world.tls("127.0.0.1", sni)), expected, "{rule} {sni:?}");
                }
            };
            if !rule.contains("dots") {
                expect(matching, "r");
            }
            expect(other, "http");
            if !rule.contains("Regexp") {
                assert_eq!(deed(&world.tls("127.0.0.1", "")), "http", "{rule}");
            }
        }
    }
}

#[test]
fn blanks_around_a_server_name_do_not_count() {
    // [sni_forms]
    let world = World::routes(&[("r", "HostSNI(`x.test`)", PASS)]);
    for sni in [" x.test", "x.test ", "\tx.test"] {
        assert_eq!(deed(&world.tls("127.0.0.1", sni)), "r");
    }
}

#[test]
fn a_server_name_that_go_cannot_read_closes() {
    // [sni_forms]
    let world = World::routes(&[("r", "HostSNI(`*`)", PASS)]);
    for sni in ["x.test.", ""] {
        let connection = tcpgen::routing::Connection::tls("a", crate::routing::world::ip("127.0.0.1"), sni);
        let decision = world.ask(&connection);
        assert_eq!(decision.outcome, tcpgen::routing::Outcome::Closed);
        assert_eq!(decision.considered, []);
    }
    // On the early path nobody reads it.
    let plain = World::routes(&[("r", "HostSNI(`*`)", "")]);
    assert_eq!(deed(&plain.tls("127.0.0.1", "x.test.")), "r");
}

#[test]
fn clients_that_send_no_server_name() {
    // [tls_star_nosni][regexp_tls]
    for (rule, expected) in [
        ("HostSNI(`*`)", "r"),
        ("!HostSNI(`x.test`)", "r"),
        ("HostSNI(`x.test`)", "http"),
        ("HostSNI(`*.test`)", "http"),
        ("HostSNIRegexp(`.*`)", "r"),
        ("HostSNIRegexp(`.+`)", "http"),
        ("ClientIP(`127.0.0.1`)", "r"),
    ] {
        assert_eq!(deed(&World::routes(&[("r", rule, PASS)]).tls("127.0.0.1", "")), expected, "{rule}");
    }
}

#[test]
fn names_beyond_ascii_on_a_router_that_ends_tls() {
    // [rule_syntax_termination]
    let rule = "HostSNI(`ü.test`)";
    let refused = format!(
        "error while adding rule {rule}: invalid value for HostSNI matcher, \"ü.test\" is not a valid hostname"
    );
    let foreign = "invalid domain name value \"ü.test\", non-ASCII characters are not allowed".to_owned();
    let world = World::routes(&[("r", rule, TERMINATE)]);
    assert_eq!(world.status("r"), ("disabled", vec![foreign, refused.clone()]));
    let world = World::routes(&[("r", rule, PASS)]);
    assert_eq!(world.status("r"), ("disabled", vec![refused]));
}
