use crate::check::view::notation::Notation;
use crate::check::view::phrases::{
    CERTIFICATES_SECRETS, INSECURE_SKIP_VERIFY, PEER_CERT_URI, Phrase, ROOT_CAS, ROOT_CAS_SECRETS, SERVER_NAME, SPIFFE,
};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, ServersTransportTcp};
use crate::source::Text;

/// SPIFFE together with other TLS settings.
pub static CODE: Code = Code {
    name: "spiffe-with-tls-settings",
    severity: Severity::Warning,
    summary: "SPIFFE is combined with other TLS settings: Traefik disables the routers",
    explanation: include_str!("spiffe_with_tls_settings.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::ServersTransport(check)] };

/// `Build` in `pkg/tcp/dialer.go`.
fn check(_: &Context<'_>, object: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    let Some(tls) = transport.tls.as_ref().filter(|tls| tls.spiffe.is_some()) else { return };
    let first = |list: &[Text]| list.first().map(|text| text.span);
    let others = [
        (&SERVER_NAME, tls.server_name.as_ref().map(|name| name.span)),
        (&INSECURE_SKIP_VERIFY, tls.insecure_skip_verify.filter(|skip| skip.value).map(|skip| skip.span)),
        (
            &ROOT_CAS,
            tls.root_cas.iter().flat_map(|ca| ca.secret.iter().chain(&ca.config_map)).map(|name| name.span).next(),
        ),
        (&ROOT_CAS_SECRETS, first(&tls.root_cas_secrets)),
        (&CERTIFICATES_SECRETS, first(&tls.certificates_secrets)),
        (&PEER_CERT_URI, tls.peer_cert_uri.as_ref().map(|uri| uri.span)),
    ];
    let Some((key, place)) = others.into_iter().find_map(|(key, span): (&Phrase, _)| Some((key, span?))) else {
        return;
    };
    let [key, spiffe] = [key, &SPIFFE].map(|phrase| Notation::of(object).words(phrase));
    diagnostics.push(
        Diagnostic::new(&CODE, place, format!("{key} cannot be combined with {spiffe}: Traefik disables the routers"))
            .help(format!("keep either {spiffe} or the other settings")),
    );
}
