use crate::check::view::notation::Notation;
use crate::check::view::phrases::{CERT_RESOLVER, DOMAINS, OPTIONS, PASSTHROUGH, Phrase, SECRET_NAME, STORE};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::TlsTcp;
use crate::source::{Span, Text};

/// Settings for ending TLS together with `passthrough`.
pub static CODE: Code = Code {
    name: "passthrough-with-termination",
    severity: Severity::Warning,
    summary: "TLS is passed through, so settings for its termination are ignored",
    explanation: include_str!("passthrough_with_termination.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (object, route) in context.resources.routes() {
        let Some(tls) = &route.tls else { continue };
        let Some(passthrough) = tls.passthrough.filter(|passthrough| passthrough.value) else { continue };
        for (key, span) in termination(tls) {
            let [key, passthrough_key] = [key, &PASSTHROUGH].map(|phrase| Notation::of(object).words(phrase));
            let message = format!("{key} is ignored: the route passes TLS through and never ends it");
            diagnostics.push(
                Diagnostic::new(&CODE, span, message)
                    .help(format!("take {key} out, or {passthrough_key}, to end TLS in Traefik"))
                    .related(passthrough.span, "passed through here"),
            );
        }
    }
}

/// What only matters where Traefik ends TLS, as far as it is written.
fn termination(tls: &TlsTcp) -> impl Iterator<Item = (&'static Phrase, Span)> {
    let name = |text: &Option<Text>| text.as_ref().map(|text| text.span);
    let domain = tls.domains.first().and_then(|domain| domain.main.as_ref().or(domain.sans.first()));
    let keys = [
        (&SECRET_NAME, name(&tls.secret_name)),
        (&OPTIONS, tls.options.as_ref().map(|options| options.name.span)),
        (&STORE, tls.store.as_ref().map(|store| store.name.span)),
        (&CERT_RESOLVER, name(&tls.cert_resolver)),
        (&DOMAINS, domain.map(|domain| domain.span)),
    ];
    keys.into_iter().filter_map(|(key, span): (&Phrase, _)| Some((key, span?)))
}
