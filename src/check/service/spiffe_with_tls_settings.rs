use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, ServersTransportTcp};
use crate::source::Text;

/// SPIFFE beside other TLS settings.
pub static CODE: Code = Code {
    name: "spiffe-with-tls-settings",
    severity: Severity::Warning,
    summary: "SPIFFE and other TLS settings stand together: Traefik disables the routers",
    explanation: include_str!("spiffe_with_tls_settings.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::ServersTransport(check)] };

/// `Build` in `pkg/tcp/dialer.go`.
fn check(_: &Context<'_>, _: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    let Some(tls) = transport.tls.as_ref().filter(|tls| tls.spiffe.is_some()) else { return };
    let first = |list: &[Text]| list.first().map(|text| text.span);
    let others = [
        ("server_name", tls.server_name.as_ref().map(|name| name.span)),
        ("insecure_skip_verify", tls.insecure_skip_verify.filter(|skip| skip.value).map(|skip| skip.span)),
        (
            "root_cas",
            tls.root_cas.iter().flat_map(|ca| ca.secret.iter().chain(&ca.config_map)).map(|name| name.span).next(),
        ),
        ("root_cas_secrets", first(&tls.root_cas_secrets)),
        ("certificates_secrets", first(&tls.certificates_secrets)),
        ("peer_cert_uri", tls.peer_cert_uri.as_ref().map(|uri| uri.span)),
    ];
    let Some((key, place)) = others.into_iter().find_map(|(key, span)| Some((key, span?))) else { return };
    diagnostics.push(
        Diagnostic::new(&CODE, place, format!("`{key}` cannot stand beside `spiffe`: Traefik disables the routers"))
            .help("keep either `spiffe` or the other settings"),
    );
}
