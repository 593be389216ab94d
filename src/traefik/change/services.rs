use super::topic::{Change, Evidence, Topic, When, topic, v2, v3};

topic! { "Services and servers" after super::tls::END;
    SERVICE_TLS, "service-tls", "`tls: true` of a service of an IngressRouteTCP", Since [v3(2, 4)],
        "ignored: the server gets plain TCP" => "Traefik opens TLS to the server",
        Evidence::Observed("3.2.3", "3.3.4");
    TRANSPORT_DECIDES_PROXY_PROTOCOL, "transport-decides-proxy-protocol",
        "`proxyProtocol` of a service that names a servers transport", Since [v3(5, 2)],
        "the header is sent, inside TLS where there is any" => "ignored: the transport's counts",
        Evidence::Observed("3.5.1", "3.5.3");
    TRANSPORT_PROXY_PROTOCOL, "transport-proxy-protocol", "`proxyProtocol` of a servers transport", Since [v3(5, 2)],
        "unknown: the CRD drops it, the file provider rejects its whole file" => "the header is sent in the clear, before TLS",
        Evidence::Observed("3.5.1", "3.5.3");
    PROXY_HEADER_OF_TRAEFIK, "proxy-header-of-traefik", "Addresses in the PROXY protocol header in 3.5.2", Only [v3(5, 2)],
        "the client's" => "those of Traefik's own connection to the server",
        Evidence::Read("pkg/tcp/dialer.go");
    PROXY_VERSION_DISABLES, "proxy-version-disables", "A version of the PROXY protocol other than 1 and 2", Since [v3(5, 2)],
        "the router is enabled, and its connections are closed" => "the router is disabled: the next one gets its connections",
        Evidence::Observed("3.5.1", "3.5.3");
    MISSING_TRANSPORT_WORDS, "missing-transport-words", "What is reported of a servers transport that does not exist", Since [v3(5, 2)],
        "`TCP dialer not found NAME`" => "`no transport configuration found for \"NAME\"`",
        Evidence::Observed("3.5.1", "3.5.3");
    ROOT_CAS_REFUSED, "root-cas-refused", "`tls.rootCAs` of a servers transport with the CRDs of 3.4.0", Only [v3(4, 0)],
        "each entry has either `secret` or `configMap`"
            => "a validation rule is upside down: the API server refuses every entry with one of the two",
        Evidence::Read("docs/content/reference/dynamic-configuration/traefik.io_serverstransporttcps.yaml");
    HEALTH_CHECKS, "health-checks", "`healthCheck` of a TCP service", Since [v3(6, 0)],
        "unknown: the file provider rejects its whole file" => "dead servers get no connections",
        Evidence::Observed("3.5.3", "3.6.0");
    ANY_URI_SAN, "any-uri-san", "`peerCertURI` of a servers transport", Since [v2(36), v3(6, 8)],
        "only the first URI of the certificate counts, without its host" => "any of its URIs, compared whole",
        Evidence::Read("pkg/tls/certificate.go");
    NEGATIVE_WEIGHT_DISABLES, "negative-weight-disables", "A negative weight", Since [v3(7, 12)],
        "the router is enabled: with one service connections hang and a core spins for ever"
            => "the router is disabled: the next one gets its connections",
        Evidence::Observed("3.7.10", "3.7.12");
    CHILD_FAULT_SHOWN, "child-fault-shown", "A weighted service with a child that cannot be built", Since [v3(7, 12)],
        "the router is disabled, the weighted service is shown as enabled" => "the service is disabled too",
        Evidence::Observed("3.7.10", "3.7.12");
}
