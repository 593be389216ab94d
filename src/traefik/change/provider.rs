use super::topic::{Change, Evidence, Topic, When, topic, v2, v3};

topic! { "The Kubernetes CRD provider" after super::services::END;
    NODE_PORT_LB, "node-port-lb", "`nodePortLB` of a service", Since [v3(1, 0)],
        "ignored: Traefik looks up Endpoints" => "connections go to the nodes' addresses",
        Evidence::Observed("3.0.4", "3.2.0");
    ENDPOINT_SLICES, "endpoint-slices", "Where Traefik finds servers", Since [v3(1, 0)],
        "Endpoints" => "EndpointSlices: those that are ready, each address once",
        Evidence::Observed("3.0.4", "3.2.0");
    INGRESS_CLASS_FIELD, "ingress-class-field", "`spec.ingressClassName`", Since [v3(7, 0)],
        "unknown: the annotation alone counts" => "it wins over the annotation, even when it is empty",
        Evidence::Observed("3.6.15", "3.7.0");
    PARTIAL_TLS_STORE, "partial-tls-store", "A TLSStore that names a secret which does not exist", Since [v3(7, 0)],
        "the whole store is lost, its default certificate too" => "the rest of it is used",
        Evidence::Observed("3.6.15", "3.7.0");
    OPTION_NAMES_NORMALIZED, "option-names-normalized", "TLS options whose name has a dot or two hyphens in a row",
        Since [v2(46), v3(6, 17), v3(7, 1)],
        "they work" => "references are normalized, the options are not: unknown, and their routers close connections",
        Evidence::Observed("3.7.0", "3.7.1");
    FOREIGN_OPTIONS_ALLOWED, "foreign-options-allowed",
        "TLS options of another provider, as `x@file`, without `allowCrossNamespace`", Since [v2(46), v3(6, 17), v3(7, 1)],
        "the route is dropped" => "they work",
        Evidence::Observed("3.7.0", "3.7.1");
    QUALIFIED_NAMES_REFUSED, "qualified-names-refused",
        "A middleware named `other-name@kubernetescrd` without `allowCrossNamespace`", Since [v2(46), v3(6, 17), v3(7, 1)],
        "it works across namespaces" => "the route is dropped: the next one gets its connections",
        Evidence::Observed("3.7.0", "3.7.1");
    CROSS_PROVIDER_NAMESPACES, "cross-provider-namespaces", "`crossProviderNamespaces`", Since [v2(46), v3(6, 17), v3(7, 1)],
        "unknown: Traefik does not start" => "routes of other namespaces that refer to another provider are dropped",
        Evidence::Observed("3.7.0", "3.7.1");
    CROSS_PROVIDER_TRANSPORTS, "cross-provider-transports", "`crossProviderNamespaces` and servers transports",
        Since [v3(6, 23), v3(7, 7)],
        "not checked" => "the service is skipped",
        Evidence::Observed("3.7.6", "3.7.9");
    UNNAMED_PORTS_SKIPPED, "unnamed-ports-skipped", "A port without a name in an EndpointSlice", Since [v3(6, 23), v3(7, 7)],
        "the provider panics" => "the port is skipped",
        Evidence::Read("pkg/provider/kubernetes/crd/kubernetes_tcp.go");
    SLICES_SORTED, "slices-sorted", "The order of EndpointSlices", Since [v3(6, 22), v3(7, 6)],
        "as listed" => "sorted",
        Evidence::Read("pkg/provider/kubernetes/crd/kubernetes_tcp.go");
}
