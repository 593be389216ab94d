use tcpgen::diagnostic::{Diagnostic, Severity};

/// Errors of what an API server accepts: a cluster can have such objects, so what Traefik makes of them is tested.
const ACCEPTED_BY_API_SERVERS: [&str; 10] = [
    "empty-argument",
    "invalid-client-ip",
    "invalid-host",
    "invalid-port",
    "invalid-regexp",
    "invalid-source-range",
    "reserved-alpn",
    "rule-syntax",
    "unknown-matcher",
    "wrong-argument-count",
];

/// The codes of the errors that keep an object out of every cluster, each once.
pub fn refused_by_api_servers(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let mut codes: Vec<_> = errors.map(|found| found.code.name).collect();
    codes.retain(|code| !ACCEPTED_BY_API_SERVERS.contains(code));
    codes.sort_unstable();
    codes.dedup();
    codes
}
