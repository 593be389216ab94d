//! PostgreSQL's SSLRequest. [postgres]

use tcpgen::routing::{Connection, Decision};

use crate::routing::world::{PASS, TERMINATE, World, deed, ip, route, tls};

const UNMATCHED: &str = "closed: postgres-needs-tls-route";

fn sni(world: &World, name: &str) -> Decision {
    world.ask(&tls("127.0.0.1", name).with_postgres())
}

fn plaintext(world: &World) -> Decision {
    world.ask(&Connection::plain("a", ip("127.0.0.1")).with_postgres())
}

#[test]
fn only_tls_routers_are_asked() {
    for mode in [TERMINATE, PASS] {
        let world = World::routes(&[("r", "HostSNI(`x.test`)", mode)]);
        assert_eq!(deed(&sni(&world, "x.test")), "r");
        assert_eq!(deed(&sni(&world, "y.test")), UNMATCHED);
        assert_eq!(deed(&sni(&world, "")), UNMATCHED);
        assert_eq!(deed(&plaintext(&world)), UNMATCHED);
    }
    let world = World::routes(&[("r", "HostSNI(`*`)", TERMINATE)]);
    assert!(["x.test", ""].iter().all(|name| deed(&sni(&world, name)) == "r"));
}

#[test]
fn a_plain_router_alone_gets_the_request() {
    let world = World::routes(&[("r", "HostSNI(`*`)", "")]);
    for decision in [plaintext(&world), sni(&world, "x.test")] {
        assert_eq!((deed(&decision).as_str(), decision.waits_for_client), ("r", false));
        assert!(decision.message.contains("the server gets PostgreSQL's SSLRequest"), "{}", decision.message);
    }
}

#[test]
fn beside_a_tls_router_a_plain_one_never_gets_it() {
    let world = World::routes(&[("plain", "HostSNI(`*`)", ""), ("tls", "HostSNI(`x.test`)", TERMINATE)]);
    assert_eq!(deed(&sni(&world, "x.test")), "tls");
    assert_eq!(deed(&sni(&world, "y.test")), UNMATCHED);
    assert_eq!(deed(&plaintext(&world)), UNMATCHED);
    assert_eq!(deed(&world.plain("127.0.0.1")), "plain");
}

#[test]
fn the_request_is_granted_where_nobody_can_follow() {
    let world = World::routes(&[("r", "ClientIP(`127.0.0.5`)", "")]);
    assert_eq!(deed(&sni(&world, "x.test")), UNMATCHED);
    assert_eq!(deed(&sni(&World::of("entry_points.a = 1"), "x.test")), UNMATCHED);
}

#[test]
fn https_hosts_are_not_asked() {
    // [postgres_https]
    let https = "[entry_points.a]\nport = 1\nhttp_hosts = [\"x.test\"]\n".to_owned();
    assert_eq!(deed(&sni(&World::of(&https), "x.test")), UNMATCHED);
    let both = World::of(&(https + &route("r", "HostSNI(`x.test`)", PASS)));
    assert_eq!(deed(&sni(&both, "x.test")), "r");
    assert_eq!(deed(&both.tls("127.0.0.1", "x.test")), "http");
}
