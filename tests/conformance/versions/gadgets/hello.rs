//! First bytes: hellos, ACME, PostgreSQL.

use super::{Gadget, Parts};

/// All of these.
pub const GADGETS: &[Gadget] = &[
    Gadget {
        row: "short-text",
        make: |place| {
            let host = place.host();
            // `HELLO` and a line feed.
            place.host_route(&host, "", &["hex:48454c4c4f0a"])
        },
    },
    Gadget {
        row: "hello-oversized",
        make: |place| {
            place.entry_point = "q";
            let tls = place.tls();
            let route = place.route("HostSNI(`*`)", tls);
            Parts { routes: vec![route], attempts: vec![place.attempt("hex:16ffffffffffffffff")], ..Parts::default() }
        },
    },
    Gadget {
        row: "postgres-late-hello",
        make: |place| {
            place.entry_point = "q";
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} postgres pause:900"), "postgres silent"])
        },
    },
    Gadget {
        row: "hello-records",
        make: |place| {
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} records:40")])
        },
    },
    Gadget {
        row: "hello-segments",
        make: |place| {
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} segments:30")])
        },
    },
    Gadget {
        row: "hello-undecodable",
        make: |place| {
            let clients = [place.attempt("raw:a.test."), place.attempt("raw:")];
            let tls = place.tls();
            let route = place.route("HostSNI(`*`)", tls);
            Parts { routes: vec![route], attempts: clients.to_vec(), ..Parts::default() }
        },
    },
    Gadget {
        row: "hello-unfinished",
        make: |place| {
            place.entry_point = "q";
            let tls = place.tls();
            let route = place.route("HostSNI(`*`)", tls);
            Parts { routes: vec![route], attempts: vec![place.attempt("hex:1603010200")], ..Parts::default() }
        },
    },
    Gadget {
        row: "acme-alpn",
        make: |place| {
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} alpn:acme-tls/1")])
        },
    },
    Gadget {
        row: "postgres",
        make: |place| {
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} postgres"), "tls:other.example postgres"])
        },
    },
];
