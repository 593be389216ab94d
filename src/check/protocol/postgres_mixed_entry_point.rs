use crate::check::view::phrases::TLS;
use crate::check::view::witness::{PlainClients, takes};
use crate::check::{Check, Context, RuleView, Run};
use crate::connection::Connection;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A plain PostgreSQL route beside routes with TLS.
pub static CODE: Code = Code {
    name: "postgres-mixed-entry-point",
    severity: Severity::Warning,
    summary: "a plain PostgreSQL route shares an entry point with `tls` routes: clients that ask for TLS never reach it",
    explanation: include_str!("postgres_mixed_entry_point.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::EntryPoints(check)] };

/// Traefik answers each SSLRequest with yes, and then tries routers with TLS alone
/// (`pkg/server/router/tcp/postgres.go`, `servePostgres`).
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for listener in &context.listeners {
        let Some(tls) = context.at(&listener.tls).next() else { continue };
        let clients = PlainClients::new(context, listener);
        let mut last: Option<&RuleView<'_>> = None;
        for rule in context.at(&listener.plain) {
            let Some(witness) = lost(&clients, rule) else { continue };
            if last.replace(rule).is_some_and(|last| std::ptr::eq(last.object, rule.object)) {
                continue;
            }
            let message = format!(
                "clients with `sslmode=prefer`, the default, never get to this route: Traefik agrees to TLS, and then \
                 tries the routes with {} alone",
                rule.notation().words(&TLS)
            );
            diagnostics.push(
                Diagnostic::new(&CODE, rule.entry_point(listener.name), rule.if_spoken(message))
                    .witness(&witness)
                    .help("give the plain route an entry point of its own, or set `sslmode=disable` in its clients")
                    .related(tls.tls_span(), tls.has_tls_label()),
            );
        }
    }
}

/// A client of PostgreSQL that the rule takes when it connects in the clear, and loses when it asks for TLS.
pub(super) fn lost(clients: &PlainClients<'_, '_>, rule: &RuleView<'_>) -> Option<Connection> {
    let PlainClients { context, listener, .. } = clients;
    if context.version.is_v2() || listener.tls.is_empty() || !rule.speaks("postgres") {
        return None;
    }
    let client = clients.witness(rule, |answer| takes(answer, rule.router))?;
    let asks = Connection::tls_without_sni(client.entry_point, client.client_ip).with_postgres();
    (!clients.takes_asking(&asks, rule.router)).then_some(asks)
}
