use crate::check::view::notation::Notation;
use crate::check::view::phrases::SERVERS_TRANSPORT_IS;
use crate::check::view::reference::{Reference, Referents};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::Kind;

/// A servers transport that nothing refers to.
pub static CODE: Code = Code {
    name: "unused-servers-transport",
    severity: Severity::Advice,
    summary: "a servers transport is declared, but nothing refers to it",
    explanation: include_str!("unused_servers_transport.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// In a state without routes others may refer to it.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.complete || context.rules.is_empty() || context.servers_transports.is_empty() {
        return;
    }
    let known = Referents::new(context, Kind::ServersTransportTcp, &context.servers_transports);
    let references = context.rules.iter().flat_map(|rule| {
        let own = rule.object.metadata.namespace.as_str();
        let names = rule.rule.services.iter().filter_map(|service| service.servers_transport.as_ref());
        names.map(|name| Reference::new(name, None, own))
    });
    for object in known.unused(references) {
        let message = format!("nothing refers to `{}`", object.metadata.name.as_str());
        diagnostics.push(Diagnostic::new(&CODE, object.span, message).help(format!(
            "name it in a service: {}; or remove it",
            Notation::of(object).words(&SERVERS_TRANSPORT_IS)
        )));
    }
}
