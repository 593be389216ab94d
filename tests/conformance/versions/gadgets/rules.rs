//! Names, negation and the old syntax in rules.

use super::{Gadget, Parts};

/// All of these.
pub const GADGETS: &[Gadget] = &[
    Gadget {
        row: "host-wildcard",
        make: |place| {
            let host = place.host();
            let written = place.dice.pick(&["*.", "*.", "*.UP."]).to_owned() + &host;
            let host = written[2..].to_lowercase();
            place.host_route(&written, "", &[&format!("tls:x.{host}"), &format!("tls:y.x.{host}")])
        },
    },
    Gadget {
        row: "host-capitals",
        make: |place| {
            let host = place.host();
            place.host_route(&host.to_uppercase(), "", &[&format!("tls:{host}")])
        },
    },
    Gadget {
        row: "host-capitals-v2",
        make: |place| {
            let host = place.host();
            place.host_route(&host.to_uppercase(), "syntax = \"v2\"", &[&format!("tls:{host}")])
        },
    },
    Gadget {
        row: "host-underscore",
        make: |place| {
            let host = format!("g_{}", place.host());
            place.host_route(&host, "", &[&format!("tls:{host}")])
        },
    },
    Gadget {
        row: "host-underscore-v2",
        make: |place| {
            let host = format!("g_{}", place.host());
            place.host_route(&host, "syntax = \"v2\"", &[&format!("tls:{host}")])
        },
    },
    Gadget {
        row: "negated-host",
        make: |place| {
            let host = place.host();
            let rule = match place.dice.between(0, 2) {
                0 => format!("!HostSNI(`{host}`)"),
                1 => format!("!HostSNI(`*`) || HostSNI(`{host}`)"),
                _ => format!("!HostSNI(`{host}`) && HostSNI(`*`)"),
            };
            let route = place.route(&rule, "");
            Parts { routes: vec![route], attempts: vec![place.attempt("")], ..Parts::default() }
        },
    },
    Gadget {
        row: "rule-syntax-v2",
        make: |place| {
            let host = place.host();
            let tls = place.tls();
            let route = place.route(&format!("HostSNI(`{host}`, `other-{host}`)"), &format!("{tls}\nsyntax = \"v2\""));
            let attempts = vec![place.attempt(&format!("tls:other-{host}"))];
            Parts { routes: vec![route], attempts, ..Parts::default() }
        },
    },
];
