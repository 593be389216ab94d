use super::Context;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A server name on a route that does not look at TLS.
pub static CODE: Code = Code {
    name: "sni-without-tls",
    severity: Severity::Warning,
    summary: "a rule asks for a server name and the route has no `tls`: Traefik disables the router",
    explanation: include_str!("sni_without_tls.md"),
};

/// Traefik looks at the first HostSNI that is not negated (observed on 3.7.15; `pkg/server/router/tcp/manager.go`).
pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for rule in context.rules.iter().filter(|rule| !rule.has_tls()) {
        let Some(matcher) = rule.parsed.as_ref().ok().and_then(|parsed| parsed.plain_tls_violation()) else { continue };
        let place = rule.place(context.sources, matcher.argument.clone());
        let message = "a server name is only seen on TLS connections, and this route has no `tls`: Traefik disables it";
        diagnostics.push(Diagnostic::new(&CODE, place, message).help(
            "end TLS here with `tls = { secret_name = \"...\" }`, hand it on with `tls = \"passthrough\"`, \
             or let plain clients in with `sni = \"*\"`",
        ));
    }
}
