//! What one version of Traefik does and another does not: each row as real binaries of both were observed. Names in
//! `[brackets]` are those of the observed configurations.

mod hello;
mod references;
mod services;
mod settings;
mod tls;

use tcpgen::routing::{Connection, Environment};
use tcpgen::traefik::TraefikVersion;

use super::world::{World, deed, ip, tls};

/// A version's answer to a state file.
pub fn at(version: &str, text: &str) -> World {
    with(version, text, |_| {})
}

/// A version's answer, with settings of Traefik.
pub fn with(version: &str, text: &str, settings: impl FnOnce(&mut Environment)) -> World {
    World::with(text, |environment| {
        environment.version = TraefikVersion::parse(version).unwrap();
        settings(environment);
    })
}

/// What becomes of a plain connection.
fn plain(world: &World) -> String {
    deed(&world.plain("127.0.0.1"))
}

/// What becomes of a TLS connection to a name.
fn named(world: &World, sni: &str) -> String {
    deed(&world.ask(&tls("127.0.0.1", sni)))
}

/// A TLS connection to `x.test`.
fn to_x() -> Connection {
    Connection::tls("a", ip("127.0.0.1"), "x.test")
}
