//! Priorities.

use crate::routing::world::{PASS, TERMINATE, World, deed};

fn priority(rule: &str, more: &str) -> i64 {
    World::routes(&[("r", rule, more)]).router("r").priority
}

#[test]
fn the_default_is_the_length_of_the_text() {
    // [prio_default][plain_hostsni_combos]
    for (rule, expected) in [
        ("HostSNI(`*`)", -1),
        ("!HostSNI(`*`)", -1),
        ("!!HostSNI(`*`)", -1),
        ("(HostSNI(`*`))", -1),
        ("HOSTSNI(`*`)", -1),
        (" HostSNI(`*`) ", -1),
        ("HostSNI(\"*\")", -1),
        ("HostSNI(`*`) || HostSNI(`x.test`)", 33),
        ("!(HostSNI(`*`) || HostSNI(`x.test`))", 36),
        ("HostSNI(`*`) && ClientIP(`127.0.0.5`)", 37),
        ("ClientIP(`127.0.0.0/8`)", 23),
        ("ClientIP(`127.0.0.5`)", 21),
        // A letter of two bytes counts twice.
        ("HostSNIRegexp(`.*`) /* ü */", 28),
    ] {
        assert_eq!(priority(rule, ""), expected, "{rule}");
    }
    assert_eq!(priority("HostSNI(`a.example.com`)", PASS), 24);
}

#[test]
fn the_longer_text_wins() {
    for (rules, probe, expected) in [
        // [prio_default]
        (["HostSNIRegexp(`^[a-z]+\\.example\\.com$`)", "HostSNI(`a.example.com`)"], "a.example.com", "first"),
        (["HostSNI(`a.example.com`)   ", "HostSNI(`*.example.com`)"], "a.example.com", "first"),
        // [clientip_text_length]: the network beats the address that lies in it.
        (["ClientIP(`127.0.0.0/8`)", "ClientIP(`127.0.0.5`)"], "", "first"),
        (["ClientIP(`127.0.0.0/8`)", "ClientIP(`127.0.0.5/32`)"], "", "second"),
        // [tls_multi_hosts]
        (["HostSNI(`a.test`) || HostSNI(`b.test`)", "HostSNI(`a.test`)"], "a.test", "first"),
    ] {
        let world = World::routes(&[("first", rules[0], PASS), ("second", rules[1], PASS)]);
        assert_eq!(deed(&world.tls("127.0.0.5", probe)), expected, "{rules:?}");
    }
}

#[test]
fn priorities_that_are_written() {
    // [prio_explicit]
    let world = |named: &str, all: &str| {
        World::routes(&[
            ("named", "HostSNI(`x.test`)", &format!("{TERMINATE}\npriority = {named}")),
            ("all", "HostSNI(`*`)", &format!("{PASS}\npriority = {all}")),
        ])
    };
    for (named, all, expected) in [
        ("0", "0", "named"),
        ("-2", "0", "all"),
        ("1", "1000", "all"),
        ("9223372036854774807", "1000", "named"),
        ("-9223372036854775808", "0", "all"),
    ] {
        assert_eq!(deed(&world(named, all).tls("127.0.0.1", "x.test")), expected, "{named} {all}");
    }
    assert_eq!(world("0", "0").router("all").priority, -1);
    assert_eq!(world("-2", "0").router("named").priority, -2);
    // [prio_explicit_plain]
    let plain = World::routes(&[("a", "ClientIP(`127.0.0.1`)", "priority = -2"), ("b", "HostSNI(`*`)", "")]);
    assert_eq!(deed(&plain.plain("127.0.0.1")), "b");
}

#[test]
fn traefik_keeps_the_highest_to_itself() {
    // [prio_explicit]
    for priority in ["9223372036854774808", "9223372036854775807"] {
        let more = format!("{PASS}\npriority = {priority}");
        let world = World::routes(&[("high", "HostSNI(`x.test`)", &more), ("all", "HostSNI(`*`)", PASS)]);
        let error = format!("the router priority {priority} exceeds the max user-defined priority 9223372036854774807");
        assert_eq!(world.status("high"), ("disabled", vec![error]));
        assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), "all");
    }
}
