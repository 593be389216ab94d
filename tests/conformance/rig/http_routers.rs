//! The HTTPS routers that a state declares as `http_hosts`.

use serde_json::{Map, Value, json};
use tcpgen::routing::Environment;

/// Traefik's own service that answers 418 to everything.
const SERVICE: &str = "noop@internal";

/// The section `http` of a dynamic configuration; none when there is no such router.
pub fn http_routers(environment: &Environment) -> Option<Value> {
    let mut routers = Map::new();
    for entry_point in &environment.entry_points {
        for host in &entry_point.http_hosts {
            let rule = match host.as_str() {
                "*" => "PathPrefix(`/`)".to_owned(),
                _ => format!("Host(`{host}`)"),
            };
            let name = format!("http-{}-{}", entry_point.name, routers.len());
            let router = json!({ "entryPoints": [entry_point.name], "rule": rule, "service": SERVICE, "tls": {} });
            routers.insert(name, router);
        }
    }
    (!routers.is_empty()).then(|| json!({ "routers": routers }))
}
