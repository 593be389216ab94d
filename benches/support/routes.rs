//! States with many routes on one entry point.

use std::fmt::Write as _;

/// Server names, each with an allow list of its own.
pub fn guarded(index: usize) -> (String, String) {
    let rule = format!("HostSNI(`db-{index}.example.com`)");
    let [_, a, b, c] = u32::try_from(index).unwrap_or(0).to_be_bytes();
    (rule, format!("ip_allow_list = [\"10.{a}.{b}.{c}\", \"192.168.0.0/16\"]"))
}

/// What a large installation looks like, as in `benches/decide.rs`.
pub fn mixed(index: usize) -> (String, String) {
    let rule = match index % 1_000 {
        0 => format!("HostSNIRegexp(`^pattern-{index}-[a-z]+\\\\.example\\\\.com$`)"),
        1..40 => format!("HostSNI(`*.zone-{index}.example.com`)"),
        40..100 => format!("HostSNI(`db-{index}.example.com`) && ClientIP(`10.{}.0.0/16`)", index % 256),
        100..150 => format!("HostSNI(`db-{index}.example.com`) || HostSNI(`alias-{index}.example.com`)"),
        _ => format!("HostSNI(`db-{index}.example.com`)"),
    };
    (rule, "in_flight_conn = 10".to_owned())
}

/// Plain clients, told apart by address.
pub fn networks(index: usize) -> (String, String) {
    let [_, a, b, c] = u32::try_from(index).unwrap_or(0).to_be_bytes();
    (format!("ClientIP(`10.{a}.{b}.{c}`)"), "in_flight_conn = 10".to_owned())
}

/// A state of such routes.
pub fn state(routers: usize, route: impl Fn(usize) -> (String, String), tls: &str) -> String {
    let mut text = String::new();
    for index in 0..routers {
        let (rule, guard) = route(index);
        let _ = writeln!(
            text,
            "[middlewares.m{index}]\n{guard}\n[routes.r{index}]\nentry_points = [\"a\"]\nmatch = \"{rule}\"\n\
             service = \"s{index}:1\"\nmiddlewares = [\"m{index}\"]\n{tls}"
        );
    }
    text
}
