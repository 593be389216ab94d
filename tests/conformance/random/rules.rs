//! Random rules: mostly sound ones that overlap, with every spelling that Traefik takes, and some that it refuses.

use super::dice::Dice;

const HOSTS: [&str; 14] = [
    "a.test",
    "b.test",
    "c.test",
    "x.a.test",
    "y.a.test",
    "*.a.test",
    "*.test",
    "*.x.a.test",
    "A.Test",
    "a.test.",
    "ab.test",
    "db_1.test",
    "xn--mnchen-3ya.test",
    "a-rather-long-name.example.test",
];
const BAD_HOSTS: [&str; 8] = ["", "*test", "*.*.test", "a.*.test", "a test", "{x}.test", "[::1]", "münchen.test"];
const PATTERNS: [&str; 12] = [
    r"^a\.test$",
    r"^[a-c]\.test$",
    r"\.test$",
    ".*",
    ".+",
    "^$",
    r"^(x|y)\.a\.test$",
    r"(?i)^A\.TEST$",
    r"^A\.TEST$",
    "test",
    r"^\w+\.test$",
    r"^[[:alpha:]]{1,3}\.",
];
const TEMPLATES: [&str; 5] = ["{name:[a-c]}.test", "{any:.+}.a.test", "a.test", "{name:[A-Z]+}.TEST", "{open"];
const BAD_PATTERNS: [&str; 3] = ["(", "(?=a)", "x{1001}"];
const ADDRESSES: [&str; 17] = [
    "127.0.0.1",
    "127.0.0.5",
    "127.0.0.0/29",
    "127.0.0.5/29",
    "127.0.0.0/8",
    "127.0.0.0/9",
    "10.0.0.0/8",
    "10.0.0.1",
    "0.0.0.0/0",
    "::/0",
    "2001:db8::/32",
    "2001:DB8::1",
    "::ffff:10.0.0.1",
    "::ffff:10.0.0.0/104",
    "192.168.0.0/16",
    "::1",
    "127.0.0.0/08",
];
const BAD_ADDRESSES: [&str; 5] = ["localhost", "127.0.0.5/33", "127.0.0.05", "fe80::1%eth0", " 127.0.0.1"];
const PROTOCOLS: [&str; 5] = ["h2", "http/1.1", "foo", "bar", "FOO"];

/// A rule in Traefik v2's syntax, which takes several arguments and templates.
pub fn rule_of_v2(dice: &mut Dice, plain: bool) -> String {
    let quoted = |chosen: Vec<&str>| chosen.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
    match dice.between(0, if plain { 3 } else { 5 }) {
        0 | 1 => format!("ClientIP({})", quoted(dice.some(1, 3, &ADDRESSES))),
        2 => "HostSNI(`*`)".to_owned(),
        3 => format!("HostSNI(`*`, {}) && ALPN(`h2`, `foo`)", quoted(dice.some(1, 2, &HOSTS[..5]))),
        4 => format!("HostSNI({})", quoted(dice.some(1, 3, &HOSTS))),
        _ => format!("HostSNIRegexp({})", quoted(dice.some(1, 2, &TEMPLATES))),
    }
}

/// A rule. Routers without TLS get more of those that they may have.
pub fn rule(dice: &mut Dice, plain: bool) -> String {
    let rule = if dice.chance(if plain { 45 } else { 20 }) {
        dice.pick(&[
            "HostSNI(`*`)",
            "HostSNI(`*`)",
            "HostSNI(`*`)",
            "HostSNI(\"*\")",
            "(HostSNI(`*`))",
            " HostSNI(`*`) ",
        ])
        .to_owned()
    } else {
        expression(dice, plain, 3)
    };
    let padding = if dice.chance(6) { dice.between(1, 12) } else { 0 };
    let comment = if dice.chance(2) { " // why" } else { "" };
    format!("{rule}{}{comment}", " ".repeat(padding))
}

fn expression(dice: &mut Dice, plain: bool, depth: usize) -> String {
    if depth == 0 || dice.chance(50) {
        return matcher(dice, plain);
    }
    if dice.chance(20) {
        let inner = expression(dice, plain, depth - 1);
        return if inner.contains(' ') || dice.chance(20) { format!("!({inner})") } else { format!("!{inner}") };
    }
    let joint = dice.pick(&[" && ", " || ", "&&", "||", " || ", " ||\n  "]);
    let count = dice.between(2, 3);
    let operands: Vec<String> = (0..count)
        .map(|_| {
            let operand = expression(dice, plain, depth - 1);
            if operand.contains("||") || operand.contains("&&") && dice.chance(50) {
                format!("({operand})")
            } else {
                operand
            }
        })
        .collect();
    operands.join(joint)
}

fn matcher(dice: &mut Dice, plain: bool) -> String {
    let names = if plain {
        ["ClientIP", "ClientIP", "HostSNIRegexp", "HostSNI", "ALPN"]
    } else {
        ["HostSNI", "HostSNI", "HostSNIRegexp", "ClientIP", "ALPN"]
    };
    let name = dice.pick(&names);
    let bad = dice.chance(3);
    let argument = match name {
        "HostSNI" if bad => dice.pick(&BAD_HOSTS),
        "HostSNI" if dice.chance(if plain { 70 } else { 15 }) => "*",
        "HostSNI" => dice.pick(&HOSTS),
        "HostSNIRegexp" if bad => dice.pick(&BAD_PATTERNS),
        "HostSNIRegexp" => dice.pick(&PATTERNS),
        "ClientIP" if bad => dice.pick(&BAD_ADDRESSES),
        "ClientIP" => dice.pick(&ADDRESSES),
        _ if bad => "acme-tls/1",
        _ => dice.pick(&PROTOCOLS),
    };
    let name = match dice.between(0, 39) {
        0 => name.to_lowercase(),
        1 => name.to_uppercase(),
        2 if bad => format!("{}{}", name[..1].to_lowercase(), &name[1..]),
        _ => name.to_owned(),
    };
    match dice.between(0, 29) {
        0..=2 => format!("{name}(\"{}\")", argument.replace('\\', "\\\\")),
        3 => format!("{name}( `{argument}` )"),
        4 if bad => format!("{name}(`{argument}`, `{argument}`)"),
        5 if bad => format!("{name}()"),
        _ => format!("{name}(`{argument}`)"),
    }
}
