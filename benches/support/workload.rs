//! The benchmark workload W(N): a state file of N routes, the same bytes on every machine.
//!
//! N routes, max(1, N/10) allow lists of 8 ranges, min(20, N/10) namespaces. Of ten routes seven are plain, each on an
//! entry point of its own, two pass TLS through, one ends TLS and splits its connections between two services. Each
//! attaches one or two allow lists of its namespace.

#![allow(clippy::unwrap_used, reason = "writing to a string cannot fail")]

use std::fmt::Write;

const PORTS: [u16; 10] = [5432, 6379, 3306, 27017, 9092, 5672, 1883, 8883, 636, 11211];
/// Those of routes with server names. The clients of PostgreSQL and MySQL do not begin with TLS, which is a finding.
const TLS_PORTS: [u16; 10] = [8443, 6379, 8444, 27017, 9092, 5672, 1883, 8883, 636, 11211];

/// splitmix64.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(0x0123_4567))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

/// The state file of `routes` routes.
pub fn workload(routes: usize) -> String {
    let middlewares = (routes / 10).max(1);
    let namespaces = middlewares.min(20);
    let width = routes.saturating_sub(1).to_string().len().max(4);
    let mut text = String::new();
    for number in 0..middlewares {
        middleware(&mut text, number, namespaces, width);
    }
    for number in 0..routes {
        route(&mut text, number, middlewares, namespaces, width);
    }
    text
}

fn middleware(text: &mut String, number: usize, namespaces: usize, width: usize) {
    let mut random = Random::new(number as u64 + 1);
    let mut ranges: Vec<String> = Vec::new();
    while ranges.len() < 8 {
        let range = source_range(&mut random);
        if !ranges.contains(&range) {
            ranges.push(range);
        }
    }
    let namespace = number % namespaces;
    write!(text, "[middlewares.edge-allow-{number:0width$}]\nnamespace = \"team-{namespace:02}\"\nip_allow_list = [\n")
        .unwrap();
    for range in ranges {
        writeln!(text, "  \"{range}\",").unwrap();
    }
    text.push_str("]\n\n");
}

fn source_range(random: &mut Random) -> String {
    let value = random.next();
    let (low, high) = ((value >> 8) % 256, (value >> 16) % 256);
    match value % 8 {
        0 => format!("2001:db8:{:x}:{:x}::/64", (value >> 8) & 0xFFFF, (value >> 24) & 0xFFFF),
        1 => format!("203.0.{low}.{high}/32"),
        2..=4 => format!("10.{low}.{high}.0/24"),
        _ => format!("172.{}.{high}.0/24", 16 + (value >> 8) % 16),
    }
}

fn route(text: &mut String, number: usize, middlewares: usize, namespaces: usize, width: usize) {
    let kind = number % 10;
    let namespace = (number / 10) % namespaces;
    let mut random = Random::new(1_000_003 + number as u64);
    let of_namespace: Vec<usize> = (namespace..middlewares).step_by(namespaces).collect();
    let mut attached = vec![of_namespace[random.below(of_namespace.len())]];
    if random.below(2) == 1 && of_namespace.len() > 1 {
        let second = of_namespace[random.below(of_namespace.len())];
        if second != attached[0] {
            attached.push(second);
        }
    }
    let entry_point = if kind < 7 { format!("tcp-{number:0width$}") } else { "tcp-tls".to_owned() };
    let sni = if kind < 7 { "*".to_owned() } else { format!("db-{number:0width$}.team-{namespace:02}.example.com") };
    let attached: Vec<String> = attached.iter().map(|number| format!("\"edge-allow-{number:0width$}\"")).collect();
    let port = if kind < 7 { PORTS } else { TLS_PORTS }[random.below(10)];
    let services = if kind == 9 {
        let weight = 1 + random.below(99);
        format!(
            "{{ name = \"svc-{number:0width$}-blue\", port = {port}, weight = {weight} }}, \
             {{ name = \"svc-{number:0width$}-green\", port = {port}, weight = {} }}",
            100 - weight
        )
    } else {
        format!("{{ name = \"svc-{number:0width$}\", port = {port} }}")
    };
    let tls = match kind {
        7 | 8 => "tls = { passthrough = true }\n".to_owned(),
        9 => format!("tls = {{ secret_name = \"cert-{number:0width$}\" }}\n"),
        _ => String::new(),
    };
    write!(
        text,
        "[routes.edge-db-{number:0width$}]\nnamespace = \"team-{namespace:02}\"\nentry_points = [\"{entry_point}\"]\n\
         sni = \"{sni}\"\nmiddlewares = [{}]\nservices = [{services}]\n{tls}\n",
        attached.join(", ")
    )
    .unwrap();
}
