//! What Traefik does from version to version, two versions on each side of each change. Names in `[brackets]` are those of
//! the observed configurations.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod checks;
mod decisions;
mod entry_points;
mod rules;

use std::net::{IpAddr, Ipv4Addr};

use tcpgen::routing::{Connection, Decision, RoutingTable};
use tcpgen::source::Sources;
use tcpgen::{Compilation, Options, TraefikVersion, compile};

const CLIENT: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const PASS: &str = "tls = \"passthrough\"";

/// A state for this version.
fn on(version: &str, text: &str) -> Compilation {
    let traefik = Some(TraefikVersion::parse(version).expect("a version"));
    compile(&Sources::single("a.toml", text).for_traefik(traefik), &Options::default())
}

/// A route on entry point `a` with this rule, that leads to the service of its own name.
fn route(name: &str, rule: &str, more: &str) -> String {
    format!("[routes.{name}]\nentry_points = [\"a\"]\nmatch = '''{rule}'''\nservice = \"{name}:1\"\n{more}\n")
}

/// A route that passes TLS through, and a catch-all beside it.
fn with_star(rule: &str, more: &str) -> String {
    route("named", rule, &format!("{PASS}\n{more}")) + &route("star", "HostSNI(`*`)", PASS)
}

/// The service that gets a TLS connection, or the outcome.
fn service(table: &RoutingTable, sni: &str) -> String {
    shown(&table.decide(&Connection::tls("a", CLIENT, sni)))
}

fn shown(decision: &Decision) -> String {
    match decision.services.first() {
        Some(share) => share.service.name.to_string(),
        None => decision.outcome.name().to_owned(),
    }
}

/// Status and errors of the router of a route.
fn status(table: &RoutingTable, name: &str) -> (String, Vec<String>) {
    let router = table.routers().iter().find(|router| router.object.name == name).expect("a router");
    (router.status.name().to_owned(), router.errors())
}

/// Each version beside whether it is on the new side.
fn sides<'v>(before: [&'v str; 2], after: [&'v str; 2]) -> impl Iterator<Item = (&'v str, bool)> {
    before.into_iter().map(|version| (version, false)).chain(after.into_iter().map(|version| (version, true)))
}

/// What is reported under a code: the message and the help.
fn messages(compilation: &Compilation, code: &str) -> Vec<String> {
    let of_code = compilation.diagnostics.iter().filter(|found| found.code.name == code);
    of_code.map(|found| format!("{} ({})", found.message, found.help.clone().unwrap_or_default())).collect()
}
