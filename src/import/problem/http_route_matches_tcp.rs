use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Text;

/// A rule of TCP routers in an IngressRoute, which is for HTTP.
pub static CODE: Code = Code {
    name: "http-route-matches-tcp",
    severity: Severity::Warning,
    summary: "an IngressRoute has a matcher of TCP routers: Traefik disables the router",
    explanation: include_str!("http_route_matches_tcp.md"),
};

/// The matchers that HTTP routers lack (`pkg/muxer/http/matcher.go`).
const TCP_ALONE: [&str; 3] = ["HostSNI(", "HostSNIRegexp(", "ALPN("];

/// The rule of an IngressRoute; none if it has no such matcher.
pub(crate) fn diagnostic(rule: &Text) -> Option<Diagnostic> {
    let matcher = TCP_ALONE.iter().find(|matcher| rule.contains(**matcher))?.trim_end_matches('(');
    let message = format!("an IngressRoute is for HTTP, which has no matcher {matcher}: Traefik disables the router");
    Some(
        Diagnostic::new(&CODE, rule.span, message)
            .help("write `kind: IngressRouteTCP`, and leave `kind: Rule` out of its routes"),
    )
}
