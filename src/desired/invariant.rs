use super::decoder::Decoder;
use super::problem;
use super::shorthand::OneOrMany;
use super::table::table;
use crate::source::{Span, Spanned, Text};

table! {
    /// What must hold for all connections to some services. It is proven whenever the state is checked.
    pub struct Invariant {
        /// The services: `[namespace/]name[:port]`, or `"*"` for every service. Without a namespace or a port, those of all
        /// are meant.
        /// Example: `"postgres:5432"`
        to: OneOrMany<Text>,
        /// Whoever reaches the services is in this set.
        /// Example: `{ client_ip = ["192.168.1.0/24"] }`
        only: ConnectionSet,
        /// Nobody in this set reaches them.
        /// Example: `{ tls = false }`
        never: ConnectionSet,
        /// Everybody in this set reaches them, and no other service. Clients that offer `acme-tls/1` are left out, unless
        /// `alpn` names it.
        /// Example: `{ entry_point = "mqtts", sni = "mqtt.example.com" }`
        always: ConnectionSet,
        /// Why it must hold; part of the message if it does not.
        /// Example: `"contract 17"`
        reason: Text,
    }
    required ["to"];
    then has_one_demand;
}

table! {
    /// A set of connections. A key that is left out admits everything.
    pub struct ConnectionSet {
        /// The entry points.
        /// Example: `"postgresql"`
        entry_point: OneOrMany<Text>,
        /// The clients: addresses and CIDR ranges, IPv4 or IPv6.
        /// Example: `["192.168.1.0/24", "10.0.0.1"]`
        client_ip: OneOrMany<Text>,
        /// Whether the client uses TLS.
        /// Default: true with `sni` or `alpn`, otherwise both.
        /// Example: `false`
        tls: Spanned<bool>,
        /// The server names of the TLS handshake; `*.example.com` is every name one label under `example.com`.
        /// Example: `["db.example.com", "*.db.example.com"]`
        sni: OneOrMany<Text>,
        /// Application protocols; the client offers at least one of them.
        /// Example: `["postgresql"]`
        alpn: OneOrMany<Text>,
        /// Whether the client asks for TLS as PostgreSQL clients do, with an SSLRequest first.
        /// Default: both.
        /// Example: `true`
        postgres: Spanned<bool>,
    }
    then refuse_names_without_tls;
}

/// Reports an invariant that demands nothing, and one that demands two things.
fn has_one_demand(invariant: &Invariant, decoder: &mut Decoder<'_>) {
    let mut demands = invariant.demands();
    let Some((key, set)) = demands.next() else {
        decoder.report(problem::missing_key::one_of(invariant.span, "an invariant", &["only", "never", "always"]));
        return;
    };
    for (other, span) in demands.map(|(other, set)| (other, set.span)) {
        decoder.report(problem::conflicting_keys::diagnostic(other, span, key, set.span));
    }
}

/// Reports `tls = false` beside keys of a TLS client.
fn refuse_names_without_tls(set: &ConnectionSet, decoder: &mut Decoder<'_>) {
    let Some(tls) = set.tls.filter(|tls| !tls.value) else { return };
    let place = |list: &Option<OneOrMany<Text>>| list.as_ref().map(|list| list.span);
    let said: [(&str, Option<Span>); 2] = [("sni", place(&set.sni)), ("alpn", place(&set.alpn))];
    for (key, span) in said {
        if let Some(span) = span {
            decoder.report(problem::conflicting_keys::diagnostic(key, span, "tls = false", tls.span));
        }
    }
}

impl Invariant {
    /// What it demands, each with its key; one if it was read without a problem.
    pub fn demands(&self) -> impl Iterator<Item = (&'static str, &ConnectionSet)> {
        let demands = [("only", &self.only), ("never", &self.never), ("always", &self.always)];
        demands.into_iter().filter_map(|(key, set)| Some((key, set.as_ref()?)))
    }
}
