use std::fmt::Write as _;
use std::net::IpAddr;

use tcpgen::routing::{Connection, Decision, Environment, Outcome, Router, RoutingTable};
use tcpgen::source::Sources;
use tcpgen::traefik::TraefikVersion;
use tcpgen::{Options, compile, environment};

/// A Traefik that serves a state file.
pub struct World {
    pub table: RoutingTable,
}

/// A route on entry point `a` that leads to the service of its own name, port 1.
pub fn route(name: &str, rule: &str, more: &str) -> String {
    format!("[routes.{name}]\nentry_points = [\"a\"]\nmatch = '''{rule}'''\nservice = \"{name}:1\"\n{more}\n")
}

/// What stands in a route that ends TLS.
pub const TERMINATE: &str = "tls = {}";
/// What stands in a route that passes TLS through.
pub const PASS: &str = "tls = \"passthrough\"";

impl World {
    /// A state file.
    pub fn of(text: &str) -> Self {
        Self::with(text, |_| {})
    }

    /// A state file and facts that no state file tells.
    pub fn with(text: &str, facts: impl FnOnce(&mut Environment)) -> Self {
        let compilation = compile(&Sources::single("tcpgen.toml", text.to_owned()), &Options::default());
        let unread = |code: &str| ["toml-syntax", "unknown-key", "wrong-type"].contains(&code);
        let problems: Vec<_> = compilation.diagnostics.iter().filter(|problem| unread(problem.code.name)).collect();
        assert!(problems.is_empty(), "{problems:?}\n{text}");
        let mut environment = environment(&compilation.desired);
        facts(&mut environment);
        Self { table: RoutingTable::new(&compilation.resources, &environment) }
    }

    /// A state file that holds what a check refuses, as a version of Traefik would get it.
    pub fn reading_what_it_can(version: &str, text: &str) -> Self {
        let compilation = compile(&Sources::single("tcpgen.toml", text.to_owned()), &Options::default());
        let mut environment = environment(&compilation.desired);
        environment.version = TraefikVersion::parse(version).unwrap();
        Self { table: RoutingTable::new(&compilation.resources, &environment) }
    }

    /// Routes as [`route`] writes them: name, rule, and what else stands in the route.
    pub fn routes(routes: &[(&str, &str, &str)]) -> Self {
        let mut text = String::new();
        for (name, rule, more) in routes {
            writeln!(text, "{}", route(name, rule, more)).unwrap();
        }
        Self::of(&text)
    }

    /// A plain connection to entry point `a`.
    pub fn plain(&self, client: &str) -> Decision {
        self.ask(&Connection::plain("a", ip(client)))
    }

    /// A TLS connection to entry point `a`; no server name is sent for an empty one.
    pub fn tls(&self, client: &str, sni: &str) -> Decision {
        self.ask(&tls(client, sni))
    }

    /// A TLS connection to entry point `a` that offers protocols.
    pub fn alpn(&self, sni: &str, protocols: &[&str]) -> Decision {
        self.ask(&tls("127.0.0.1", sni).with_alpn(protocols.iter().copied()))
    }

    /// Asks both ways, which agree.
    pub fn ask(&self, connection: &Connection) -> Decision {
        let fast = self.table.decide_fast(connection);
        let decision = self.table.decide(connection);
        assert_eq!((fast.outcome(), fast.reason()), (decision.outcome, decision.reason));
        decision
    }

    /// The only router of an object.
    pub fn router(&self, name: &str) -> &Router {
        let mut found = self.table.routers().iter().filter(|router| router.object.name == name);
        let router = found.next().unwrap_or_else(|| panic!("no router of `{name}`"));
        assert!(found.next().is_none(), "several routers of `{name}`");
        router
    }

    /// Status and errors as Traefik's API shows them.
    pub fn status(&self, name: &str) -> (&'static str, Vec<String>) {
        let router = self.router(name);
        (router.status.name(), router.errors())
    }
}

pub fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

pub fn tls(client: &str, sni: &str) -> Connection {
    if sni.is_empty() { Connection::tls_without_sni("a", ip(client)) } else { Connection::tls("a", ip(client), sni) }
}

/// A decision in short: the services that get it, `http`, `closed: reason` or `ambiguous: contenders`.
pub fn deed(decision: &Decision) -> String {
    match decision.outcome {
        Outcome::Forwarded => {
            let services = decision.services.iter().map(|share| match share.weight {
                1 => share.service.name.to_string(),
                weight => format!("{} {weight}", share.service.name),
            });
            services.collect::<Vec<_>>().join(" + ")
        }
        Outcome::Http => "http".to_owned(),
        Outcome::Closed => format!("closed: {}", decision.reason.unwrap()),
        Outcome::Ambiguous => {
            let names: Vec<_> = decision.contenders.iter().map(|name| name.name.as_str()).collect();
            format!("ambiguous: {}", names.join(" "))
        }
    }
}
