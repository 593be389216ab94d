//! What the Kubernetes CRD provider makes of objects. Read in its source, and run where the test says so.

use crate::routing::world::{World, deed, route};

fn two_rules(first: &str, second: &str) -> String {
    format!(
        "[routes.r]\nentry_points = [\"a\"]\n[[routes.r.rules]]\nmatch = \"HostSNI(`*`)\"\n{first}\n\
         [[routes.r.rules]]\nmatch = \"HostSNI(`*`)\"\n{second}\n"
    )
}

#[test]
fn routers_are_named_after_their_rule() {
    let world = World::routes(&[("postgres-route", "HostSNI(`*`)", "")]);
    assert_eq!(world.router("postgres-route").name(), "default-postgres-route-673acf455cb2dab0b43a@kubernetescrd");
}

#[test]
fn of_one_rule_twice_in_an_object_the_later_counts() {
    let world = World::of(&two_rules("services = [\"s:1\"]", "services = [\"t:1\"]\npriority = 7"));
    let statuses: Vec<_> = world.table.routers().iter().map(|router| (router.index, router.status.name())).collect();
    assert_eq!(statuses, [(0, "absent"), (1, "enabled")]);
    let decision = world.plain("127.0.0.1");
    assert_eq!((deed(&decision).as_str(), decision.priority), ("t", Some(7)));
    assert!(decision.disabled[0].error.contains("keeps that one alone"), "{:?}", decision.disabled);
    // The later router has the services of both, where both have several.
    let world = World::of(&two_rules("services = [\"s:1\", \"t:1\"]", "services = [\"t:1\", \"u:1\"]"));
    assert_eq!(deed(&world.plain("127.0.0.1")), "s + t + t + u");
    let world = World::of(&two_rules("services = [\"s:1\", \"t:1\"]", "services = [\"u:1\"]"));
    assert_eq!(deed(&world.plain("127.0.0.1")), "u");
    // A later one that cannot be made leaves the earlier one.
    let world = World::of(&two_rules("services = [\"s:1\"]", "services = [\"t:1\"]\nmiddlewares = [\"ops/m\"]"));
    assert_eq!(deed(&world.plain("127.0.0.1")), "s");
}

#[test]
fn one_service_and_then_several_under_one_rule() {
    // Seen of 3.7.15: the provider crashes, and the routes of other objects are gone too.
    let crash = two_rules("services = [\"s:1\"]", "services = [\"t:1\", \"u:1\"]");
    let world = World::of(&(crash + &route("other", "ClientIP(`127.0.0.1`)", "")));
    assert_eq!(world.status("other"), ("absent", Vec::new()));
    let decision = world.plain("127.0.0.1");
    assert_eq!(deed(&decision), "http");
    assert!(decision.disabled.iter().all(|router| router.error.contains("crashes on `default/r`")), "{decision:?}");
}

#[test]
fn references_that_leave_the_namespace_drop_the_route() {
    let allowed = "traefik.allow_cross_namespace = true\n";
    for more in
        ["middlewares = [\"ops/m\"]", "middlewares = [\"ops-m@kubernetescrd\"]", "tls = { options = \"ops/o\" }"]
    {
        let text = route("r", "HostSNI(`*`)", more);
        let world = World::of(&text);
        assert_eq!(world.status("r").0, "absent", "{more}");
        assert_eq!(deed(&world.plain("127.0.0.1")), "http");
        let disabled = &world.plain("127.0.0.1").disabled[0];
        assert!(disabled.error.contains("allowCrossNamespace"), "{}", disabled.error);
        // Where they may, the object is merely missing.
        assert_eq!(World::of(&(allowed.to_owned() + &text)).status("r").0, "disabled", "{more}");
    }
    let text = allowed.to_owned()
        + "[middlewares.\"ops/m\"]\nip_allow_list = [\"10.0.0.0/8\"]\n"
        + &route("r", "HostSNI(`*`)", "middlewares = [\"ops/m\"]");
    assert_eq!(deed(&World::of(&text).plain("10.0.0.1")), "r");
    // The middleware's name and namespace are glued together and rid of all but letters and digits.
    let text = text.replace("ops/m\"]\ni", "ops/a.b\"]\ni").replace("[\"ops/m\"]", "[\"ops-a-b@kubernetescrd\"]");
    assert_eq!(deed(&World::of(&text).plain("10.0.0.1")), "r");
}

#[test]
fn tls_options_of_certain_names_are_never_found() {
    for name in ["a.b", "a--b"] {
        let text = format!("[tls_options.\"{name}\"]\n")
            + &route("r", "HostSNI(`*`)", &format!("tls = {{ options = \"{name}\" }}"));
        let error = "unknown TLS options: default-a-b@kubernetescrd".to_owned();
        assert_eq!(World::of(&text).status("r"), ("disabled", vec![error]));
    }
    // The default options have no name that a reference could use.
    let text = "[tls_options.default]\n".to_owned() + &route("r", "HostSNI(`*`)", "tls = { options = \"default\" }");
    let error = "unknown TLS options: default-default@kubernetescrd".to_owned();
    assert_eq!(World::of(&text).status("r"), ("disabled", vec![error]));
}

#[test]
fn default_tls_options_of_two_namespaces_cancel_out() {
    let options = "alpn_protocols = [\"foo\"]\n";
    let text = format!("[tls_options.\"x/default\"]\n{options}{}", route("r", "HostSNI(`*`)", "tls = {}"));
    assert_eq!(deed(&World::of(&text).alpn("x.test", &["foo"])), "r");
    let text = format!("[tls_options.\"y/default\"]\n{options}{text}");
    assert_eq!(deed(&World::of(&text).alpn("x.test", &["foo"])), "closed: alpn-mismatch");
}

#[test]
fn classes() {
    let world = |own: &str, class: &str| {
        let own = if own.is_empty() { String::new() } else { format!("traefik.ingress_class_name = \"{own}\"\n") };
        let class = if class.is_empty() { String::new() } else { format!("ingress_class_name = \"{class}\"") };
        World::of(&(own + &route("r", "HostSNI(`*`)", &class)))
    };
    for (own, class, served) in [
        ("", "", true),
        ("", "traefik", true),
        ("", "other", false),
        ("other", "other", true),
        ("other", "", false),
        ("other", "traefik", false),
    ] {
        let expected = if served { "enabled" } else { "absent" };
        assert_eq!(world(own, class).status("r").0, expected, "{own:?} {class:?}");
    }
    let annotated = "annotations = { \"kubernetes.io/ingress.class\" = \"other\" }";
    assert_eq!(World::of(&route("r", "HostSNI(`*`)", annotated)).status("r").0, "absent");
}

#[test]
fn objects_of_the_old_group_are_for_the_old_traefik() {
    let text = "traefik.version = \"v2\"\n".to_owned() + &route("r", "HostSNI(`*`)", "");
    assert_eq!(deed(&World::of(&text).plain("127.0.0.1")), "r");
    let world = World::with(&text, |facts| facts.version = tcpgen::TraefikVersion::LATEST);
    assert_eq!(world.status("r").0, "absent");
}

#[test]
fn one_service_named_twice_with_a_port_is_one() {
    // The later entry takes the place of both.
    let text =
        "traefik.allow_cross_namespace = true\n[routes.r]\nentry_points = [\"a\"]\nservices = [\"x/s:1\", \"y/s:1\"]\n";
    let decision = World::of(text).plain("127.0.0.1");
    let services: Vec<_> = decision.services.iter().map(|share| share.service.to_string()).collect();
    assert_eq!(services, ["y/s", "y/s"]);
}
