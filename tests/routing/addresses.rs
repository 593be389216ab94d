//! Client addresses, in rules and in allow lists.

use crate::routing::world::{World, deed, route};

const CLIENTS: [&str; 9] = [
    "127.0.0.1",
    "127.0.0.5",
    "127.0.0.7",
    "127.0.0.8",
    "10.9.9.9",
    "::ffff:127.0.0.5",
    "::ffff:203.0.113.9",
    "2001:db8::1",
    "::1",
];

fn rule(text: &str) -> World {
    World::routes(&[("r", &format!("ClientIP(`{text}`)"), "")])
}

fn allow_list(text: &str) -> World {
    let list = text.split(' ').map(|range| format!("\"{range}\"")).collect::<Vec<_>>().join(", ");
    let middleware = format!("[middlewares.m]\nip_allow_list = [{list}]\n");
    World::of(&(middleware + &route("r", "HostSNI(`*`)", "middlewares = [\"m\"]")))
}

#[test]
fn forms_of_addresses() {
    // [plain_clientip][clientip_proxy][ipallowlist][ipallowlist_proxy]
    for (text, expected) in [
        ("127.0.0.5", "127.0.0.5 ::ffff:127.0.0.5"),
        ("127.0.0.0/29", "127.0.0.1 127.0.0.5 127.0.0.7 ::ffff:127.0.0.5"),
        ("127.0.0.5/29", "127.0.0.1 127.0.0.5 127.0.0.7 ::ffff:127.0.0.5"),
        ("127.0.0.5/0", "127.0.0.1 127.0.0.5 127.0.0.7 127.0.0.8 10.9.9.9 ::ffff:127.0.0.5 ::ffff:203.0.113.9"),
        ("0.0.0.0/0", "127.0.0.1 127.0.0.5 127.0.0.7 127.0.0.8 10.9.9.9 ::ffff:127.0.0.5 ::ffff:203.0.113.9"),
        ("::/0", "2001:db8::1 ::1"),
        ("::ffff:127.0.0.5", "127.0.0.5 ::ffff:127.0.0.5"),
        ("::ffff:10.0.0.0/104", "10.9.9.9"),
        ("::ffff:0:0/96", "127.0.0.1 127.0.0.5 127.0.0.7 127.0.0.8 10.9.9.9 ::ffff:127.0.0.5 ::ffff:203.0.113.9"),
        ("2001:DB8::1", "2001:db8::1"),
        ("2001:0db8:0:0:0:0:0:1", "2001:db8::1"),
    ] {
        for (world, refused) in [(rule(text), "http"), (allow_list(text), "closed: denied-by-middleware")] {
            let mut admitted = Vec::new();
            for client in CLIENTS {
                match deed(&world.plain(client)).as_str() {
                    "r" => admitted.push(client),
                    other => assert_eq!(other, refused, "{text} {client}"),
                }
            }
            assert_eq!(admitted.join(" "), expected, "{text}");
        }
    }
    let everyone = allow_list("0.0.0.0/0 ::/0");
    assert!(CLIENTS.iter().all(|client| deed(&everyone.plain(client)) == "r"));
    let none = rule("::ffff:0:0/64");
    assert!(["127.0.0.1", "::ffff:127.0.0.5"].iter().all(|client| deed(&none.plain(client)) == "http"));
    assert_eq!(deed(&rule("127.0.0.0/08").plain("127.200.0.1")), "r");
}

#[test]
fn texts_that_are_no_addresses() {
    // [plain_clientip]
    for text in ["localhost", "*", "127.1", "127.0.0.05", "127.0.0.5/33", "127.0.0.5:80", "fe80::1%eth0", "1.1.1.1-2"] {
        let error = format!(
            "error while adding rule ClientIP(`{text}`): initializing IP checker for ClientIP matcher: parsing CIDR \
             trusted IPs <nil>: invalid CIDR address: {text}"
        );
        assert_eq!(rule(text).status("r"), ("disabled", vec![error]));
        let error =
            format!("cannot parse CIDRs [{text}]: parsing CIDR trusted IPs <nil>: invalid CIDR address: {text}");
        assert_eq!(allow_list(text).status("r"), ("disabled", vec![error]));
    }
}

#[test]
fn addresses_need_neither_server_name_nor_tls() {
    // [tls_no_hostsni][pass_and_term_same_host]
    let world = World::routes(&[("r", "ClientIP(`127.0.0.5`)", "tls = {}")]);
    for sni in ["", "x.test"] {
        assert_eq!(deed(&world.tls("127.0.0.5", sni)), "r");
        assert_eq!(deed(&world.tls("127.0.0.1", sni)), "http");
    }
    let world = World::routes(&[("r", "HostSNI(`x.test`) && !ClientIP(`127.0.0.0/29`)", "tls = {}")]);
    assert_eq!(deed(&world.tls("127.0.0.8", "x.test")), "r");
    assert_eq!(deed(&world.tls("127.0.0.5", "x.test")), "http");
}
