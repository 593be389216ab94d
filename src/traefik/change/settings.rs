use super::topic::{Change, Evidence, Topic, When, topic, v2, v3};

topic! { "Static configuration" after super::provider::END;
    AS_DEFAULT, "as-default", "`entryPoints.NAME.asDefault`", Since [v3(0, 0)],
        "routers without entry points go to all TCP entry points" => "they go to the default ones alone",
        Evidence::Read("pkg/config/static/entrypoints.go");
    ACME_BYPASS, "acme-bypass", "`entryPoints.NAME.allowACMEByPass`", Since [v2(9), v3(1, 3)],
        "unknown: Traefik does not start" => "TCP routers get `acme-tls/1`",
        Evidence::Observed("3.0.4", "3.2.0");
    CLUSTER_SCOPE_SWITCH, "cluster-scope-switch", "`disableClusterScopeResources`", Since [v3(1, 2)],
        "unknown: Traefik does not start" => "Traefik does without nodes and ingress classes",
        Evidence::Read("pkg/provider/kubernetes/crd/kubernetes.go");
    SAFE_NAMING, "safe-naming", "`safeNaming`", Since [v3(7, 12)],
        "unknown: Traefik does not start" => "names of objects that differ never collide",
        Evidence::Observed("3.7.10", "3.7.12");
    DEFAULT_TLS_NAMESPACE, "default-tls-namespace", "`defaultTLSResourcesNamespace`", Since [v3(7, 12)],
        "unknown: Traefik does not start" => "of several TLSOptions named `default`, that of this namespace counts",
        Evidence::Observed("3.7.10", "3.7.12");
    STRICT_TLS_OPTIONS, "strict-tls-options", "`core.strictTLSOptions`", Since [v3(7, 12)],
        "unknown: Traefik does not start" => "HTTPS routers of one host with different options keep them",
        Evidence::Observed("3.7.10", "3.7.12");
}
