use crate::check::edit::suggestions::did_you_mean;
use crate::check::view::protocol::{PROTOCOLS, Protocol};
use crate::check::{Check, Context, Run};
use crate::desired::Entry;
use crate::diagnostic::{Code, Diagnostic, Severity, closest};

/// A `protocol` that tcpgen knows nothing of.
pub static CODE: Code = Code {
    name: "unknown-protocol",
    severity: Severity::Warning,
    summary: "tcpgen does not know a route's `protocol`: it has no effect",
    explanation: include_str!("unknown_protocol.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for route in context.desired.entries.iter().filter_map(Entry::route) {
        let Some(protocol) = route.protocol.as_ref().filter(|name| Protocol::of(name).is_none()) else { continue };
        let message = format!("nothing is known of the protocol `{}`", protocol.as_str());
        let found = Diagnostic::new(&CODE, protocol.span, message);
        let names = || PROTOCOLS.iter().map(|known| known.name);
        diagnostics.push(match alias(protocol).or_else(|| closest(protocol, names())) {
            Some(near) => did_you_mean(found, protocol.span, near),
            None => found.help(format!("leave it out, or write one of {}", names().collect::<Vec<_>>().join(", "))),
        });
    }
}

/// Other names that people use.
fn alias(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "postgresql" | "pgsql" | "pg" | "psql" => "postgres",
        "mongo" => "mongodb",
        "rabbitmq" => "amqp",
        "valkey" | "keydb" | "rediss" => "redis",
        "sqlserver" | "tds" => "mssql",
        "openssh" | "sftp" => "ssh",
        "cql" | "scylla" | "scylladb" => "cassandra",
        "mqtts" | "mosquitto" => "mqtt",
        "imaps" => "imap",
        "pop3s" => "pop3",
        "ldaps" => "ldap",
        "ftps" => "ftp",
        "smtps" | "submissions" => "smtp",
        "https" => "http",
        _ => return None,
    })
}
