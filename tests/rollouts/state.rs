use fastrand::Rng;
use tcpgen::resource::Resources;
use tcpgen::routing::Environment;
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

/// A port that clients come to, and the Traefik that serves it.
pub const HEAD: &str = "[entry_points]\ndb = 5432\n";

/// The objects of some entries.
pub fn objects(entries: &str) -> Resources {
    let compilation = compile(&Sources::single("a.toml", format!("{HEAD}{entries}")), &Options::default());
    assert!(!compilation.has_errors(), "{entries}\n{:?}", compilation.diagnostics);
    compilation.resources
}

pub fn traefik() -> Environment {
    environment(&compile(&Sources::single("a.toml", HEAD), &Options::default()).desired)
}

/// What a client can be told apart by.
const RULES: [&str; 7] = [
    "match = \"HostSNI(`*`)\"",
    "match = \"ClientIP(`10.0.0.0/8`)\"",
    "match = \"ClientIP(`10.1.0.0/16`)\"",
    "match = \"ClientIP(`192.168.0.0/16`)\"",
    "sni = \"a.test\"\ntls = \"passthrough\"",
    "sni = \"b.test\"\ntls = \"passthrough\"",
    "sni = \"*\"\ntls = \"passthrough\"",
];

const RANGES: [&str; 4] = ["10.0.0.0/8", "10.1.0.0/16", "192.168.0.0/16", "0.0.0.0/0"];

/// A guard's content.
pub fn guard(random: &mut Rng) -> String {
    let ranges: Vec<String> = RANGES.iter().filter(|_| random.bool()).map(|range| format!("\"{range}\"")).collect();
    let ranges = if ranges.is_empty() { "\"172.16.0.1\"".to_owned() } else { ranges.join(", ") };
    format!("ip_allow_list = [{ranges}]\n")
}

/// A route's content with guards of these names.
pub fn route(random: &mut Rng, guards: &[String]) -> String {
    let guards: Vec<String> =
        guards.iter().filter(|_| random.u8(0..3) == 0).map(|guard| format!("\"{guard}\"")).collect();
    let priority = if random.u8(0..3) == 0 { format!("priority = {}\n", random.u8(1..4)) } else { String::new() };
    format!(
        "entry_points = [\"db\"]\n{}\nservice = \"s{}:1\"\nmiddlewares = [{}]\n{priority}",
        RULES[random.usize(0..RULES.len())],
        random.u8(0..3),
        guards.join(", ")
    )
}

/// A state of up to three guards and four routes, with references that may lead nowhere.
pub fn random(random: &mut Rng) -> String {
    let names: Vec<String> = (0..3).map(|number| format!("m{number}")).collect();
    let mut text = String::new();
    for name in names.iter().filter(|_| random.u8(0..4) > 0).collect::<Vec<_>>() {
        text.extend(["[middlewares.", name, "]\n", &guard(random)]);
    }
    for number in 0..4 {
        if random.u8(0..3) > 0 {
            text.extend([format!("[routes.r{number}]\n"), route(random, &names)]);
        }
    }
    text
}
