use super::topic::{Change, Evidence, Topic, When, topic, v2, v3};

topic! { "First bytes, ClientHello and PostgreSQL" after super::rules::END;
    ACME_NEEDS_RESOLVER, "acme-needs-resolver", "A client that offers `acme-tls/1`", Since [v2(9), v3(1, 3)],
        "Traefik takes it itself, before any TCP router: alert `unrecognized_name`"
            => "TCP routers get it, unless a certificate resolver has `tlsChallenge` and the entry point no `allowACMEByPass`",
        Evidence::Observed("3.0.4", "3.2.0");
    SHORT_TEXT_WAITS, "short-text-waits", "Fewer than 14 bytes of text that no plain router takes", Since [v3(4, 2)],
        "`400 Bad Request` at once" => "silence until `readTimeout`",
        Evidence::Observed("3.4.1", "3.4.3");
    OVERLONG_RECORD_CLOSED, "overlong-record-closed", "A TLS record that announces more than 18432 bytes",
        Since [v2(38), v3(6, 9)],
        "it goes to the TLS catch-all" => "it is closed at once",
        Evidence::Observed("3.6.8", "3.6.9");
    UNFINISHED_HELLO_CLOSED, "unfinished-hello-closed", "Half a ClientHello, then silence", Since [v2(38), v3(6, 9)],
        "at `readTimeout` the catch-all gets what came: with TLS from 5 bytes on, plain before"
            => "it is closed at `readTimeout`",
        Evidence::Observed("3.6.8", "3.6.9");
    FRAGMENTED_HELLO_READ, "fragmented-hello-read", "A ClientHello in several TLS records", Since [v2(41), v3(6, 11)],
        "it has no server name and no ALPN to Traefik, so it goes past the router of its name"
            => "it is routed by its server name",
        Evidence::Observed("3.6.10", "3.6.11");
    UNREADABLE_HELLO_CLOSED, "unreadable-hello-closed", "A ClientHello that Go refuses, as one whose name ends in a dot",
        Since [v2(41), v3(6, 11)],
        "it is TLS without a server name: a passthrough catch-all forwards it, a terminating one dials first"
            => "it is closed, and no server is dialled",
        Evidence::Observed("3.6.10", "3.6.11");
    ACME_STALL_CUT, "acme-stall-cut", "An ACME handshake that stalls", Since [v3(6, 7)],
        "it stays open" => "it is cut after 2 s",
        Evidence::Read("pkg/server/router/tcp/router.go");
    POSTGRES_STARTTLS, "postgres-starttls", "PostgreSQL's SSLRequest", Since [v3(0, 0)],
        "a plain connection like any other" => "Traefik grants it itself, and asks the routers with TLS",
        Evidence::Read("pkg/server/router/tcp/postgres.go");
    POSTGRES_DEADLINE_OFF, "postgres-deadline-off", "A PostgreSQL session after STARTTLS", Since [v3(0, 1)],
        "it is cut after `readTimeout`" => "it stays open",
        Evidence::Read("pkg/server/router/tcp/postgres.go");
    POSTGRES_SILENCE_CUT, "postgres-silence-cut", "Silence after Traefik granted the SSLRequest", Since [v3(6, 8)],
        "it stays open without limit" => "it is closed at `readTimeout`",
        Evidence::Observed("3.6.7", "3.6.8");
    POSTGRES_BROKEN, "postgres-broken", "PostgreSQL's SSLRequest in 3.6.11", Only [v3(6, 11)],
        "Traefik grants it" => "every client that sends it is closed",
        Evidence::Observed("3.6.10", "3.6.12");
    HTTPS_UNDERSCORE_HOSTS, "https-underscore-hosts", "An underscore in the `Host` of an HTTPS router", Since [v2(22), v3(3, 5)],
        "the host is not listed: its clients go to the TCP catch-all" => "HTTPS comes first",
        Evidence::Observed("3.3.4", "3.3.5");
    HTTPS_WILDCARD_HOSTS, "https-wildcard-hosts", "A wildcard in the `Host` of an HTTPS router", Since [v3(7, 0)],
        "the host is not listed: its clients go to the TCP routers" => "HTTPS comes first",
        Evidence::Observed("3.6.15", "3.7.0");
    HTTPS_STAR_SERVES, "https-star-serves", "``Host(`*`)`` of an HTTPS router", Since [v3(7, 7)],
        "it takes TLS before the TCP catch-all and answers 404" => "it serves every host",
        Evidence::Observed("3.7.6", "3.7.9");
    GATEWAY_DENIES_UNKNOWN_HOSTS, "gateway-denies-unknown-hosts", "The Gateway provider with any TLSRoute", Since [v3(7, 0)],
        "nothing" => "a router closes TLS clients that a catch-all of the CRD provider would get, on every default entry point",
        Evidence::Observed("3.6.15", "3.7.0");
}
