//! How to know that Traefik has seen what the server holds.

use serde_json::{Value, json};

use crate::support::traefik::OURS;

/// Objects with a number that Traefik's API shows, one for each kind whose watch can lag behind the others.
///
/// Traefik watches each kind over a connection of its own, so one that has arrived says nothing of the rest. These are
/// of `IngressRouteTCP`, `MiddlewareTCP`, `Service` and `EndpointSlice`. Traefik shows nothing of the other kinds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Generation {
    /// The number.
    pub number: u32,
    /// The ingress class that Traefik serves, so that it looks at the route.
    pub class: Option<&'static str>,
}

/// The name of all its objects but the next two.
const NAME: &str = OURS;
/// The service that Traefik reaches by its endpoint slice.
const SLICED: &str = "harness-generation-sliced";
/// The addresses that have the number in them: of the service, and of the endpoint.
const CLUSTER: u8 = 253;
const SLICE: u8 = 254;

impl Generation {
    /// The objects, in the namespace `default`.
    pub fn objects(self) -> Vec<Value> {
        let Self { number, class } = self;
        let traefik = |kind: &str, spec: Value| json!({ "apiVersion": "traefik.io/v1alpha1", "kind": kind, "metadata": { "name": NAME }, "spec": spec });
        let service = |name: &str, address: &str| {
            let spec = json!({ "clusterIP": address, "ports": [{ "name": "p", "port": 1, "protocol": "TCP" }] });
            json!({ "apiVersion": "v1", "kind": "Service", "metadata": { "name": name }, "spec": spec })
        };
        // The router attaches nowhere: it is shown, and takes no connection.
        let used = json!([{ "name": NAME, "port": 1, "nativeLB": true }, { "name": SLICED, "port": 1 }]);
        let route = json!({ "match": "HostSNI(`*`)", "priority": number, "services": used });
        let mut ingress_route = traefik("IngressRouteTCP", json!({ "entryPoints": [NAME], "routes": [route] }));
        if let Some(class) = class {
            // The field is of 3.7.0; the annotation works in all versions.
            ingress_route["spec"]["ingressClassName"] = json!(class);
            ingress_route["metadata"]["annotations"] = json!({ "kubernetes.io/ingress.class": class });
        }
        let port = json!([{ "name": "p", "port": 1, "protocol": "TCP" }]);
        vec![
            traefik("MiddlewareTCP", json!({ "inFlightConn": { "amount": number } })),
            ingress_route,
            service(NAME, &self.address(CLUSTER)),
            service(SLICED, "10.255.0.1"),
            json!({
                "apiVersion": "v1", "kind": "Endpoints", "metadata": { "name": SLICED },
                "subsets": [{ "addresses": [{ "ip": self.address(SLICE) }], "ports": port }],
            }),
            json!({
                "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
                "metadata": { "name": SLICED, "labels": { "kubernetes.io/service-name": SLICED } },
                "addressType": "IPv4",
                "ports": port,
                "endpoints": [{ "addresses": [self.address(SLICE)], "conditions": { "ready": true } }],
            }),
        ]
    }

    /// Whether Traefik's TCP routers, services and middlewares, as its API tells them, show this number everywhere.
    pub fn is_shown(self, routers: &Value, services: &Value, middlewares: &Value) -> bool {
        let Self { number, .. } = self;
        let some =
            |list: &Value, met: &dyn Fn(&Value) -> bool| list.as_array().is_some_and(|list| list.iter().any(met));
        let named = |item: &Value| item["name"].as_str().is_some_and(|name| name.contains(NAME));
        let serves = |address: String| {
            some(services, &|item| item["loadBalancer"]["servers"][0]["address"] == format!("{address}:1"))
        };
        some(routers, &|item| named(item) && item["priority"] == number)
            && some(middlewares, &|item| named(item) && item["inFlightConn"]["amount"] == number)
            && serves(self.address(CLUSTER))
            && serves(self.address(SLICE))
    }

    /// An address that has the number in it.
    fn address(self, block: u8) -> String {
        let [.., high, low] = self.number.to_be_bytes();
        format!("10.{block}.{high}.{low}")
    }
}
