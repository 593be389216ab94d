use crate::check::protocol::postgres_mixed_entry_point;
use crate::check::view::phrases::{OWN_PROTOCOL, TLS};
use crate::check::view::protocol::Protocol;
use crate::check::view::witness::{PlainClients, takes};
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Answer;

/// Plain and TLS routers on one entry point.
pub static CODE: Code = Code {
    name: "mixed-plain-and-tls",
    severity: Severity::Warning,
    summary: "routes with and without `tls` share an entry point: Traefik waits for the client to speak first",
    explanation: include_str!("mixed_plain_and_tls.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::EntryPoints(check)] };

/// A declared `protocol` says whether it matters, and then other checks report it: servers that speak first, and
/// PostgreSQL's SSLRequest. One that a port gives away is a guess: it silences nothing that no other check reports.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for listener in &context.listeners {
        let Some(tls) = context.at(&listener.tls).next() else { continue };
        let clients = PlainClients::new(context, listener);
        let mut last: Option<&RuleView<'_>> = None;
        for rule in context.at(&listener.plain).filter(|rule| rule.protocol.is_none() || rule.hint.is_some()) {
            let is_reported = rule.protocol.is_some_and(Protocol::client_may_wait)
                || postgres_mixed_entry_point::lost(&clients, rule).is_some();
            if is_reported {
                continue;
            }
            let waits = |answer: &Answer<'_>| answer.waits_for_client && takes(answer, rule.router);
            let Some(witness) = clients.witness(rule, waits) else { continue };
            if last.replace(rule).is_some_and(|last| std::ptr::eq(last.object, rule.object)) {
                continue;
            }
            let message = format!(
                "{} has routes with {} too: plain clients must speak first, and TLS clients never get here",
                listener.title(),
                rule.notation().words(&TLS)
            );
            diagnostics.push(
                Diagnostic::new(&CODE, rule.entry_point(listener.name), message)
                    .witness(&witness)
                    .help(format!("use an entry point of its own{}", rule.notation().words(&OWN_PROTOCOL)))
                    .related(tls.tls_span(), tls.has_tls_label()),
            );
        }
    }
}
