//! What closes connections: middlewares that refuse, TLS options that do not work.

use crate::routing::world::{PASS, World, deed, route};

const DENIED: &str = "closed: denied-by-middleware";
const BROKEN: &str = "closed: broken-tls-options";

fn chain(middlewares: &str, list: &str) -> World {
    let guarded = route("r", "HostSNI(`x.test`)", &format!("tls = {{}}\nmiddlewares = [{list}]"));
    World::of(&format!("{middlewares}\n{guarded}{}", route("all", "HostSNI(`*`)", PASS)))
}

#[test]
fn a_refusal_does_not_fall_through() {
    // [ipallowlist_tls][chain_order]
    let lists =
        "[middlewares.m]\nip_allow_list = [\"10.0.0.0/8\"]\n[middlewares.n]\nip_allow_list = [\"10.1.0.0/16\"]\n";
    let world = chain(lists, "\"m\", \"n\", \"m\"");
    for (client, expected) in [("10.1.0.1", "r"), ("10.2.0.1", DENIED), ("192.0.2.1", DENIED)] {
        assert_eq!(deed(&world.tls(client, "x.test")), expected, "{client}");
    }
    // The first that refuses is named.
    assert!(world.tls("192.0.2.1", "x.test").verdict.contains("`default/m` refuses 192.0.2.1"));
    assert!(world.tls("10.2.0.1", "x.test").verdict.contains("`default/n` refuses 10.2.0.1"));
    // Even a client whose handshake would fail is refused first.
    let connection = crate::routing::world::tls("192.0.2.1", "x.test").with_alpn(["foo"]);
    assert_eq!(deed(&world.ask(&connection)), DENIED);
}

#[test]
fn limits_of_connections() {
    // [inflight][json_braces]
    for (amount, expected) in [
        ("in_flight_conn = 0", DENIED),
        ("in_flight_conn = -1", DENIED),
        ("in_flight_conn = {}", DENIED),
        ("in_flight_conn = 1", "r"),
    ] {
        let world = chain(&format!("[middlewares.m]\n{amount}\n"), "\"m\"");
        assert_eq!(deed(&world.tls("192.0.2.1", "x.test")), expected, "{amount}");
    }
}

#[test]
fn of_two_types_in_one_middleware_the_allow_list_works() {
    // [inflight_chain]
    let world = chain("[middlewares.m]\nin_flight_conn = 0\nip_allow_list = [\"10.0.0.0/8\"]\n", "\"m\"");
    assert_eq!(deed(&world.tls("10.0.0.1", "x.test")), "r");
    assert_eq!(deed(&world.tls("192.0.2.1", "x.test")), DENIED);
    let both = "[middlewares.m]\nip_white_list = [\"192.0.2.0/24\"]\nip_allow_list = [\"10.0.0.0/8\"]\n";
    assert_eq!(deed(&chain(both, "\"m\"").tls("192.0.2.1", "x.test")), DENIED);
}

#[test]
fn unknown_tls_options_close_and_do_not_fall_through() {
    // [tls_options_unknown]
    let text = route("r", "HostSNI(`x.test`)", "tls = { options = \"nope\" }");
    let world = World::of(&(text + &route("plain", "HostSNI(`*`)", "")));
    let error = "unknown TLS options: default-nope@kubernetescrd".to_owned();
    assert_eq!(world.status("r"), ("disabled", vec![error]));
    assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), BROKEN);
    // It keeps the early path off.
    assert!(world.plain("127.0.0.1").waits_for_client);
    assert_eq!(deed(&world.tls("127.0.0.1", "y.test")), "http");
    let passthrough = route("r", "HostSNI(`x.test`)", "tls = { passthrough = true, options = \"nope\" }");
    assert_eq!(deed(&World::of(&passthrough).tls("127.0.0.1", "x.test")), "r");
}

#[test]
fn unknown_tls_options_hide_a_broken_chain_but_not_a_broken_matcher() {
    let more = "tls = { options = \"nope\" }\nmiddlewares = [\"absent\"]";
    let unknown = "unknown TLS options: default-nope@kubernetescrd".to_owned();
    assert_eq!(World::routes(&[("r", "HostSNI(`x`)", more)]).status("r").1, std::slice::from_ref(&unknown));
    let world = World::routes(&[("r", "ALPN(`acme-tls/1`)", more)]);
    let reserved = "error while adding rule ALPN(`acme-tls/1`): invalid protocol value for ALPN matcher, \"acme-tls/1\" \
                    is not allowed";
    assert_eq!(world.status("r").1, [unknown, reserved.to_owned()]);
    assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), "http");
}

#[test]
fn tls_options_that_cannot_be_used() {
    for (options, error) in [
        (
            "client_auth = { client_auth_type = \"RequireAndVerifyClientCert\" }",
            "invalid clientAuthType: RequireAndVerifyClientCert, CAFiles is required",
        ),
        ("client_auth = { client_auth_type = \"Maybe\" }", "unknown client auth type \"Maybe\""),
        ("cipher_suites = [\"TLS_AES_128_GCM_SHA256\", \"TLS_ROT13\"]", "invalid CipherSuite: TLS_ROT13"),
        ("curve_preferences = [\"CurveP256\", \"P256\"]", "invalid CurveID in curvePreferences: P256"),
    ] {
        let text =
            format!("[tls_options.o]\n{options}\n{}", route("r", "HostSNI(`x.test`)", "tls = { options = \"o\" }"));
        let world = World::of(&text);
        assert_eq!(world.status("r"), ("disabled", vec![format!("building TLS config: {error}")]));
        assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), BROKEN);
        // As the default they break everything that ends TLS, Traefik's own server too.
        let text = format!("[tls_options.default]\n{options}\n{}", route("r", "HostSNI(`x.test`)", "tls = {}"));
        let world = World::of(&text);
        assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), BROKEN);
        assert_eq!(deed(&world.tls("127.0.0.1", "y.test")), BROKEN);
    }
}

#[test]
fn tls_options_that_ask_for_more_are_told_of() {
    // [tls_options_misc][tls_certs]
    let options = "[tls_options.o]\nsni_strict = true\nmin_version = \"VersionTLS13\"\n\
                   client_auth = { client_auth_type = \"RequireAnyClientCert\" }\n";
    let world = World::of(&(options.to_owned() + &route("r", "HostSNI(`*`)", "tls = { options = \"o\" }")));
    // Without a name there is no certificate.
    assert_eq!(deed(&world.tls("127.0.0.1", "")), "closed: tls-refused");
    let decision = world.tls("127.0.0.1", "x.test");
    assert_eq!(deed(&decision), "r");
    for word in ["sniStrict", "TLS 1.3", "client certificate"] {
        assert!(decision.message.contains(word), "{word}: {}", decision.message);
    }
    // [tls_options_misc]: a version that does not exist is ignored.
    let world = World::of(
        &("[tls_options.o]\nmin_version = \"VersionTLS99\"\n".to_owned()
            + &route("r", "HostSNI(`*`)", "tls = { options = \"o\" }")),
    );
    assert_eq!((deed(&world.tls("127.0.0.1", "")).as_str(), world.status("r").0), ("r", "enabled"));
}
