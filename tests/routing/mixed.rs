//! Plain, TLS and HTTPS routers on one entry point.

use crate::routing::world::{PASS, TERMINATE, World, deed, route};

#[test]
fn one_tls_router_makes_everyone_wait() {
    // [mixed_server_first][mixed_default_timeout]
    let world = World::routes(&[("plain", "HostSNI(`*`)", ""), ("named", "HostSNI(`x.test`)", TERMINATE)]);
    let decision = world.plain("127.0.0.1");
    assert_eq!((deed(&decision).as_str(), decision.waits_for_client), ("plain", true));
    assert!(decision.notes.iter().any(|note| note.contains("readTimeout")), "{:?}", decision.notes);
    // [tls_unmatched_not_plain]
    for sni in ["y.test", ""] {
        let decision = world.tls("127.0.0.1", sni);
        assert_eq!(deed(&decision), "http");
        assert!(decision.notes.iter().any(|note| note.contains("without `tls` are not asked")), "{:?}", decision.notes);
    }
    assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), "named");
}

#[test]
fn plain_and_tls_catch_alls() {
    // [mixed_plain_tls_star]
    let world = World::routes(&[("plain", "HostSNI(`*`)", ""), ("tls", "HostSNI(`*`)", PASS)]);
    assert_eq!(deed(&world.plain("127.0.0.1")), "plain");
    for sni in ["x.test", ""] {
        assert_eq!(deed(&world.tls("127.0.0.1", sni)), "tls");
    }
}

#[test]
fn only_tls_routers() {
    // [tls_only_entry_point]
    let world = World::routes(&[("named", "HostSNI(`x.test`)", PASS)]);
    let decision = world.plain("127.0.0.1");
    assert_eq!((deed(&decision).as_str(), decision.waits_for_client), ("http", true));
}

#[test]
fn a_disabled_tls_router_brings_the_early_path_back() {
    // [mixed_tls_router_disabled][disabled_all_then_forwarder]
    for broken in ["middlewares = [\"absent\"]\ntls = {}", "tls = {}\npriority = 9223372036854775807"] {
        let world = World::routes(&[("plain", "HostSNI(`*`)", ""), ("named", "HostSNI(`x.test`)", broken)]);
        assert_eq!(world.status("named").0, "disabled");
        assert!(!world.plain("127.0.0.1").waits_for_client);
        let decision = world.tls("127.0.0.1", "x.test");
        assert_eq!((deed(&decision).as_str(), decision.waits_for_client), ("plain", false));
        assert!(decision.notes[0].starts_with("`default/named` would match too"), "{:?}", decision.notes);
    }
}

#[test]
fn passthrough_and_termination_share_one_list() {
    // [pass_star_vs_term]
    for (all, named) in [(PASS, TERMINATE), (TERMINATE, PASS)] {
        let world = World::routes(&[("all", "HostSNI(`*`)", all), ("named", "HostSNI(`x.test`)", named)]);
        for (sni, expected) in [("x.test", "named"), ("y.test", "all"), ("", "all")] {
            assert_eq!(deed(&world.tls("127.0.0.1", sni)), expected);
        }
    }
}

fn with_https(routes: &[(&str, &str, &str)], hosts: &[&str]) -> World {
    let text: String = routes.iter().map(|(name, rule, more)| route(name, rule, more)).collect();
    let hosts = hosts.iter().map(|host| format!("\"{host}\"")).collect::<Vec<_>>().join(", ");
    World::of(&format!("[entry_points.a]\nport = 443\nhttp_hosts = [{hosts}]\n{text}"))
}

#[test]
fn hosts_of_https_routers_come_first() {
    // [http_mix]
    let more = "tls = {}\npriority = 9000";
    let world =
        with_https(&[("named", "HostSNI(`x.test`)", more), ("all", "HostSNI(`*`)", PASS)], &["x.test", "*.w.test"]);
    for (sni, expected) in [("x.test", "http"), ("a.w.test", "http"), ("y.test", "all"), ("", "all")] {
        assert_eq!(deed(&world.tls("127.0.0.1", sni)), expected, "{sni}");
    }
}

#[test]
fn an_https_router_without_a_host_comes_before_the_catch_all() {
    // [https_catchall_vs_tcp]
    let named = ("named", "HostSNI(`x.test`)", PASS);
    let world = with_https(&[named, ("all", "HostSNI(`*`)", PASS)], &["*"]);
    for (sni, expected) in [("x.test", "named"), ("y.test", "http"), ("", "http")] {
        assert_eq!(deed(&world.tls("127.0.0.1", sni)), expected, "{sni}");
    }
    // A catch-all of high priority shadows the other routers, and then loses itself.
    let world = with_https(&[named, ("all", "HostSNI(`*`)", "tls = \"passthrough\"\npriority = 1000")], &["*"]);
    assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), "http");
    // What is not exactly the catch-all wins.
    for rule in ["HostSNI(`*`) && ClientIP(`127.0.0.1`)", "HostSNIRegexp(`.*`)"] {
        assert_eq!(deed(&with_https(&[("r", rule, PASS)], &["*"]).tls("127.0.0.1", "y.test")), "r", "{rule}");
    }
    // HTTPS routers end the early path too.
    let world = with_https(&[("plain", "HostSNI(`*`)", "")], &["x.test"]);
    let decision = world.plain("127.0.0.1");
    assert_eq!((deed(&decision).as_str(), decision.waits_for_client), ("plain", true));
    assert_eq!(deed(&world.tls("127.0.0.1", "y.test")), "http");
}

#[test]
fn an_entry_point_without_tcp_routers() {
    // [ep_none][empty_config]
    let world = World::of("[entry_points]\na = 1\n");
    for decision in [world.plain("127.0.0.1"), world.tls("127.0.0.1", "x.test")] {
        assert_eq!((deed(&decision).as_str(), decision.waits_for_client), ("http", true));
    }
}

#[test]
fn entry_points_of_routers_that_name_none() {
    // [ep_default_all][ep_asdefault]
    let text = "[entry_points]\na = 1\nb = 2\ntraefik = 3\n[routes.r]\nservice = \"s:1\"\n";
    let on = |world: &World, entry_point: &str| {
        deed(&world.ask(&tcpgen::routing::Connection::plain(entry_point, crate::routing::world::ip("127.0.0.1"))))
    };
    let world = World::of(text);
    assert_eq!(world.router("r").using, ["a", "b"]);
    assert_eq!([on(&world, "a"), on(&world, "b"), on(&world, "traefik")], ["s", "s", "http"]);
    let world = World::with(text, |facts| facts.entry_points[1].as_default = true);
    assert_eq!(world.router("r").using, ["b"]);
    assert_eq!([on(&world, "a"), on(&world, "b")], ["http", "s"]);
    // `traefik` can be named.
    let world = World::of(&text.replace("[routes.r]", "[routes.r]\nentry_points = [\"traefik\", \"traefik\"]"));
    assert_eq!((world.status("r").0, on(&world, "traefik").as_str()), ("enabled", "s"));
    let undeclared = World::of("[routes.r]\nservice = \"s:1\"\n");
    assert_eq!((undeclared.status("r").0, on(&undeclared, "any").as_str()), ("enabled", "s"));
    let none = World::with("[routes.r]\nservice = \"s:1\"\n", |facts| facts.assume_entry_points = false);
    assert_eq!(on(&none, "any"), "closed: unknown-entry-point");
}

#[test]
fn entry_points_that_do_not_exist() {
    // [ep_unknown]
    let route =
        |names: &str| format!("[entry_points]\na = 1\n[routes.r]\nentry_points = [{names}]\nservice = \"s:1\"\n");
    let unknown = |name: &str| format!("entryPoint \"{name}\" doesn't exist");
    let world = World::of(&route("\"a\", \"nope\", \"nope\""));
    assert_eq!(world.status("r"), ("warning", vec![unknown("nope")]));
    assert_eq!(deed(&world.plain("127.0.0.1")), "s");
    let world = World::of(&route("\"A\""));
    let none = "no valid entryPoint for this router".to_owned();
    assert_eq!(world.status("r"), ("disabled", vec![unknown("A"), none]));
    // Nothing else of it is looked at.
    assert_eq!(world.router("r").priority, 0);
    let asked = tcpgen::routing::Connection::plain("A", crate::routing::world::ip("127.0.0.1"));
    let decision = world.ask(&asked);
    assert_eq!(deed(&decision), "closed: unknown-entry-point");
    assert_eq!(decision.disabled[0].router.name, "r");
}
