//! Equal priorities: Traefik takes any by chance.

use crate::routing::world::{PASS, TERMINATE, World, deed, route};

#[test]
fn overlapping_rules_of_one_priority() {
    for (rules, sni, expected) in [
        // [tie_same_rule]
        (vec![("HostSNI(`x.test`)", PASS), ("HostSNI(`x.test`)", PASS)], "x.test", "ambiguous: r0 r1"),
        (vec![("HostSNI(`*`)", PASS); 3], "x.test", "ambiguous: r0 r1 r2"),
        // [tie_equal_length]
        (
            vec![("HostSNI(`*.example.com`)", PASS), ("HostSNI(`a.example.com`)", PASS)],
            "a.example.com",
            "ambiguous: r0 r1",
        ),
        (vec![("HostSNI(`*.example.com`)", PASS), ("HostSNI(`a.example.com`)", PASS)], "b.example.com", "r0"),
        (vec![("ClientIP(`127.0.0.0/8`)", PASS), ("ClientIP(`127.0.0.0/9`)", PASS)], "", "ambiguous: r0 r1"),
        (vec![("HostSNI(`x.test`)", TERMINATE), ("HostSNI(`x.test`)", PASS)], "x.test", "ambiguous: r0 r1"),
        // [tie_broken_by_prio]
        (
            vec![("HostSNI(`x.test`)", PASS), ("HostSNI(`x.test`)", "tls = \"passthrough\"\npriority = 18")],
            "x.test",
            "r1",
        ),
    ] {
        let names: Vec<_> = (0..rules.len()).map(|index| format!("r{index}")).collect();
        let routes: Vec<_> = names.iter().zip(&rules).map(|(name, (rule, tls))| (name.as_str(), *rule, *tls)).collect();
        let decision = World::routes(&routes).tls("127.0.0.1", sni);
        assert_eq!(deed(&decision), expected, "{rules:?}");
        if expected.starts_with("ambiguous") {
            assert_eq!(decision.reason.unwrap().name(), "equal-priority");
            assert_eq!((decision.router, decision.rule), (None, None));
            assert!(decision.services.is_empty());
        }
    }
}

fn to_one_service(more: &[&str]) -> World {
    let route = |(index, more): (usize, &&str)| {
        format!(
            "[routes.r{index}]\nentry_points = [\"a\"]\nmatch = \"ClientIP(`127.0.0.0/{}`)\"\nservices = [{more}]\n",
            index + 8
        )
    };
    World::of(&more.iter().enumerate().map(route).collect::<String>())
}

#[test]
fn contenders_that_do_the_same_leave_nothing_open() {
    let world = to_one_service(&["{ name = \"s\", port = 1 }", "{ name = \"s\", port = 1 }"]);
    let decision = world.plain("127.0.0.1");
    assert_eq!(deed(&decision), "s");
    assert_eq!((decision.router, decision.rule, decision.priority), (None, None, Some(23)));
    let contenders: Vec<_> = decision.contenders.iter().map(ToString::to_string).collect();
    assert_eq!(contenders, ["default/r0", "default/r1"]);
    assert!(decision.notes[0].contains("chance"), "{:?}", decision.notes);
    // 1:1 is 3:3, whatever the order.
    let one = "{ name = \"s\", port = 1 }, { name = \"t\", port = 1 }";
    let three = "{ name = \"t\", port = 1, weight = 3 }, { name = \"s\", port = 1, weight = 3 }";
    assert_eq!(deed(&to_one_service(&[one, three]).plain("127.0.0.1")), "s + t");
}

#[test]
fn other_shares_ports_or_wires_are_not_the_same() {
    for (one, two) in [
        ("{ name = \"s\", port = 1 }", "{ name = \"s\", port = 2 }"),
        ("{ name = \"s\", port = 1 }", "{ name = \"s\", port = 1, proxy_protocol = { version = 1 } }"),
        (
            "{ name = \"s\", port = 1 }, { name = \"t\", port = 1 }",
            "{ name = \"s\", port = 1, weight = 2 }, { name = \"t\", port = 1 }",
        ),
        (
            "{ name = \"s\", port = 1, weight = 9223372036854775807 }, { name = \"t\", port = 1 }",
            "{ name = \"s\", port = 1, weight = 9223372036854775807 }, { name = \"t\", port = 1, weight = 9223372036854775807 }",
        ),
    ] {
        assert_eq!(deed(&to_one_service(&[one, two]).plain("127.0.0.1")), "ambiguous: r0 r1", "{one} {two}");
    }
}

#[test]
fn contenders_that_all_refuse_close_for_certain() {
    let list = |name: &str, range: &str| format!("[middlewares.{name}]\nip_allow_list = [\"{range}\"]\n");
    let text = list("m", "10.0.0.0/8")
        + &list("n", "10.0.0.0/9")
        + &route("r", "HostSNI(`*`)", "middlewares = [\"m\"]")
        + &route("s", "HostSNI(`*`)", "middlewares = [\"n\"]");
    let world = World::of(&text);
    assert_eq!(deed(&world.plain("127.0.0.1")), "closed: denied-by-middleware");
    assert_eq!(deed(&world.plain("10.0.0.1")), "ambiguous: r s");
    // One refuses, the other does not.
    assert_eq!(deed(&world.plain("10.200.0.1")), "ambiguous: r s");
}

#[test]
fn rules_of_one_route_contend_too() {
    let text = "[routes.r]\nentry_points = [\"a\"]\nrules = [\n\
                { match = \"ClientIP(`127.0.0.0/8`)\", services = [\"s:1\"] },\n\
                { match = \"ClientIP(`127.0.0.0/9`)\", services = [\"s:1\"] },\n]\n";
    let decision = World::of(text).plain("127.0.0.1");
    assert_eq!(deed(&decision), "s");
    assert_eq!(decision.router.unwrap().name, "r");
    assert_eq!(decision.rule, None);
    let other = text.replacen("s:1", "t:1", 1);
    let decision = World::of(&other).plain("127.0.0.1");
    assert_eq!(deed(&decision), "ambiguous: r");
    assert!(decision.verdict.contains("several rules of `default/r`"), "{}", decision.verdict);
}

#[test]
fn what_tcpgen_cannot_tell_it_does_not_guess() {
    let rules = [("odd", "HostSNIRegexp(`\\p{Greek}`)", PASS), ("all", "HostSNI(`*`)", PASS)];
    let world = World::routes(&rules);
    let decision = world.tls("127.0.0.1", "λ.test");
    assert_eq!(deed(&decision), "ambiguous: all odd");
    assert_eq!(decision.reason.unwrap().name(), "undecided-rule");
    assert_eq!(deed(&world.tls("127.0.0.1", "x.test")), "all");
    // With nothing behind it, the other answer is that nobody takes it.
    let decision = World::routes(&rules[..1]).tls("127.0.0.1", "λ.test");
    assert_eq!(deed(&decision), "ambiguous: odd");
    assert_eq!(decision.verdict, "tcpgen cannot tell which router takes it: `default/odd` may");
    // What stands above it is not in doubt.
    let above = World::routes(&[rules[0], ("top", "HostSNI(`*`)", "tls = \"passthrough\"\npriority = 1000")]);
    assert_eq!(deed(&above.tls("127.0.0.1", "λ.test")), "top");
}
