//! States of a small world, made up from a seed: few names, so that entries refer to each other and collide, and every way
//! to be wrong that a parser lets through.

use std::fmt::Write as _;

use fastrand::Rng;

/// A state file. Its entry points are declared or not, its references lead somewhere or not.
pub fn state(seed: u64) -> String {
    let mut rng = Rng::with_seed(seed);
    let mut text = String::new();
    facts(&mut rng, &mut text);
    for name in ["m0", "m1", "m2", "b/m0"] {
        if rng.u8(..4) > 0 {
            middleware(&mut rng, name, &mut text);
        }
    }
    if rng.bool() {
        let _ = writeln!(text, "[servers_transports.slow]\ndial_timeout = '5s'");
    }
    if rng.u8(..3) == 0 {
        let options = ["min_version = 'VersionTLS12'", "cipher_suites = ['NONE']", "alpn_protocols = ['postgresql']"];
        let _ =
            writeln!(text, "[tls_options.{}]\n{}", pick(&mut rng, &["modern", "default"]), pick(&mut rng, &options));
    }
    for number in 0..rng.usize(1..6) {
        let namespace = pick(&mut rng, &["", "", "", "b/", "a-b/"]);
        let _ = writeln!(text, "[routes.\"{namespace}r{number}\"]");
        route(&mut rng, &mut text);
    }
    text
}

fn pick<'t>(rng: &mut Rng, of: &[&'t str]) -> &'t str {
    of[rng.usize(..of.len())]
}

fn facts(rng: &mut Rng, text: &mut String) {
    let _ = writeln!(text, "[traefik]");
    if rng.bool() {
        let _ = writeln!(text, "allow_cross_namespace = {}", rng.bool());
    }
    if rng.u8(..4) == 0 {
        let _ = writeln!(text, "ingress_class_name = '{}'", pick(rng, &["", "internal"]));
    }
    if rng.u8(..4) == 0 {
        let _ = writeln!(text, "version = '{}'", pick(rng, &["3.6", "3.4", "3.7"]));
    }
    if rng.bool() {
        let _ = writeln!(text, "[entry_points]\na = 5432\nb = 6379");
        if rng.bool() {
            let hosts = pick(rng, &["['x.test']", "['*']", "['x.test', 'w.x.test']"]);
            let _ = writeln!(text, "c = {{ port = 8443, http_hosts = {hosts} }}");
        }
    }
}

fn middleware(rng: &mut Rng, name: &str, text: &mut String) {
    let kinds = [
        "ip_allow_list = ['10.0.0.0/8']",
        "ip_allow_list = ['192.0.2.0/24', '2001:db8::/32']",
        "ip_allow_list = ['10.0.0.0/33']",
        "ip_allow_list = []",
        "in_flight_conn = 10",
        "in_flight_conn = 0",
        "external = true",
        "",
    ];
    let _ = writeln!(text, "[middlewares.\"{name}\"]\n{}", pick(rng, &kinds));
}

fn route(rng: &mut Rng, text: &mut String) {
    if rng.u8(..8) > 0 {
        let _ = writeln!(text, "entry_points = [{}]", pick(rng, &["'a'", "'a'", "'b'", "'a', 'b'", "'c'", "'z', 'a'"]));
    }
    if rng.bool() {
        let tls =
            ["'passthrough'", "{ secret_name = 's' }", "{ options = 'modern' }", "{ options = 'b/modern' }", "{}"];
        let _ = writeln!(text, "tls = {}", pick(rng, &tls));
    }
    if rng.bool() {
        let protocols = ["postgres", "mysql", "redis", "ssh", "smtp", "mqtt", "http"];
        let _ = writeln!(text, "protocol = '{}'", pick(rng, &protocols));
    }
    if rng.u8(..8) == 0 {
        let _ = writeln!(text, "ingress_class_name = '{}'", pick(rng, &["internal", "traefik"]));
    }
    if rng.u8(..4) == 0 {
        let rules: Vec<String> = (0..rng.usize(1..4)).map(|_| format!("{{ {} }}", rule(rng).join(", "))).collect();
        let _ = writeln!(text, "rules = [{}]", rules.join(", "));
    } else {
        let _ = writeln!(text, "{}", rule(rng).join("\n"));
    }
}

fn rule(rng: &mut Rng) -> Vec<String> {
    let mut keys = Vec::new();
    let names = ["x.test", "w.x.test", "*.x.test", "*", "X.test", "", "under_score"];
    let matches = [
        "HostSNI(`*`) && ClientIP(`10.0.0.0/8`)",
        "ClientIP(`192.0.2.0/24`)",
        "HostSNI(`x.test`) || HostSNI(`*`)",
        "HostSNI(`*`) || HostSNI(`x.test`)",
        "HostSNIRegexp(`^.+\\.x\\.test$`)",
        "HostSNIRegexp(`x.test`)",
        "ALPN(`postgresql`)",
        "!ClientIP(`10.0.0.0/8`)",
        "Host(`x.test`)",
        "HostSNI(`x.test`",
        "HostSNI(`a`, `b`)",
        "ClientIP(`10.0.0.0/99`)",
    ];
    match rng.u8(..3) {
        0 => {}
        1 => keys.push(format!("sni = '{}'", pick(rng, &names))),
        _ => keys.push(format!("match = '{}'", pick(rng, &matches))),
    }
    let services = [
        "service = 's:5432'",
        "service = 's:5432'",
        "service = 'b/s:5432'",
        "services = [{ name = 's', port = 1, weight = 1 }, { name = 't', port = 2, weight = 3 }]",
        "services = [{ name = 's', port = 1, weight = 0 }, { name = 't', port = 2, weight = 0 }]",
        "services = [{ name = 's', port = 1, weight = -1 }, { name = 't', port = 2 }]",
        "service = { name = 's', port = 1, servers_transport = 'slow' }",
        "service = { name = 's', port = 1, proxy_protocol = { version = 3 } }",
        "services = []",
    ];
    keys.push(pick(rng, &services).to_owned());
    if rng.bool() {
        let guards = ["'m0'", "'m1'", "'m2'", "'m0', 'm1'", "'b/m0'", "'nope'", "'b-m0@kubernetescrd'", "'f@file'"];
        keys.push(format!("middlewares = [{}]", pick(rng, &guards)));
    }
    if rng.u8(..3) == 0 {
        keys.push(format!("priority = {}", pick(rng, &["5", "5", "100", "9223372036854775000"])));
    }
    keys
}
