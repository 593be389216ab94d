//! Random connections to a random table.

use std::net::IpAddr;

use tcpgen::routing::Connection;

use super::dice::Dice;
use crate::conformance::rig::Attempt;

/// Addresses that a socket can bind to, and those that only a proxy announces.
const ON_LOOPBACK: [&str; 6] = ["127.0.0.1", "127.0.0.1", "127.0.0.5", "127.0.0.6", "127.0.0.9", "127.130.2.3"];
const ANNOUNCED: [&str; 9] = [
    "10.0.0.1",
    "10.9.8.7",
    "192.168.1.7",
    "203.0.113.9",
    "2001:db8::1",
    "2001:db9::1",
    "::1",
    "::ffff:10.0.0.1",
    "127.0.0.5",
];
const NAMES: [&str; 14] = [
    "a.test",
    "a.test",
    "b.test",
    "c.test",
    "d.test",
    "x.a.test",
    "y.a.test",
    "z.x.a.test",
    "ab.test",
    "A.TEST",
    "db_1.test",
    "xn--mnchen-3ya.test",
    "a-rather-long-name.example.test",
    "other.example",
];
/// Names that no TLS library sends.
const RAW_NAMES: [&str; 7] = ["a.test.", "", " a.test", "b.test\t", "*.a.test", ".a.test", "a.test\0"];
const PROTOCOLS: [&[&str]; 9] = [
    &["h2"],
    &["http/1.1"],
    &["foo"],
    &["foo", "h2"],
    &["h2", "http/1.1"],
    &["bar"],
    &["bar", "foo"],
    &["FOO"],
    &["acme-tls/1"],
];

/// A connection.
pub fn connection(dice: &mut Dice) -> Attempt {
    let entry_point = dice.pick(&["a", "a", "b", "c"]);
    let announced = entry_point != "a" && dice.chance(70);
    let address = if announced { dice.pick(&ANNOUNCED) } else { dice.pick(&ON_LOOPBACK) };
    let address = address.parse().expect("not an IP address");
    let plain = Attempt::of(Connection::plain(entry_point, address));
    match dice.between(0, 99) {
        0..=27 => plain,
        28..=31 => Attempt { silent: true, ..plain },
        32..=39 => Attempt { connection: Connection::tls_without_sni(entry_point, address), ..plain },
        40..=44 => {
            let connection = Connection::tls(entry_point, address, dice.pick(&RAW_NAMES));
            Attempt { raw: true, ..Attempt::of(connection) }
        }
        45..=47 => Attempt { connection: plain.connection.with_postgres(), ..plain },
        _ => Attempt { connection: tls(dice, entry_point, address), ..plain },
    }
}

fn tls(dice: &mut Dice, entry_point: &str, address: IpAddr) -> Connection {
    let connection = Connection::tls(entry_point, address, dice.pick(&NAMES));
    let connection =
        if dice.chance(35) { connection.with_alpn(dice.pick(&PROTOCOLS).iter().copied()) } else { connection };
    if dice.chance(15) { connection.with_postgres() } else { connection }
}
