use crate::check::view::phrases::TLS_ROUTES;
use crate::check::view::protocol::Opening;
use crate::check::view::witness::{PlainClients, takes};
use crate::check::{Check, Context, EntryPointView, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Answer;

/// A server that speaks first where Traefik waits for the client.
pub static CODE: Code = Code {
    name: "server-first-behind-peek",
    severity: Severity::Warning,
    summary: "the server speaks first, but on this entry point Traefik waits for the client: connections hang",
    explanation: include_str!("server_first_behind_peek.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::EntryPoints(check)] };

/// Routes with `tls` are `protocol-cannot-sni`'s.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for listener in context.listeners.iter().filter(|listener| listener.peeks) {
        let clients = PlainClients::new(context, listener);
        let mut last: Option<&RuleView<'_>> = None;
        for rule in context.at(&listener.plain) {
            let Some(protocol) = rule.protocol.filter(|protocol| protocol.client_may_wait()) else { continue };
            let hangs = |answer: &Answer<'_>| answer.waits_for_client && takes(answer, rule.router);
            let Some(witness) = clients.witness(rule, hangs) else { continue };
            if last.replace(rule).is_some_and(|last| std::ptr::eq(last.object, rule.object)) {
                continue;
            }
            let title = protocol.title;
            let message = match protocol.opening {
                Opening::Both => format!("clients of {title} may wait for the server, and here Traefik waits for them"),
                _ => format!("servers of {title} speak first, and here Traefik waits for the client: connections hang"),
            };
            let found = Diagnostic::new(&CODE, rule.entry_point(listener.name), rule.if_spoken(message))
                .witness(&witness)
                .help(format!(
                    "give it an entry point of its own, with neither {} nor HTTPS hosts{}",
                    rule.notation().words(&TLS_ROUTES),
                    rule.other_protocol(),
                ));
            diagnostics.push(because(context, listener, found));
        }
    }
}

/// With the place of what makes Traefik look for TLS.
fn because(context: &Context<'_>, listener: &EntryPointView<'_>, found: Diagnostic) -> Diagnostic {
    if let Some(tls) = context.at(&listener.tls).next() {
        return found.related(tls.tls_span(), tls.has_tls_label());
    }
    match listener.http_hosts.first() {
        Some(host) => found.related(host.span, "HTTPS is served here"),
        None => found,
    }
}
