use tcpgen::routing::Environment;

use super::{at, named, plain, with};
use crate::routing::world::{TERMINATE, World, route};

fn only_other(traefik: &mut Environment) {
    traefik.cross_provider_namespaces = Some(["other".into()].into());
}

fn safe(traefik: &mut Environment) {
    traefik.safe_naming = true;
}

#[test]
fn other_providers_are_for_the_namespaces_that_are_listed() {
    // [crd_cross_provider_namespaces_other]
    let middleware = route("r", "ClientIP(`127.0.0.1`)", "middlewares = [\"lim@file\"]");
    let transport = "[routes.r]\nentry_points = [\"a\"]\nmatch = \"ClientIP(`127.0.0.1`)\"\n\
                     service = { name = \"r\", port = 1, servers_transport = \"st@file\" }\n";
    let rest = route("rest", "HostSNI(`*`)", "");
    let (middleware, transport) = (middleware + &rest, transport.to_owned() + &rest);
    let deeds = |version: &str, text: &str| plain(&with(version, text, only_other));
    assert_eq!((deeds("3.7.0", &middleware), deeds("3.7.1", &middleware)), ("r".to_owned(), "rest".to_owned()));
    assert_eq!((deeds("3.7.6", &transport), deeds("3.7.9", &transport)), ("r".to_owned(), "rest".to_owned()));
    let world = with("3.7.9", &transport, only_other);
    let (status, errors) = world.status("r");
    let missing = "the service \"default-r-052cc28962456c821181@kubernetescrd\" does not exist".to_owned();
    assert_eq!((status, errors), ("disabled", vec![missing]));
    let unlisted = "serversTransport \"st@file\" reference is not allowed: namespace \"default\" is not in \
                    crossProviderNamespaces";
    assert_eq!(world.router("r").skipped_services[0].traefik, unlisted);
}

#[test]
fn safe_names_are_those_of_objects_and_the_places_of_their_rules() {
    // [crd_safe_naming]
    let text = "[tls_options.\"a.b\"]\nmin_version = \"VersionTLS12\"\n".to_owned()
        + &route("r", "HostSNI(`x.test`)", "tls = { options = \"a.b\" }");
    let world = with("3.7.12", &text, safe);
    assert_eq!(world.router("r").name(), "default_r_0@kubernetescrd");
    assert_eq!(named(&world, "x.test"), "r");
    // Traefik does not know the setting before.
    assert_eq!(at("3.7.15", &text).router("r").name(), "default-r-ab478a49dbdd8b5effaf@kubernetescrd");
}

#[test]
fn safe_names_of_services_tell_what_they_are() {
    // [crd_safe_naming], and what 3.7.15 was seen to call services that it did not load.
    let to = |name: &str, services: &str| {
        format!("[routes.{name}]\nentry_points = [\"a\"]\nmatch = \"HostSNI(`*`)\"\nservices = [{services}]\n")
    };
    let (own, lost) = ("{ name = \"s\", port = 1 }", "{ name = \"s\", namespace = \"other\", port = 1 }");
    let text = to("one", own) + &to("two", &format!("{own}, {lost}")) + &to("none", &format!("{lost}, {lost}"));
    let named = |world: &World| ["one", "two", "none"].map(|name| world.router(name).service());
    assert_eq!(named(&with("3.7.15", &text, safe)), ["default_one_0_lb", "default_two_0_wrr", "default_none_0"]);
    let world = with("3.7.15", &text, safe);
    let error = "the service \"default_none_0@kubernetescrd\" does not exist".to_owned();
    assert_eq!(world.status("none"), ("disabled", vec![error]));
    let legacy = at("3.7.15", &text);
    assert_eq!(format!("{}@kubernetescrd", legacy.router("one").service()), legacy.router("one").name().as_str());
}

/// One rule twice in one object: with one service, and then with `second`.
fn repeated(second: &str) -> String {
    let rule = "match = \"HostSNI(`*`)\"";
    format!(
        "[routes.r]\nentry_points = [\"a\"]\nrules = [\n  {{ {rule}, priority = 9, services = [{{ name = \"s\", port = 1 }}] }},\n  \
         {{ {rule}, services = {second} }},\n]\n"
    )
}

#[test]
fn safe_names_let_both_routes_of_one_rule_live() {
    // [crd_safe_naming_repeated_rule], [crd_repeated_rule]
    let text = repeated("[{ name = \"s\", port = 1 }, { name = \"t\", port = 1 }]");
    let (legacy, safe) = (at("3.7.15", &text), with("3.7.15", &text, safe));
    assert_eq!(plain(&legacy), "http");
    assert!(legacy.plain("127.0.0.1").message.contains("Traefik serves no Kubernetes object at all"));
    assert_eq!(plain(&safe), "s");
    let statuses: Vec<_> = safe.table.routers().iter().map(|router| router.status.name()).collect();
    assert_eq!(statuses, ["enabled", "enabled"]);
}

#[test]
fn without_safe_names_the_later_route_of_one_rule_lives_alone() {
    let text = repeated("[{ name = \"t\", port = 1 }]");
    assert_eq!((plain(&at("3.7.15", &text)), plain(&with("3.7.15", &text, safe))), ("t".to_owned(), "s".to_owned()));
}

#[test]
fn safe_names_change_what_a_middleware_is_called_by() {
    let text = |name: &str| {
        "[middlewares.m]\nip_allow_list = [\"10.9.9.9/32\"]\n".to_owned()
            + &route("r", "HostSNI(`*`)", &format!("middlewares = [\"{name}@kubernetescrd\"]"))
    };
    let all = |traefik: &mut Environment| traefik.allow_cross_namespace = true;
    let both = |traefik: &mut Environment| (all(traefik), safe(traefik));
    let deed = |name: &str, set: &dyn Fn(&mut Environment)| plain(&with("3.7.15", &text(name), set));
    assert_eq!(deed("default-m", &all), "closed: denied-by-middleware");
    assert_eq!(deed("default_m", &all), "http");
    assert_eq!(
        deed("default_m", &|traefik| {
            both(traefik);
        }),
        "closed: denied-by-middleware"
    );
    assert_eq!(
        deed("default-m", &|traefik| {
            both(traefik);
        }),
        "http"
    );
}

#[test]
fn of_two_default_options_that_of_the_chosen_namespace_counts() {
    // [crd_two_default_tlsoptions], [crd_default_tls_namespace]
    let text = "[tls_options.\"default/default\"]\nalpn_protocols = [\"foo\"]\n\
                [tls_options.\"other/default\"]\nalpn_protocols = [\"bar\"]\n"
        .to_owned()
        + &route("r", "HostSNI(`x.test`)", TERMINATE);
    let deeds = |world: &World| ["foo", "bar", "h2"].map(|alpn| world.alpn("x.test", &[alpn]).outcome.name());
    assert_eq!(deeds(&at("3.7.15", &text)), ["closed", "closed", "forwarded"]);
    let chosen = |version: &str| with(version, &text, |traefik| traefik.default_tls_namespace = Some("other".into()));
    assert_eq!(deeds(&chosen("3.7.10")), ["closed", "closed", "forwarded"]);
    assert_eq!(deeds(&chosen("3.7.12")), ["closed", "forwarded", "closed"]);
}
