//! What the API server takes and the named Traefik does not have yet: settings, values, and fields without effect.

use crate::check::view::notation::Notation;
use crate::check::view::phrases::{ROOT_CAS, TLS_OF_SERVICE};
use crate::check::{Context, RuleView};
use crate::desired::DesiredState;
use crate::diagnostic::{Code, Diagnostic};
use crate::resource::{Object, ServersTransportTcp, TlsOption};
use crate::source::Span;
use crate::traefik::{Change, change};

/// The settings of Traefik's static configuration that a state file has, by its keys, each with the change that brought it.
/// A Traefik that does not know one does not start, but for `default_rule_syntax`.
pub(crate) fn settings_of(
    desired: &DesiredState,
) -> impl Iterator<Item = (&'static str, &'static Change, Span)> + use<'_> {
    let traefik = &desired.traefik;
    let of_traefik = [
        (
            "cross_provider_namespaces",
            &change::CROSS_PROVIDER_NAMESPACES,
            span(traefik.cross_provider_namespaces.as_ref()),
        ),
        ("safe_naming", &change::SAFE_NAMING, span(traefik.safe_naming.as_ref())),
        (
            "default_tls_resources_namespace",
            &change::DEFAULT_TLS_NAMESPACE,
            span(traefik.default_tls_resources_namespace.as_ref()),
        ),
        ("default_rule_syntax", &change::DEFAULT_RULE_SYNTAX, span(traefik.default_rule_syntax.as_ref())),
    ];
    let entry_points = desired.entry_points.iter().map(|entry| &entry.body);
    let of_entry_points = entry_points.map(|body| ("as_default", &change::AS_DEFAULT, span(body.as_default.as_ref())));
    of_traefik.into_iter().chain(of_entry_points).filter_map(|(key, change, place)| Some((key, change, place?)))
}

/// Settings of the static configuration that Traefik does not know yet.
pub(super) fn settings(context: &Context<'_>, code: &'static Code, diagnostics: &mut Vec<Diagnostic>) {
    for (key, change, place) in settings_of(context.desired) {
        let Some(since) = missing(context, change) else { continue };
        let effect = if *change == change::DEFAULT_RULE_SYNTAX { "ignores it" } else { "does not start with it" };
        let version = context.version;
        let message = format!("`{key}` came with Traefik {since}, and this state is for {version}, which {effect}");
        diagnostics.push(Diagnostic::new(code, place, message).help("remove it, or raise `version` under `[traefik]`"));
    }
}

/// `curvePreferences` that Traefik does not know yet (`CurveIDs` in `pkg/tls/certificate.go`).
pub(super) fn curves(
    context: &Context<'_>,
    code: &'static Code,
    options: &TlsOption,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for curve in &options.curve_preferences {
        let Some(since) = curve_change(curve).and_then(|change| missing(context, change)) else { continue };
        let message = format!(
            "the curve `{}` came with Traefik {since}, and this state is for {}, which closes all connections of these \
             options",
            curve.as_str(),
            context.version
        );
        diagnostics.push(Diagnostic::new(code, curve.span, message).help("remove it; `X25519` is in every version"));
    }
}

/// The change that brought a curve; none for those that were always there, and for what is no curve.
fn curve_change(name: &str) -> Option<&'static Change> {
    Some(match name {
        "X25519MLKEM768" | "x25519mlkem768" => &change::MLKEM_CURVE,
        "SecP256r1MLKEM768" | "secp256r1mlkem768" | "SecP384r1MLKEM1024" | "secp384r1mlkem1024" => {
            &change::SECP_MLKEM_CURVES
        }
        _ => return None,
    })
}

/// [`change::SERVICE_TLS`]: a field that is there and does nothing.
pub(super) fn service_tls(
    context: &Context<'_>,
    code: &'static Code,
    rule: &RuleView<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(since) = missing(context, &change::SERVICE_TLS) else { return };
    for service in &rule.rule.services {
        let Some(tls) = service.tls.filter(|tls| tls.value) else { continue };
        let message = format!(
            "{} has no effect before Traefik {since}, and this state is for {}: the server gets plain TCP",
            rule.notation_of(service).words(&TLS_OF_SERVICE),
            context.version
        );
        diagnostics.push(
            Diagnostic::new(code, tls.span, message).help("update Traefik; nothing else makes it open TLS to a server"),
        );
    }
}

/// [`change::ROOT_CAS_REFUSED`]: a field that cannot be used.
pub(super) fn root_cas(
    context: &Context<'_>,
    code: &'static Code,
    (object, transport): (&Object, &ServersTransportTcp),
    diagnostics: &mut Vec<Diagnostic>,
) {
    if !context.table.changes().has(&change::ROOT_CAS_REFUSED) {
        return;
    }
    let mut homes =
        transport.tls.iter().flat_map(|tls| &tls.root_cas).flat_map(|ca| ca.secret.iter().chain(&ca.config_map));
    let Some(home) = homes.next() else { return };
    let what = Notation::of(object).words(&ROOT_CAS);
    let message =
        format!("{what} cannot be used with the CRDs of Traefik {}: the API server refuses it", context.version);
    diagnostics.push(Diagnostic::new(code, home.span, message).help("take the CRDs of the next patch"));
}

/// The version that brings a change, where the Traefik of the state lacks it.
fn missing(context: &Context<'_>, change: &Change) -> Option<crate::TraefikVersion> {
    let lacks = !context.table.changes().has(change);
    change.after(context.version).filter(|_| lacks)
}

fn span<T>(written: Option<&crate::source::Spanned<T>>) -> Option<Span> {
    written.map(|written| written.span)
}
