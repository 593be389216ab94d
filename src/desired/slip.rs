//! Keys that people write in tables that do not have them, and what they mean.

use crate::diagnostic::is_same_word;

/// Some keys that a table does not have, with what is meant by them.
#[derive(Clone, Copy, Debug)]
pub struct Slip {
    keys: &'static [&'static str],
    /// What is meant.
    pub meant: Meant,
}

/// What is meant by a key.
#[derive(Clone, Copy, Debug)]
pub enum Meant {
    /// Another key of the same table.
    Key(&'static str),
    /// Something that takes words.
    Words(&'static str),
}

impl Slip {
    const fn key(keys: &'static [&'static str], meant: &'static str) -> Self {
        Self { keys, meant: Meant::Key(meant) }
    }

    const fn words(keys: &'static [&'static str], help: &'static str) -> Self {
        Self { keys, meant: Meant::Words(help) }
    }

    /// What `key` means among these.
    pub fn find(slips: &[Self], key: &str) -> Option<Meant> {
        let is_meant = |slip: &&Self| slip.keys.iter().any(|written| is_same_word(written, key));
        slips.iter().find(is_meant).map(|slip| slip.meant)
    }
}

/// Keys of the whole file. Below a `[table]` they are keys of that table.
pub const ABOVE_TABLES: [&str; 4] = ["namespace", "labels", "annotations", "allow"];

const UNDER_TLS: &str = "it belongs under `tls`: `tls = { secret_name = \"db-cert\" }`";
const OWN_MIDDLEWARE: &str = "declare a middleware, `[middlewares.NAME]` with `ip_allow_list = [...]`, and refer to it: `middlewares = [\"NAME\"]`";

/// Of a route and of a rule.
pub const ROUTE: &[Slip] = &[
    Slip::words(&["passthrough", "tls_passthrough"], "write `tls = \"passthrough\"`"),
    Slip::words(&["secret_name", "options", "store", "cert_resolver", "domains"], UNDER_TLS),
    Slip::words(&["certificate", "cert", "tls_secret", "tls_secret_name"], UNDER_TLS),
    Slip::words(&["port", "service_port", "target_port"], "the port is part of the service: `service = \"name:port\"`"),
    Slip::words(&["service_name", "backend", "target", "upstream"], "write `service = \"name:port\"`"),
    Slip::key(&["host", "hosts", "hostname", "domain", "server_name", "host_sni", "sni_match"], "sni"),
    Slip::key(&["rule", "matcher"], "match"),
    Slip::words(&["ip_allow_list", "ip_white_list", "source_range", "source_ranges", "allow_list"], OWN_MIDDLEWARE),
    Slip::words(
        &["in_flight_conn"],
        "declare a middleware, `[middlewares.NAME]`, and refer to it: `middlewares = [\"NAME\"]`",
    ),
    Slip::words(
        &["client_ip"],
        "write it in a rule: `match = \"ClientIP(`10.0.0.0/8`)\"`, or use a middleware with `ip_allow_list`",
    ),
];

/// Of a middleware.
pub const MIDDLEWARE: &[Slip] = &[
    Slip::words(
        &["source_range", "source_ranges", "ranges", "allow_list", "allowed_ips", "cidr", "cidrs"],
        "write `ip_allow_list = [\"10.0.0.0/8\"]`",
    ),
    Slip::words(&["amount", "connections", "max_connections", "limit"], "write `in_flight_conn = 100`"),
    Slip::words(
        &["rate_limit"],
        "Traefik limits rates for HTTP alone; `in_flight_conn` limits the simultaneous connections of each client address",
    ),
    Slip::words(
        &[
            "basic_auth",
            "digest_auth",
            "forward_auth",
            "headers",
            "strip_prefix",
            "strip_prefix_regex",
            "add_prefix",
            "replace_path",
            "replace_path_regex",
            "redirect_scheme",
            "redirect_regex",
            "compress",
            "buffering",
            "chain",
            "circuit_breaker",
            "retry",
            "errors",
            "content_type",
            "in_flight_req",
            "pass_tls_client_cert",
            "plugin",
            "grpc_web",
        ],
        "this is a middleware of HTTP routers; those of TCP are `ip_allow_list` and `in_flight_conn`",
    ),
    Slip::words(
        &["deny_list", "ip_deny_list", "block_list", "deny"],
        "Traefik has no list of refused clients: list those that are admitted, or write `!ClientIP(...)` in a rule",
    ),
];

/// Of a scenario's connection.
pub const CONNECT: &[Slip] = &[
    Slip::key(&["ip", "client", "address", "from", "source", "source_ip", "remote_addr"], "client_ip"),
    Slip::key(&["ep", "port", "on"], "entry_point"),
    Slip::key(&["host", "hostname", "server_name", "domain"], "sni"),
];

/// Of an entry point.
pub const ENTRY_POINT: &[Slip] =
    &[Slip::key(&["address", "number", "container_port"], "port"), Slip::key(&["default"], "as_default")];

/// Of a service.
pub const SERVICE: &[Slip] =
    &[Slip::key(&["service", "host", "service_name"], "name"), Slip::key(&["service_port", "target_port"], "port")];

/// Of an allowed finding.
pub const ALLOW: &[Slip] = &[Slip::key(&["because", "why", "comment"], "reason")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desired::Connect;
    use crate::desired::fields::Fields;
    use crate::desired::state_file::StateFile;
    use crate::desired::{EntryPoint, Middleware, Route, RouteRule, Service};

    fn is_about<T: Fields>(slips: &[Slip]) {
        let keys = T::keys();
        for slip in slips {
            assert!(slip.keys.iter().all(|key| !keys.contains(key)), "{:?}", slip.keys);
            if let Meant::Key(meant) = slip.meant {
                assert!(keys.contains(&meant), "{meant}");
            }
        }
    }

    #[test]
    fn what_is_meant_is_a_key_and_what_is_written_is_not() {
        is_about::<Route>(ROUTE);
        is_about::<RouteRule>(ROUTE);
        is_about::<Middleware>(MIDDLEWARE);
        is_about::<Connect>(CONNECT);
        is_about::<EntryPoint>(ENTRY_POINT);
        is_about::<Service>(SERVICE);
        assert!(ABOVE_TABLES.iter().all(|key| StateFile::keys().contains(key)));
    }
}
