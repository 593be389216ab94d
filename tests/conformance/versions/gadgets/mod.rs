//! Small parts that random tables are put together from: each brings about one row of `rows.rs`.

mod hello;
mod kubernetes;
mod rules;
mod services;
mod tls;

use crate::conformance::random::dice::Dice;

/// What a gadget adds to a table.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Tables of the state file but for routes.
    pub head: String,
    /// Routes.
    pub routes: Vec<String>,
    /// Objects as YAML, for what a state file cannot hold.
    pub objects: String,
    /// Hosts of HTTPS routers on the gadget's entry point.
    pub https_hosts: Vec<String>,
    /// Connections to what it adds.
    pub attempts: Vec<String>,
}

/// A maker of parts.
pub struct Gadget {
    /// The row that it brings about.
    pub row: &'static str,
    make: fn(&mut Place<'_>) -> Parts,
}

/// Where a gadget is put.
pub struct Place<'d> {
    dice: &'d mut Dice,
    /// Its number in the table, which keeps names apart.
    number: usize,
    /// Its entry point.
    pub entry_point: &'static str,
}

impl Gadget {
    /// Parts that are different each time.
    pub fn make(&self, dice: &mut Dice, number: usize) -> (&'static str, Parts) {
        let entry_point = dice.pick(&["a", "a", "b", "c"]);
        let mut place = Place { dice, number, entry_point };
        let parts = (self.make)(&mut place);
        (entry_point, parts)
    }
}

impl Place<'_> {
    /// A host of its own.
    fn host(&self) -> String {
        format!("g{}.test", self.number)
    }

    /// A route with this rule and these further lines, above most of what random tables have.
    fn route(&mut self, rule: &str, more: &str) -> String {
        let Self { number, entry_point, .. } = *self;
        let priority = if rule.starts_with("HostSNI(`*`)") { 0 } else { 900 + number };
        let service =
            if more.contains("service") { String::new() } else { format!("service = \"s{}:1\"\n", number % 5 + 1) };
        let rule = serde_json::Value::from(rule);
        let name = route_name(number);
        format!(
            "[routes.{name}]\nentry_points = [\"{entry_point}\"]\nmatch = {rule}\npriority = {priority}\n{service}{more}\n"
        )
    }

    fn tls(&mut self) -> &'static str {
        self.dice.pick(&["tls = \"passthrough\"", "tls = {}"])
    }

    fn attempt(&self, words: &str) -> String {
        format!("{} {words}", self.entry_point)
    }

    /// One route for a host, and a client of it.
    fn host_route(&mut self, host: &str, syntax: &str, clients: &[&str]) -> Parts {
        let tls = self.tls();
        let route = self.route(&format!("HostSNI(`{host}`)"), &format!("{tls}\n{syntax}"));
        let attempts = clients.iter().map(|client| self.attempt(client)).collect();
        Parts { routes: vec![route], attempts, ..Parts::default() }
    }

    /// A route that ends TLS with options of its own.
    fn option_route(&mut self, options: &str, reference: &str, clients: &[&str]) -> Parts {
        let host = self.host();
        let route = self.route(&format!("HostSNI(`{host}`)"), &format!("tls = {{ options = \"{reference}\" }}"));
        let attempts = clients.iter().map(|client| self.attempt(&format!("tls:{host} {client}"))).collect();
        Parts { head: options.to_owned(), routes: vec![route], attempts, ..Parts::default() }
    }

    /// A route for a part of the plain clients, the others' and its own in turn.
    fn plain_route(&mut self, head: &str, more: &str) -> Parts {
        let rule = self.dice.pick(&["ClientIP(`127.0.0.0/8`)", "ClientIP(`127.0.0.1`)", "!ClientIP(`10.0.0.0/8`)"]);
        let route = self.route(rule, more);
        Parts { head: head.to_owned(), routes: vec![route], attempts: vec![self.attempt("")], ..Parts::default() }
    }

    /// An HTTPS router for a host, before any TCP router.
    fn https(&mut self, host: &str, clients: &[&str]) -> Parts {
        let attempts = clients.iter().map(|client| self.attempt(client)).collect();
        Parts { https_hosts: vec![host.to_owned()], attempts, ..Parts::default() }
    }
}

/// The name of the route of the `number`-th gadget.
pub fn route_name(number: usize) -> String {
    format!("gadget{number}")
}

/// All of them, those of one file apart from each other.
pub fn all() -> Vec<&'static Gadget> {
    let files = [rules::GADGETS, hello::GADGETS, tls::GADGETS, services::GADGETS, kubernetes::GADGETS];
    files.into_iter().flatten().collect()
}
