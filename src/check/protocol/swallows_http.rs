use crate::check::view::witness::{PlainClients, takes};
use crate::check::{Check, Context, EntryPointView, NamelessClients, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A plain catch-all where HTTP is served.
pub static CODE: Code = Code {
    name: "swallows-http",
    severity: Severity::Warning,
    summary: "a route without `tls` matches every client of an entry point that serves HTTP",
    explanation: include_str!("swallows_http.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::EntryPoints(check)] };

/// The entry points of Traefik's own defaults and of its Helm chart that serve HTTP.
const CONVENTIONAL: [&str; 3] = ["web", "websecure", "traefik"];

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for listener in context.listeners.iter().filter(|listener| serves_http(listener)) {
        let clients = PlainClients::new(context, listener);
        let mut last: Option<&RuleView<'_>> = None;
        for rule in context.at(&listener.plain).filter(|rule| rule.nameless() == NamelessClients::All) {
            let Some(witness) = clients.witness(rule, |answer| takes(answer, rule.router)) else { continue };
            if last.replace(rule).is_some_and(|last| std::ptr::eq(last.object, rule.object)) {
                continue;
            }
            let message = format!(
                "this route takes every plain client of {}, so HTTP is no longer served there",
                listener.title()
            );
            let found = Diagnostic::new(&CODE, rule.entry_point(listener.name), message)
                .witness(&witness)
                .help("give the route an entry point of its own");
            diagnostics.push(match listener.http_hosts.first() {
                Some(host) => found.related(host.span, "hosts are declared here"),
                None => found,
            });
        }
    }
}

fn serves_http(listener: &EntryPointView<'_>) -> bool {
    !listener.http_hosts.is_empty() || listener.name.is_some_and(|name| CONVENTIONAL.contains(&name))
}
