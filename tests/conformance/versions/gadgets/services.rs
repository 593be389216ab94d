//! Services and the way to their servers.

use super::Gadget;

/// All of these.
pub const GADGETS: &[Gadget] = &[
    Gadget {
        row: "negative-weight",
        make: |place| {
            let more = "services = [{ name = \"s1\", port = 1, weight = -2 }, { name = \"s2\", port = 1, weight = 3 }]";
            place.plain_route("", more)
        },
    },
    Gadget {
        row: "proxy-and-transport",
        make: |place| {
            let head = "[servers_transports.dialer]\ndial_timeout = \"5s\"\n";
            let more = "service = { name = \"s1\", port = 1, servers_transport = \"dialer\", proxy_protocol = 1 }";
            place.plain_route(head, more)
        },
    },
    Gadget {
        row: "transport-proxy",
        make: |place| {
            let head = "[servers_transports.announcer]\nproxy_protocol = 2\n";
            place.plain_route(head, "service = { name = \"s1\", port = 1, servers_transport = \"announcer\" }")
        },
    },
    Gadget {
        row: "proxy-version-9",
        make: |place| place.plain_route("", "service = { name = \"s1\", port = 1, proxy_protocol = 9 }"),
    },
    Gadget {
        row: "unknown-transport",
        make: |place| place.plain_route("", "service = { name = \"s1\", port = 1, servers_transport = \"nowhere\" }"),
    },
    Gadget {
        row: "service-tls",
        make: |place| place.plain_route("", "service = { name = \"s1\", port = 1, tls = true }"),
    },
];
