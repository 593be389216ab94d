//! TLS options of routers that end TLS, and HTTPS routers beside them.

use super::{Gadget, Parts};

/// All of these.
pub const GADGETS: &[Gadget] = &[
    Gadget {
        row: "session-tickets",
        make: |place| place.option_route("[tls_options.tickets]\ndisable_session_tickets = true\n", "tickets", &[""]),
    },
    Gadget {
        row: "curve-mlkem",
        make: |place| {
            let curve = place.dice.pick(&["X25519MLKEM768", "x25519mlkem768"]);
            let options = format!("[tls_options.mlkem]\ncurve_preferences = [\"{curve}\", \"CurveP256\"]\n");
            place.option_route(&options, "mlkem", &[""])
        },
    },
    Gadget {
        row: "curve-secp-mlkem",
        make: |place| {
            let curve = place.dice.pick(&["SecP256r1MLKEM768", "SecP384r1MLKEM1024"]);
            let options = format!("[tls_options.secp]\ncurve_preferences = [\"{curve}\", \"CurveP256\"]\n");
            place.option_route(&options, "secp", &[""])
        },
    },
    Gadget {
        row: "client-certificate-missing",
        make: |place| {
            let kind = place.dice.pick(&["RequireAnyClientCert", "RequireAnyClientCert", "RequestClientCert"]);
            let options = format!("[tls_options.auth]\nclient_auth = {{ client_auth_type = \"{kind}\" }}\n");
            place.option_route(&options, "auth", &["tls12", "", "cert"])
        },
    },
    Gadget {
        row: "empty-alpn",
        make: |place| {
            let objects = "apiVersion: traefik.io/v1alpha1\nkind: TLSOption\n\
                metadata: { name: silent, namespace: default }\nspec: { alpnProtocols: [] }\n---\n";
            let parts = place.option_route("", "silent", &["alpn:foo", "alpn:h2", ""]);
            Parts { objects: objects.to_owned(), ..parts }
        },
    },
    Gadget {
        row: "https-underscore",
        make: |place| {
            let host = format!("g_{}", place.host());
            place.https(&host, &[&format!("tls:{host}")])
        },
    },
    Gadget {
        row: "https-wildcard",
        make: |place| {
            let host = place.host();
            place.https(&format!("*.{host}"), &[&format!("tls:x.{host}"), &format!("tls:y.x.{host}")])
        },
    },
    Gadget {
        row: "option-dotted-name",
        make: |place| {
            let name = place.dice.pick(&["a.b", "a--b"]);
            let options = format!("[tls_options.\"{name}\"]\nmin_version = \"VersionTLS12\"\n");
            place.option_route(&options, name, &[""])
        },
    },
    Gadget { row: "option-at-file", make: |place| place.option_route("", "filed@file", &[""]) },
];
