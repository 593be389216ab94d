use super::{at, named, plain, with};
use crate::routing::world::{TERMINATE, World, route};

const GUARD: &str = "[middlewares.\"other/deny\"]\nip_allow_list = [\"10.9.9.9/32\"]\n";

/// A route for 127.0.0.1 with something more, and one for everybody.
fn guarded(more: &str) -> String {
    route("r", "ClientIP(`127.0.0.1`)", more) + &route("rest", "HostSNI(`*`)", "")
}

fn dropped(world: &World) -> String {
    world.router("r").errors().join("; ")
}

#[test]
fn a_middleware_by_its_name_in_traefik_is_refused_from_3_7_1_on() {
    // [crd_middleware_at_crd_no_cross]
    let text = GUARD.to_owned() + &guarded("middlewares = [\"other-deny@kubernetescrd\"]");
    for version in ["3.0.4", "3.6.15", "3.6.16", "3.7.0"] {
        assert_eq!(plain(&at(version, &text)), "closed: denied-by-middleware", "{version}");
    }
    for version in ["3.6.17", "3.7.1", "3.7.15"] {
        let world = at(version, &text);
        assert_eq!(plain(&world), "rest", "{version}");
        let reason = "invalid reference to middleware other-deny@kubernetescrd: when allowCrossNamespace is disabled, \
                      @kubernetescrd references are disallowed";
        assert_eq!(dropped(&world), reason);
    }
}

#[test]
fn a_middleware_of_another_namespace_is_refused_in_other_words_since_3_7_1() {
    // [crd_middleware_other_namespace]
    let text = GUARD.to_owned() + &guarded("middlewares = [\"other/deny\"]");
    let (old, new) = (at("3.7.0", &text), at("3.7.1", &text));
    assert_eq!((plain(&old), plain(&new)), ("rest".to_owned(), "rest".to_owned()));
    assert_eq!(dropped(&old), "middleware other/deny is not in the IngressRouteTCP namespace default");
    let reason =
        "invalid reference to middleware deny: allowCrossNamespace is disabled, cross-namespace are disallowed";
    assert_eq!(dropped(&new), reason);
}

#[test]
fn options_of_another_provider_are_refused_without_cross_namespace_before_3_7_1() {
    // [crd_options_foreign_no_cross]
    let text = route("r", "HostSNI(`x.test`)", "tls = { options = \"strict@file\" }")
        + &route("rest", "HostSNI(`*`)", TERMINATE);
    let (old, new) = (at("3.7.0", &text), at("3.7.1", &text));
    assert_eq!((named(&old, "x.test"), named(&new, "x.test")), ("rest".to_owned(), "r".to_owned()));
    assert_eq!(dropped(&old), "TLSOption /strict@file is not in the IngressRouteTCP namespace default");
    let allowed = with("3.7.0", &text, |traefik| traefik.allow_cross_namespace = true);
    assert_eq!(named(&allowed, "x.test"), "r");
}

#[test]
fn options_whose_name_has_a_dot_work_before_3_7_1_alone() {
    // [crd_tlsoption_dotted_name]
    let text = "[tls_options.\"a.b\"]\nmin_version = \"VersionTLS12\"\n".to_owned()
        + &route("r", "HostSNI(`x.test`)", "tls = { options = \"a.b\" }");
    assert_eq!(named(&at("3.7.0", &text), "x.test"), "r");
    let new = at("3.7.1", &text);
    assert_eq!(named(&new, "x.test"), "closed: broken-tls-options");
    assert_eq!(dropped(&new), "unknown TLS options: default-a-b@kubernetescrd");
}
