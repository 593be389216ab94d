//! The harness that the conformance tests stand on, tried on what is known of Traefik 3.7.15.

mod life;
mod plain;
use crate::support;
mod tls;

use support::{Backend, EntryPoint, StaticConfig, Traefik};

/// A Traefik with the one entry point `a`, and a short time to wait for silent clients.
fn traefik(dynamic: &str) -> Traefik {
    Traefik::start(&StaticConfig::new().entry_point(EntryPoint::new("a").read_timeout_ms(3000)), dynamic)
}

/// A dynamic configuration: TCP routers in YAML's flow style, one a line, and a service for each backend.
fn tcp(routers: &[&str], backends: &[&Backend]) -> String {
    let routers = routers.join("\n    ");
    let service = |backend: &&Backend| {
        let (name, address) = (backend.name(), backend.address());
        format!("    {name}: {{ loadBalancer: {{ servers: [{{ address: '{address}' }}] }} }}\n")
    };
    let services: Vec<String> = backends.iter().map(service).collect();
    let services = services.concat();
    format!("tcp:\n  routers:\n    {routers}\n  services:\n{services}")
}
