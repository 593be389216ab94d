//! The real Traefik on the tests' Kubernetes API server.

use crate::support;

use support::certificate::Certificate;
use support::kube_api::Applied;
use support::{Backend, Client, Deed, EntryPoint, KubeApi, KubernetesFlags, Speaks, StaticConfig, Traefik, Via};

/// Services of type `ExternalName` reach backends on loopback, which endpoint slices may not.
const EXTERNAL: KubernetesFlags = KubernetesFlags {
    allow_external_name_services: true,
    allow_cross_namespace: false,
    allow_empty_services: false,
    safe_naming: false,
    ingress_class: None,
};

fn start(kube: &KubeApi, flags: KubernetesFlags) -> Traefik {
    let config = StaticConfig::new().entry_point(EntryPoint::new("postgresql"));
    Traefik::start_with_kubernetes(&config, kube, flags)
}

fn service(backend: &Backend) -> String {
    let (name, port) = (backend.name(), backend.address().port());
    format!(
        "apiVersion: v1
kind: Service
metadata: {{ name: {name} }}
spec: {{ type: ExternalName, externalName: 127.0.0.1, ports: [{{ name: p, port: {port} }}] }}
---
"
    )
}

/// An `IngressRouteTCP` with one rule; `more` are lines of its spec.
fn route(name: &str, rule: &str, middlewares: &str, backend: &Backend, more: &str) -> String {
    let (service, port) = (backend.name(), backend.address().port());
    format!(
        "apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: {{ name: {name} }}
spec:
  entryPoints: [postgresql]
  routes:
    - match: {rule}
      middlewares: [{middlewares}]
      services: [{{ name: {service}, port: {port} }}]
{more}---
"
    )
}

fn allow_list(namespace: &str, range: &str) -> String {
    format!(
        "apiVersion: traefik.io/v1alpha1
kind: MiddlewareTCP
metadata: {{ name: db-allowlist, namespace: {namespace} }}
spec: {{ ipAllowList: {{ sourceRange: [{range}] }} }}
---
"
    )
}

#[test]
fn a_route_reaches_its_service() {
    let postgres = Backend::start("postgres", Speaks::First);
    let kube = KubeApi::start();
    kube.apply(&(service(&postgres) + &route("postgres-route", "HostSNI(`*`)", "", &postgres, "")));
    let traefik = start(&kube, EXTERNAL);
    let router = traefik.router("default-postgres-route-673acf455cb2dab0b43a@kubernetescrd");
    assert_eq!((router.status.as_str(), router.priority), ("enabled", -1));
    assert_eq!(traefik.routers().len(), 1);
    let deed = Client::to(traefik.address("postgresql")).silent().deed();
    assert_eq!(deed, Deed::backend("postgres", Via::Plain));
}

#[test]
fn safe_naming_counts_the_routes_instead() {
    let postgres = Backend::start("postgres", Speaks::First);
    let kube = KubeApi::start();
    kube.apply(&(service(&postgres) + &route("postgres-route", "HostSNI(`*`)", "", &postgres, "")));
    let traefik = start(&kube, KubernetesFlags { safe_naming: true, ..EXTERNAL });
    assert_eq!(traefik.router("default_postgres-route_0@kubernetescrd").status, "enabled");
}

#[test]
fn a_host_name_without_tls_disables_the_router() {
    let backend = Backend::start("b", Speaks::Second);
    let kube = KubeApi::start();
    kube.apply(&(service(&backend) + &route("r", "HostSNI(`tcp-example.com`)", "", &backend, "")));
    let traefik = start(&kube, EXTERNAL);
    let routers = traefik.routers();
    assert_eq!(routers.len(), 1);
    assert_eq!(routers[0].status, "disabled");
    let error = "invalid rule: \"HostSNI(`tcp-example.com`)\" , has HostSNI matcher, but no TLS on router";
    assert_eq!(routers[0].error, [error]);
    assert_eq!(Client::to(traefik.address("postgresql")).deed(), Deed::http(404));
}

#[test]
fn external_names_have_to_be_allowed() {
    let backend = Backend::start("b", Speaks::Second);
    let kube = KubeApi::start();
    kube.apply(&(service(&backend) + &route("r", "HostSNI(`*`)", "", &backend, "")));
    let traefik = start(&kube, KubernetesFlags::default());
    let routers = traefik.routers();
    assert_eq!((routers.len(), routers[0].status.as_str()), (1, "disabled"));
    assert!(routers[0].error[0].ends_with("does not exist"), "{:?}", routers[0].error);
}

#[test]
fn a_change_is_in_force_when_sync_returns() {
    let (one, two) = (Backend::start("one", Speaks::Second), Backend::start("two", Speaks::Second));
    let kube = KubeApi::start();
    kube.apply(&(service(&one) + &service(&two) + &allow_list("default", "127.0.0.1")));
    let traefik = start(&kube, EXTERNAL);
    let client = Client::to(traefik.address("postgresql"));
    assert_eq!(client.deed(), Deed::http(404));
    for round in 0..10 {
        let target = if round % 2 == 0 { &one } else { &two };
        let applied = kube.apply(&route("r", "HostSNI(`*`)", "{ name: db-allowlist }", target, ""));
        assert_eq!(applied, [if round == 0 { Applied::Created } else { Applied::Updated }]);
        traefik.sync(&kube);
        assert_eq!(client.deed(), Deed::backend(target.name(), Via::Plain), "round {round}");
        assert_eq!(client.clone().from("127.0.0.2").deed(), Deed::Closed, "round {round}");
    }
    assert_eq!(traefik.middlewares()[0].name, "default-db-allowlist@kubernetescrd");
    assert!(kube.delete("MiddlewareTCP", "default", "db-allowlist"));
    traefik.sync(&kube);
    let error = "middleware \"default-db-allowlist@kubernetescrd\" does not exist";
    assert_eq!(traefik.routers()[0].error, [error]);
    assert!(kube.delete("IngressRouteTCP", "default", "r"));
    traefik.sync(&kube);
    assert_eq!(traefik.routers().len(), 0);
}

#[test]
fn other_namespaces_have_to_be_allowed() {
    let backend = Backend::start("b", Speaks::Second);
    let kube = KubeApi::start();
    let guarded = route("r", "HostSNI(`*`)", "{ name: db-allowlist, namespace: ops }", &backend, "");
    kube.apply(&(service(&backend) + &allow_list("ops", "127.0.0.1") + &guarded));
    assert_eq!(start(&kube, EXTERNAL).routers().len(), 0);
    let traefik = start(&kube, KubernetesFlags { allow_cross_namespace: true, ..EXTERNAL });
    assert_eq!(traefik.routers()[0].middlewares, ["ops-db-allowlist@kubernetescrd"]);
    assert_eq!(Client::to(traefik.address("postgresql")).deed(), Deed::backend("b", Via::Plain));
}

#[test]
fn termination_takes_its_certificate_from_a_secret() {
    let backend = Backend::start("b", Speaks::Second);
    let certificate = Certificate::for_names(&["pg.test"]);
    let kube = KubeApi::start();
    let data = serde_json::json!({ "tls.crt": certificate.pem(), "tls.key": certificate.key_pem() });
    let metadata = serde_json::json!({ "name": "pg-cert" });
    kube.apply_object(serde_json::json!({
        "apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls", "metadata": metadata, "stringData": data,
    }));
    let options = "apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata: { name: old }
spec: { maxVersion: VersionTLS12, alpnProtocols: [postgresql] }
---
";
    let tls = "  tls: { secretName: pg-cert, options: { name: old } }\n";
    kube.apply(&(service(&backend) + options + &route("r", "HostSNI(`pg.test`)", "", &backend, tls)));
    let traefik = start(&kube, EXTERNAL);
    let observed = Client::to(traefik.address("postgresql")).tls("pg.test").alpn(&["postgresql"]).observe();
    assert_eq!(observed.deed, Deed::backend("b", Via::Terminated));
    assert_eq!(observed.certificate.as_deref(), Some(&*certificate.der()));
    assert_eq!(observed.alpn.as_deref(), Some("postgresql"));
}
