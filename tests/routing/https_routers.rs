//! HTTPS routers of manifests beside TCP routes: hosts come first, a silent client waits, and the checks know.

use tcpgen::routing::{Cause, Connection};
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Compilation, Options, compile};

use super::world::ip;

const TCP: &str = "---\napiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: { name: pg }\nspec:\n  \
    entryPoints: [shared]\n  tls: { passthrough: true }\n  routes:\n  \
    - match: HostSNI(`x.test`)\n    services: [{ name: pg, port: 1 }]\n  \
    - match: HostSNI(`*`)\n    services: [{ name: pg, port: 1 }]\n";

fn together(facts: &str, manifests: &str) -> Compilation {
    let mut sources = Sources::single("tcpgen.toml", facts);
    sources.add(SourceFile::new("m.yaml", format!("{manifests}{TCP}")));
    compile(&sources, &Options::default())
}

fn ingress_route(entry_points: &str, rule: &str) -> String {
    format!(
        "---\napiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: {{ name: app }}\nspec:\n  {entry_points}\n  \
         tls: {{}}\n  routes:\n  - match: {rule}\n    kind: Rule\n    services: [{{ name: app, port: 80 }}]\n"
    )
}

fn cause(compilation: &Compilation, sni: &str) -> Cause {
    compilation.table.decide(&Connection::tls("shared", ip("127.0.0.1"), sni)).cause
}

#[test]
fn an_ingress_route_takes_its_hosts_before_any_tcp_route() {
    let rule = "Host(`X.test`) && PathPrefix(`/api`)";
    for entry_points in ["entryPoints: [shared, other]", "priority: 1"] {
        let found = together("", &ingress_route(entry_points, rule));
        assert_eq!((cause(&found, "x.test"), cause(&found, "y.test")), (Cause::HttpsRouter, Cause::Forwarded));
        let codes: Vec<_> = found.diagnostics.iter().map(|found| found.code.name).collect();
        assert!(codes.contains(&"shadowed-by-https"), "{codes:?}");
    }
    let elsewhere = together("", &ingress_route("entryPoints: [other]", rule));
    assert_eq!(cause(&elsewhere, "x.test"), Cause::Forwarded);
}

#[test]
fn an_ingress_route_without_a_host_comes_before_catch_alls_alone() {
    for rule in ["PathPrefix(`/`)", "HostRegexp(`^x\\.test$`)"] {
        let found = together("", &ingress_route("entryPoints: [shared]", rule));
        assert_eq!(
            (cause(&found, "x.test"), cause(&found, "y.test")),
            (Cause::Forwarded, Cause::HttpsRouter),
            "{rule}"
        );
    }
    let no_rule = together("", &ingress_route("entryPoints: [shared]", "Host("));
    assert_eq!(cause(&no_rule, "y.test"), Cause::Forwarded);
}

#[test]
fn an_ingress_route_of_another_class_or_without_tls_changes_nothing() {
    let of_class = ingress_route("entryPoints: [shared]", "Host(`x.test`)")
        .replace("name: app }\nspec", "name: app, annotations: { kubernetes.io/ingress.class: nginx } }\nspec");
    assert_eq!(cause(&together("", &of_class), "x.test"), Cause::Forwarded);
    let plain = ingress_route("entryPoints: [shared]", "Host(`x.test`)").replace("  tls: {}\n", "");
    assert_eq!(cause(&together("", &plain), "x.test"), Cause::Forwarded);
}

#[test]
fn an_entry_point_that_is_not_a_default_one_has_no_router_that_names_none() {
    let facts = "[entry_points]\nshared = 1\nweb = { port = 2, as_default = true }\n";
    let found = together(facts, &ingress_route("priority: 1", "Host(`x.test`)"));
    assert_eq!(cause(&found, "x.test"), Cause::Forwarded);
}

#[test]
fn an_ingress_counts_where_its_annotations_ask_for_tls() {
    let ingress = |tls: &str, host: &str| {
        format!(
            "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: app\n  annotations:\n    \
             traefik.ingress.kubernetes.io/router.tls: \"{tls}\"\n    \
             traefik.ingress.kubernetes.io/router.entrypoints: other, shared\nspec:\n  rules:\n  - host: {host:?}\n"
        )
    };
    let causes = |manifest: &str| ["x.test", "y.test"].map(|sni| cause(&together("", manifest), sni));
    assert_eq!(causes(&ingress("true", "x.test")), [Cause::HttpsRouter, Cause::Forwarded]);
    assert_eq!(causes(&ingress("true", "*.test")), [Cause::Forwarded, Cause::HttpsRouter]);
    assert_eq!(causes(&ingress("false", "x.test")), [Cause::Forwarded, Cause::Forwarded]);
}
