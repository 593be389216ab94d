//! References to other objects, and the ingress class.

use super::Gadget;

/// All of these.
pub const GADGETS: &[Gadget] = &[
    Gadget { row: "cross-provider-namespaces", make: |place| place.plain_route("", "middlewares = [\"filed@file\"]") },
    Gadget {
        row: "middleware-at-crd",
        make: |place| place.plain_route("", "middlewares = [\"ops-remote@kubernetescrd\"]"),
    },
    Gadget { row: "middleware-other-namespace", make: |place| place.plain_route("", "middlewares = [\"ops/remote\"]") },
    Gadget {
        row: "ingress-class-field",
        make: |place| {
            let class = place.dice.pick(&["internal", "other", "traefik", ""]);
            let annotation = "annotations = { \"kubernetes.io/ingress.class\" = \"other\" }";
            let annotation = place.dice.pick(&["", "", annotation]);
            place.plain_route("", &format!("ingress_class_name = \"{class}\"\n{annotation}"))
        },
    },
];
