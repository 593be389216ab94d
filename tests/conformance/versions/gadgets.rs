//! Small parts that random tables are put together from: each brings about one row of `rows.rs`.

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

/// All of them.
pub const GADGETS: &[Gadget] = &[
    Gadget {
        row: "host-wildcard",
        make: |place| {
            let host = place.host();
            place.host_route(&format!("*.{host}"), "", &[&format!("tls:x.{host}"), &format!("tls:y.x.{host}")])
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
    Gadget {
        row: "hello-records",
        make: |place| {
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} records:40")])
        },
    },
    Gadget {
        row: "hello-segments",
        make: |place| {
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} segments:30")])
        },
    },
    Gadget {
        row: "hello-undecodable",
        make: |place| {
            let clients = [place.attempt("raw:a.test."), place.attempt("raw:")];
            let tls = place.tls();
            let route = place.route("HostSNI(`*`)", tls);
            Parts { routes: vec![route], attempts: clients.to_vec(), ..Parts::default() }
        },
    },
    Gadget {
        row: "hello-unfinished",
        make: |place| {
            place.entry_point = "q";
            let tls = place.tls();
            let route = place.route("HostSNI(`*`)", tls);
            Parts { routes: vec![route], attempts: vec![place.attempt("hex:1603010200")], ..Parts::default() }
        },
    },
    Gadget {
        row: "acme-alpn",
        make: |place| {
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} alpn:acme-tls/1")])
        },
    },
    Gadget {
        row: "postgres",
        make: |place| {
            let host = place.host();
            place.host_route(&host, "", &[&format!("tls:{host} postgres"), "tls:other.example postgres"])
        },
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
        row: "empty-alpn",
        make: |place| {
            let objects = "apiVersion: traefik.io/v1alpha1\nkind: TLSOption\n\
                metadata: { name: silent, namespace: default }\nspec: { alpnProtocols: [] }\n---\n";
            let parts = place.option_route("", "silent", &["alpn:foo", "alpn:h2", ""]);
            Parts { objects: objects.to_owned(), ..parts }
        },
    },
    Gadget {
        row: "negative-weight",
        make: |place| {
            let more = "services = [{ name = \"s1\", port = 1, weight = -2 }, { name = \"s2\", port = 1, weight = 3 }]";
            place.plain_route("", more)
        },
    },
    Gadget {
        row: "proxy-and-transport",
        make: |place| {
            let head = "[servers_transports.dialer]\ndial_timeout = \"5s\"\n";
            let more = "service = { name = \"s1\", port = 1, servers_transport = \"dialer\", proxy_protocol = 1 }";
            place.plain_route(head, more)
        },
    },
    Gadget {
        row: "transport-proxy",
        make: |place| {
            let head = "[servers_transports.announcer]\nproxy_protocol = 2\n";
            place.plain_route(head, "service = { name = \"s1\", port = 1, servers_transport = \"announcer\" }")
        },
    },
    Gadget {
        row: "proxy-version-9",
        make: |place| place.plain_route("", "service = { name = \"s1\", port = 1, proxy_protocol = 9 }"),
    },
    Gadget {
        row: "unknown-transport",
        make: |place| place.plain_route("", "service = { name = \"s1\", port = 1, servers_transport = \"nowhere\" }"),
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
        row: "service-tls",
        make: |place| place.plain_route("", "service = { name = \"s1\", port = 1, tls = true }"),
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
    Gadget {
        row: "middleware-at-crd",
        make: |place| place.plain_route("", "middlewares = [\"ops-remote@kubernetescrd\"]"),
    },
    Gadget { row: "middleware-other-namespace", make: |place| place.plain_route("", "middlewares = [\"ops/remote\"]") },
    Gadget {
        row: "ingress-class-field",
        make: |place| {
            let class = place.dice.pick(&["internal", "other", "traefik", ""]);
            place.plain_route("", &format!("ingress_class_name = \"{class}\""))
        },
    },
];
