//! Protocols that TLS clients offer.

use crate::routing::world::{PASS, TERMINATE, World, deed, route};

const MISMATCH: &str = "closed: alpn-mismatch";

#[test]
fn any_offered_protocol_counts() {
    // [alpn_passthrough]
    let world = World::routes(&[("r", "ALPN(`foo`)", PASS)]);
    for (sni, offered, expected) in [
        ("x.test", &["foo"][..], "r"),
        ("x.test", &["http/1.1", "foo"], "r"),
        ("", &["foo"], "r"),
        ("x.test", &["http/1.1"], "http"),
        ("x.test", &[], "http"),
        // Case counts; and Traefik's own server does not speak it either.
        ("x.test", &["FOO"], MISMATCH),
    ] {
        assert_eq!(deed(&world.alpn(sni, offered)), expected, "{offered:?}");
    }
}

#[test]
fn a_router_that_ends_tls_must_speak_what_it_matches() {
    // [alpn_termination]
    let rule = "HostSNI(`x.test`) && ALPN(`foo`)";
    let world = World::routes(&[("r", rule, TERMINATE)]);
    let decision = world.alpn("x.test", &["foo"]);
    assert_eq!(deed(&decision), MISMATCH);
    assert_eq!(decision.router.unwrap().name, "r");
    assert_eq!(deed(&world.alpn("x.test", &["foo", "h2"])), "r");
    let options = "[tls_options.o]\nalpn_protocols = [\"foo\"]\n";
    let world = World::of(&(options.to_owned() + &route("r", rule, "tls = { options = \"o\" }")));
    assert_eq!(deed(&world.alpn("x.test", &["foo"])), "r");
    let world = World::routes(&[("r", "HostSNI(`x.test`)", TERMINATE)]);
    for (offered, expected) in [(&["bar"][..], MISMATCH), (&["http/1.1"], "r"), (&[], "r")] {
        assert_eq!(deed(&world.alpn("x.test", offered)), expected, "{offered:?}");
    }
}

#[test]
fn a_client_of_http_1_gets_through_where_only_http_2_is_offered() {
    // Go's negotiateALPN.
    let options = "[tls_options.o]\nalpn_protocols = [\"h2\"]\n";
    let world = World::of(&(options.to_owned() + &route("r", "HostSNI(`x.test`)", "tls = { options = \"o\" }")));
    assert_eq!(deed(&world.alpn("x.test", &["http/1.1"])), "r");
    assert_eq!(deed(&world.alpn("x.test", &["foo"])), MISMATCH);
}

#[test]
fn acme_challenges() {
    // [acme_alpn]
    let world = World::routes(&[("r", "HostSNI(`*`)", PASS)]);
    assert_eq!(deed(&world.alpn("x.test", &["acme-tls/1"])), "r");
    let world = World::routes(&[("r", "HostSNI(`*`)", TERMINATE)]);
    assert_eq!(deed(&world.alpn("x.test", &["acme-tls/1"])), MISMATCH);
    assert_eq!(deed(&world.alpn("x.test", &["acme-tls/1", "h2"])), MISMATCH);
}

#[test]
fn without_a_router_the_default_options_decide() {
    // Section 0: TLS that no TCP router takes.
    let world = World::routes(&[("r", "HostSNI(`x.test`)", PASS)]);
    assert_eq!(deed(&world.alpn("y.test", &["h2"])), "http");
    assert_eq!(deed(&world.alpn("y.test", &["foo"])), MISMATCH);
    assert_eq!(world.alpn("y.test", &["foo"]).router, None);
    let options = "[tls_options.default]\nalpn_protocols = [\"foo\"]\n".to_owned();
    let world = World::of(&(options + &route("r", "HostSNI(`x.test`)", PASS)));
    // Agreed on, and then served by nobody: Traefik's HTTPS server speaks HTTP alone.
    assert_eq!(deed(&world.alpn("y.test", &["foo"])), MISMATCH);
    assert_eq!(deed(&world.alpn("y.test", &["h2"])), MISMATCH);
    assert_eq!(deed(&world.alpn("y.test", &[])), "http");
}
