use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::TlsTcp;
use crate::source::{Span, Text};

/// Settings for ending TLS beside `passthrough`.
pub static CODE: Code = Code {
    name: "passthrough-with-termination",
    severity: Severity::Warning,
    summary: "`tls` passes through, so what it says about ending TLS is ignored",
    explanation: include_str!("passthrough_with_termination.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (_, route) in context.resources.routes() {
        let Some(tls) = &route.tls else { continue };
        let Some(passthrough) = tls.passthrough.filter(|passthrough| passthrough.value) else { continue };
        for (key, span) in termination(tls) {
            let message = format!("`{key}` is ignored: the route passes TLS through and never ends it");
            diagnostics.push(
                Diagnostic::new(&CODE, span, message)
                    .help(format!("take `{key}` out, or `passthrough`, to end TLS in Traefik"))
                    .related(passthrough.span, "passed through here"),
            );
        }
    }
}

/// What only matters where Traefik ends TLS, as far as it is written.
fn termination(tls: &TlsTcp) -> impl Iterator<Item = (&'static str, Span)> {
    let name = |text: &Option<Text>| text.as_ref().map(|text| text.span);
    let domain = tls.domains.first().and_then(|domain| domain.main.as_ref().or(domain.sans.first()));
    let keys = [
        ("secret_name", name(&tls.secret_name)),
        ("options", tls.options.as_ref().map(|options| options.name.span)),
        ("store", tls.store.as_ref().map(|store| store.name.span)),
        ("cert_resolver", name(&tls.cert_resolver)),
        ("domains", domain.map(|domain| domain.span)),
    ];
    keys.into_iter().filter_map(|(key, span)| Some((key, span?)))
}
