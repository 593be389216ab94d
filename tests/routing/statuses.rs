//! Routers that cannot be built, and guards that fail open with them.

use crate::routing::world::{PASS, World, deed, route};

/// A guarded route for x.test before a catch-all that is open.
fn guarded(middlewares: &str, list: &str) -> World {
    World::of(&format!(
        "{middlewares}\n{}{}",
        route("guarded", "HostSNI(`x.test`)", &format!("tls = {{}}\nmiddlewares = [{list}]")),
        route("open", "HostSNI(`*`)", PASS)
    ))
}

#[test]
fn a_guard_that_cannot_be_built_opens_the_door() {
    // [missing_refs][ipallowlist_empty][ipallowlist][middleware_no_type]
    let missing = |name: &str| format!("middleware \"default-{name}@kubernetescrd\" does not exist");
    let bad = "cannot parse CIDRs [127.0.0.5 nonsense]: parsing CIDR trusted IPs <nil>: invalid CIDR address: nonsense";
    let no_type = "invalid middleware \"default-m@kubernetescrd\" configuration: invalid middleware type or middleware \
                   does not exist";
    for (middlewares, list, error) in [
        ("", "\"absent\"", missing("absent")),
        // The last of several is told.
        ("", "\"first\", \"second\"", missing("second")),
        (
            "[middlewares.m]\nip_allow_list = []",
            "\"absent\", \"m\"",
            "sourceRange is empty, IPAllowLister not created".to_owned(),
        ),
        ("[middlewares.m]\nip_white_list = []", "\"m\"", "sourceRange is empty, IPWhiteLister not created".to_owned()),
        ("[middlewares.m]\nip_allow_list = [\"127.0.0.5\", \"nonsense\"]", "\"m\"", bad.to_owned()),
        (
            "[middlewares.m]\nip_white_list = [\"127.0.0.5\", \"nonsense\"]",
            "\"m\"",
            bad.replace("CIDRs", "CIDR whitelist"),
        ),
        (
            "[middlewares.m]\nip_allow_list = [\" 127.0.0.5\"]",
            "\"m\"",
            "cannot parse CIDRs [ 127.0.0.5]: parsing CIDR trusted IPs <nil>: invalid CIDR address:  127.0.0.5"
                .to_owned(),
        ),
        ("[middlewares.m]", "\"m\"", no_type.to_owned()),
    ] {
        let world = guarded(middlewares, list);
        assert_eq!(world.status("guarded"), ("disabled", vec![error]));
        let decision = world.tls("203.0.113.9", "x.test");
        assert_eq!(deed(&decision), "open");
        assert!(decision.notes[0].starts_with("`default/guarded` would match too"), "{:?}", decision.notes);
    }
}

#[test]
fn a_missing_service_is_told_before_a_missing_middleware() {
    // [missing_refs]
    let text = "[routes.r]\nentry_points = [\"a\"]\nservice = \"ops/s:1\"\nmiddlewares = [\"absent\"]\n";
    let (status, errors) = World::of(text).status("r");
    assert_eq!((status, errors.len()), ("disabled", 1));
    assert!(errors[0].starts_with("the service \""), "{errors:?}");
}

#[test]
fn middlewares_that_are_not_known() {
    let text = |list: &str| {
        format!("[middlewares.m]\nexternal = true\n{}", route("r", "HostSNI(`*`)", &format!("middlewares = [{list}]")))
    };
    for (list, shown) in [("\"m\"", "default/m"), ("\"m@file\"", "m@file")] {
        let decision = World::of(&text(list)).plain("127.0.0.1");
        assert_eq!(deed(&decision), "r");
        assert_eq!(decision.middlewares, [shown]);
        assert!(decision.notes.iter().any(|note| note.contains("assumed to admit everyone")), "{:?}", decision.notes);
    }
}

#[test]
fn one_broken_leaf_disables_the_router() {
    let rule = "HostSNI(`x.test`) || ClientIP(`nonsense`)";
    let world = World::routes(&[("r", rule, "tls = {}")]);
    let error =
        "initializing IP checker for ClientIP matcher: parsing CIDR trusted IPs <nil>: invalid CIDR address: nonsense";
    assert_eq!(world.status("r"), ("disabled", vec![format!("error while adding rule {rule}: {error}")]));
}

#[test]
fn a_fault_of_the_chain_hides_that_of_the_matchers() {
    let more = "tls = {}\nmiddlewares = [\"absent\"]";
    let world = World::routes(&[("r", "ClientIP(`nonsense`)", more)]);
    assert_eq!(world.status("r").1, ["middleware \"default-absent@kubernetescrd\" does not exist"]);
}
