//! Why rules match and do not, in words.

use crate::routing::world::{PASS, World};

/// The notes of the routers asked, in order.
fn notes(rule: &str, sni: &str) -> String {
    let decision = World::routes(&[("r", rule, PASS)]).tls("10.0.0.1", sni);
    decision.considered[0].note.clone()
}

#[test]
fn the_matcher_that_settles_it() {
    for (rule, sni, expected) in [
        ("HostSNI(`*`)", "", "`*` matches every connection"),
        ("HostSNI(`b`)", "a", "server name `a` is not `b`"),
        ("HostSNI(`b`)", "", "the client sends no server name, and the rule asks for `b`"),
        ("HostSNI(`b`)", "b", "server name `b` is `b`"),
        ("HostSNI(`*.b`)", "a", "server name `a` is not one label before `.b`"),
        ("HostSNI(`b`) || HostSNI(`c`)", "a", "server name `a` is none of `b`, `c`"),
        (
            "HostSNI(`b`) || HostSNI(`c`) || HostSNI(`d`) || HostSNI(`e`) || HostSNI(`f`)",
            "a",
            "server name `a` is none of `b`, `c`, `d`, `e` and 1 more",
        ),
        ("HostSNI(`b`) || HostSNI(`c`)", "", "the client sends no server name, and the rule asks for one of `b`, `c`"),
        ("ClientIP(`192.168.0.0/16`)", "a", "client address 10.0.0.1 is not in 192.168.0.0/16"),
        ("HostSNI(`a`) && ClientIP(`192.168.0.0/16`)", "a", "client address 10.0.0.1 is not in 192.168.0.0/16"),
        (
            "HostSNI(`a`) && ClientIP(`10.0.0.0/8`)",
            "a",
            "server name `a` is `a` and client address 10.0.0.1 is in 10.0.0.0/8",
        ),
        ("!ClientIP(`10.0.0.0/8`)", "a", "client address 10.0.0.1 is in 10.0.0.0/8, which the rule excludes"),
        ("!ClientIP(`192.168.0.0/16`)", "a", "client address 10.0.0.1 is not in 192.168.0.0/16"),
        ("HostSNIRegexp(`^b`)", "a", "server name `a` does not match `^b`"),
        ("HostSNIRegexp(`a`)", "a", "server name `a` matches `a`"),
        ("ALPN(`h2`)", "a", "the client offers no ALPN protocol, and the rule asks for `h2`"),
        ("HostSNI(`b`) || ClientIP(`10.0.0.1`)", "a", "client address 10.0.0.1 is in 10.0.0.1"),
        (
            "HostSNI(`b`) || ALPN(`h2`)",
            "a",
            "server name `a` is not `b`, and the client offers no ALPN protocol, and the rule asks for `h2`",
        ),
        ("HostSNIRegexp(`\\p{Greek}`)", "λ", "tcpgen cannot tell whether server name `λ` matches `\\p{Greek}`"),
    ] {
        assert_eq!(notes(rule, sni), expected, "{rule}");
    }
}

#[test]
fn where_traefik_does_not_look() {
    let world = World::routes(&[("named", "HostSNIRegexp(`x`)", ""), ("all", "HostSNI(`*`)", "")]);
    let decision = world.tls("10.0.0.1", "x.test");
    assert_eq!(decision.considered[0].note, "Traefik reads no server name here, and the empty one does not match `x`");
    assert!(decision.message.contains("Traefik does not look at TLS"), "{}", decision.message);
}

#[test]
fn routers_are_asked_down_to_the_one_that_takes_it() {
    let world = World::routes(&[
        ("low", "HostSNI(`*`)", PASS),
        ("high", "HostSNI(`aaaa.test`)", PASS),
        ("mid", "HostSNI(`b.test`)", PASS),
    ]);
    let asked = |sni: &str| {
        let decision = world.tls("10.0.0.1", sni);
        let names: Vec<_> = decision.considered.iter().map(|asked| asked.router.name.to_string()).collect();
        names.join(" ")
    };
    assert_eq!(asked("aaaa.test"), "high");
    assert_eq!(asked("b.test"), "high mid");
    assert_eq!(asked("c.test"), "high mid low");
}

#[test]
fn verdicts() {
    let world = World::of(
        "[routes.r]\nentry_points = [\"a\"]\ntls = \"passthrough\"\nservices = [\"s:1\", { name = \"t\", port = \"pg\", weight = 2 }]\n",
    );
    assert_eq!(
        world.tls("10.0.0.1", "").verdict,
        "`default/r` takes it and forwards it, TLS and all, to `default/s:1` (weight 1) and `default/t:pg` (weight 2)"
    );
    assert_eq!(
        world.plain("10.0.0.1").verdict,
        "no TCP router takes it: Traefik's HTTP server answers, 404 to an HTTP request and 400 to anything else"
    );
    let nowhere = tcpgen::routing::Connection::plain("b", crate::routing::world::ip("10.0.0.1"));
    assert_eq!(world.ask(&nowhere).message, "closed: there is no entry point `b`; known are `a`");
}
