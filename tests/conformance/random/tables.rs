//! Random tables: state files whose routes overlap, compete and break.

use std::fmt::Write;

use super::dice::Dice;
use super::rules::{rule, rule_of_v2};

const MIDDLEWARES: [(&str, &str); 12] = [
    ("loopback", "ip_allow_list = [\"127.0.0.0/8\"]"),
    ("five", "ip_allow_list = [\"127.0.0.5\", \"10.0.0.1\"]"),
    ("bits", "ip_allow_list = [\"127.0.0.5/29\", \"10.9.9.9/8\"]"),
    ("v4", "ip_allow_list = [\"0.0.0.0/0\"]"),
    ("v6", "ip_allow_list = [\"::/0\"]"),
    ("mapped", "ip_allow_list = [\"::ffff:10.0.0.0/104\"]"),
    ("nobody", "ip_allow_list = []"),
    ("bad", "ip_allow_list = [\"127.0.0.0/8\", \"nonsense\"]"),
    ("white", "ip_white_list = [\"127.0.0.0/8\"]"),
    ("none", "in_flight_conn = 0"),
    ("many", "in_flight_conn = 1000"),
    ("both", "in_flight_conn = 0\nip_allow_list = [\"127.0.0.0/8\", \"10.0.0.0/8\"]"),
];
const TLS_OPTIONS: [(&str, &str); 4] = [
    ("foo", "alpn_protocols = [\"foo\"]"),
    ("h2", "alpn_protocols = [\"h2\"]"),
    ("modern", "min_version = \"VersionTLS13\""),
    ("broken", "cipher_suites = [\"TLS_NOPE\"]"),
];
const PRIORITIES: [i64; 10] = [0, 1, 1, 17, 17, 24, 40, 1000, -1, -2];
const HTTP_HOSTS: [&str; 6] =
    ["[\"a.test\"]", "[\"b.test\", \"c.test\"]", "[\"*\"]", "[\"*\"]", "[\"a.test\", \"*\"]", "[\"x.a.test\"]"];

/// A state file in parts, of which each route can be left out.
#[derive(Clone, Debug)]
pub struct Table {
    /// What stays.
    pub head: String,
    /// The routes.
    pub routes: Vec<String>,
}

impl Table {
    /// The state file.
    pub fn text(&self) -> String {
        format!("{}{}", self.head, self.routes.concat())
    }
}

/// A table.
pub fn table(dice: &mut Dice) -> Table {
    let mut head = String::new();
    if dice.chance(15) {
        head += "[traefik]\nallow_cross_namespace = true\n";
    }
    entry_points(dice, &mut head);
    head += "[services.\"default/empty\"]\naddresses = []\n";
    for (name, body) in dice.some(3, 12, &MIDDLEWARES) {
        let _ = writeln!(head, "[middlewares.{name}]\n{body}");
    }
    head += "[middlewares.\"ops/remote\"]\nip_allow_list = [\"127.0.0.0/8\"]\n";
    for (name, body) in dice.some(0, 4, &TLS_OPTIONS) {
        let _ = writeln!(head, "[tls_options.{name}]\n{body}");
    }
    if dice.chance(6) {
        let body = dice.pick(&TLS_OPTIONS).1;
        let _ = writeln!(head, "[tls_options.default]\n{body}");
    }
    head += "[servers_transports.named]\ntls = { server_name = \"backend.test\" }\n";
    let speaks_first = dice.chance(20);
    // Most tables have a way with TLS, so that not every entry point is mixed.
    let plain_share = dice.pick(&[0, 20, 50, 50, 80, 100]);
    let count = dice.between(1, 9);
    let routes = (0..count).map(|number| route(dice, number, plain_share, speaks_first)).collect();
    Table { head, routes }
}

fn entry_points(dice: &mut Dice, head: &mut String) {
    *head += "[entry_points]\n";
    for (port, name) in (1..).zip(["a", "b", "c"]) {
        let _ = if dice.chance(10) {
            let hosts = dice.pick(&HTTP_HOSTS);
            writeln!(head, "{name} = {{ port = {port}, http_hosts = {hosts} }}")
        } else {
            writeln!(head, "{name} = {port}")
        };
    }
}

fn route(dice: &mut Dice, number: usize, plain_share: u32, speaks_first: bool) -> String {
    let plain = dice.chance(plain_share);
    let in_ops = dice.chance(4);
    let key = if in_ops { format!("\"ops/r{number}\"") } else { format!("r{number}") };
    let mut route = format!("[routes.{key}]\n");
    let entry_points = match dice.between(0, 19) {
        0..=12 => vec![dice.pick(&["a", "a", "b", "c"])],
        13..=15 => dice.some(2, 3, &["a", "b", "c"]),
        16 => vec!["nope", "a"],
        17 => vec![dice.pick(&["nope", "A"])],
        _ => Vec::new(),
    };
    let _ = writeln!(route, "entry_points = {entry_points:?}");
    if !plain {
        let _ = writeln!(route, "tls = {}", tls(dice));
    }
    if dice.chance(15) {
        for _ in 0..dice.between(2, 3) {
            let _ = writeln!(route, "[[routes.{key}.rules]]");
            one_rule(dice, &mut route, plain, speaks_first);
        }
    } else {
        one_rule(dice, &mut route, plain, speaks_first);
    }
    route
}

fn one_rule(dice: &mut Dice, route: &mut String, plain: bool, speaks_first: bool) {
    let v2 = dice.chance(6);
    // One rule in many is one that others in the same object may have as well.
    let rule = match (v2, dice.chance(12)) {
        (true, _) => rule_of_v2(dice, plain),
        (false, true) => dice.pick(&["ClientIP(`127.0.0.0/8`)", "HostSNI(`*`)"]).to_owned(),
        (false, false) => rule(dice, plain),
    };
    let rule = serde_json::Value::from(rule);
    let _ = writeln!(route, "match = {rule}");
    if dice.chance(30) {
        let _ = writeln!(route, "priority = {}", dice.pick(&PRIORITIES));
    } else if dice.chance(1) {
        let _ = writeln!(route, "priority = {}", dice.pick(&[i64::MAX, i64::MAX - 1000, i64::MIN]));
    }
    if v2 || dice.chance(2) {
        *route += "syntax = \"v2\"\n";
    }
    let _ = writeln!(route, "{}", services(dice, speaks_first));
    let mut names: Vec<&str> = MIDDLEWARES.iter().map(|(name, _)| *name).collect();
    names.extend(["absent", "ops/remote"]);
    let most = dice.pick(&[0, 0, 1, 1, 2]);
    let middlewares = dice.some(0, most, &names);
    if !middlewares.is_empty() {
        let _ = writeln!(route, "middlewares = {middlewares:?}");
    }
}

fn tls(dice: &mut Dice) -> String {
    match dice.between(0, 19) {
        0..=8 => "\"passthrough\"".to_owned(),
        9..=15 => "{}".to_owned(),
        16 => "{ passthrough = true, options = \"absent\" }".to_owned(),
        17 if dice.chance(50) => "{ options = \"absent\" }".to_owned(),
        _ => format!("{{ options = \"{}\" }}", dice.pick(&TLS_OPTIONS).0),
    }
}

fn services(dice: &mut Dice, speaks_first: bool) -> String {
    let name = |dice: &mut Dice| {
        if speaks_first {
            dice.pick(&["first1", "first2", "first3"])
        } else {
            dice.pick(&["s1", "s2", "s3", "s4", "s5"])
        }
    };
    if dice.chance(80) {
        let name = if dice.chance(3) { "empty" } else { name(dice) };
        let more = match dice.between(0, 39) {
            0 => ", servers_transport = \"absent\"",
            1 => ", servers_transport = \"named\"",
            2 => ", tls = true",
            3 => ", namespace = \"ops\"",
            _ => "",
        };
        return format!("service = {{ name = \"{name}\", port = 1{more} }}");
    }
    let several: Vec<String> = (0..dice.between(2, 3))
        .map(|_| {
            let name = if dice.chance(5) { "empty" } else { name(dice) };
            format!("{{ name = \"{name}\", port = {}, weight = {} }}", dice.between(1, 2), dice.pick(&[0, 1, 1, 2, 3]))
        })
        .collect();
    format!("services = [{}]", several.join(", "))
}
