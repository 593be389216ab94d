//! The protocol that a port gives away, where nothing names it. A guess: messages call it one.

use foldhash::HashMap;

use crate::check::view::protocol::Protocol;
use crate::desired::{EntryPoint, Named};
use crate::resource::{IngressRouteTcp, IntOrString, RouteTcp};

/// The ports on which servers of a protocol listen unless configured otherwise: IANA's Service Name and Transport Protocol
/// Port Number Registry, and each server's documentation. Ports that many things use (80, 443, 8080) are left out.
const PORTS: &[(i64, &str)] = &[
    (21, "ftp"),
    (22, "ssh"),
    (25, "smtp"),
    (110, "pop3"),
    (143, "imap"),
    (389, "ldap"),
    (465, "smtp"),
    (587, "submission"),
    (636, "ldap"),
    (993, "imap"),
    (995, "pop3"),
    (1433, "mssql"),
    (1883, "mqtt"),
    (3306, "mysql"),
    (3389, "rdp"),
    (4222, "nats"),
    (5432, "postgres"),
    (5671, "amqp"),
    (5672, "amqp"),
    (6379, "redis"),
    (8883, "mqtt"),
    (9042, "cassandra"),
    (9092, "kafka"),
    (11211, "memcached"),
    (27017, "mongodb"),
];

/// The protocol that the ports of a rule's services and of its route's entry points give away, and the first port that
/// does. None where two of them disagree.
pub(crate) fn hint(
    route: &IngressRouteTcp,
    rule: &RouteTcp,
    entry_points: &HashMap<&str, &Named<EntryPoint>>,
) -> Option<(&'static Protocol, i64)> {
    let of_services = rule.services.iter().filter_map(|service| match &service.port {
        IntOrString::Int(port) => Some(port.value),
        IntOrString::String(_) => None,
    });
    let declared = route.entry_points.iter().filter_map(|name| entry_points.get(name.as_str()));
    let of_entry_points = declared.flat_map(|declared| [&declared.body.port, &declared.body.exposed_port]);
    let ports = of_services.chain(of_entry_points.flatten().map(|port| port.value));
    let mut hints = ports.filter_map(|port| Some((usual(port)?, port)));
    let (name, port) = hints.next()?;
    if hints.any(|(other, _)| other != name) {
        return None;
    }
    Some((Protocol::of(name)?, port))
}

fn usual(port: i64) -> Option<&'static str> {
    let at = PORTS.binary_search_by_key(&port, |(known, _)| *known).ok()?;
    PORTS.get(at).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::PORTS;
    use crate::check::view::protocol::Protocol;

    #[test]
    fn ports_are_in_order_and_of_known_protocols() {
        assert!(PORTS.is_sorted_by(|before, after| before.0 < after.0));
        assert!(PORTS.iter().all(|(_, name)| Protocol::of(name).is_some()));
    }
}
