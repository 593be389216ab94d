use crate::TraefikVersion;
use crate::check::edit::edits;
use crate::check::{Check, Context, RuleView, Run};
use crate::desired::{Entry, SYNTAXES};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::{Kind, Object, ServersTransportTcp, TlsOption};
use crate::routing::provider::CLASS_ANNOTATION;

/// A field that goes.
pub static CODE: Code = Code {
    name: "deprecated-field",
    severity: Severity::Warning,
    summary: "a field is deprecated and has a successor",
    explanation: include_str!("deprecated_field.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check {
    code: &CODE,
    runs: &[Run::State(of_state), Run::Rule(of_rule), Run::ServersTransport(of_transport), Run::TlsOptions(of_options)],
};

/// Whether `version` has the successor already, or knows the field at all.
fn since(context: &Context<'_>, major: u16, minor: u16) -> bool {
    context.version >= TraefikVersion::new(major, minor)
}

/// `IPWhiteList` in `pkg/provider/kubernetes/crd/traefikio/v1alpha1/middlewaretcp.go`; to Traefik v2 it is the name.
fn of_state(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let middlewares = context.desired.entries.iter().filter_map(Entry::middleware);
    for middleware in middlewares.filter(|_| since(context, 3, 0)) {
        let Some(list) = &middleware.ip_white_list else { continue };
        let key = edits::key(context.sources, list.span, "ip_white_list");
        let found = Diagnostic::new(&CODE, key.unwrap_or(list.span), "`ip_white_list` is deprecated")
            .help("it is called `ip_allow_list` now");
        diagnostics.push(match key.filter(|_| middleware.ip_allow_list.is_none()) {
            // Safe: Traefik treats both alike.
            Some(key) => found.fix(Fix::safe("rename to `ip_allow_list`", key, "ip_allow_list")),
            None => found,
        });
    }
    let routes = context.desired.entries.iter().filter(|entry| entry.kind() == Kind::IngressRouteTcp);
    let of_entries = routes.filter_map(|entry| entry.body.common().annotations.as_deref());
    let all = context.desired.files.iter().map(|file| file.annotations.as_slice()).chain(of_entries).flatten();
    for (key, _) in all.filter(|(key, _)| since(context, 3, 7) && key.as_str() == CLASS_ANNOTATION) {
        let found = Diagnostic::new(&CODE, key.span, format!("the annotation `{}` is deprecated", key.as_str()));
        diagnostics.push(found.help("say `ingress_class_name = \"...\"` in the route"));
    }
}

/// `RouteTCP` and `ServiceTCP` in `pkg/provider/kubernetes/crd/traefikio/v1alpha1/ingressroutetcp.go`. Which of a service
/// and its servers transport counts: `Build` in `pkg/tcp/dialer.go`.
fn of_rule(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(syntax) = rule.rule.syntax.as_ref().filter(|it| since(context, 3, 4) && SYNTAXES.contains(&it.as_str()))
    {
        let found = Diagnostic::new(&CODE, syntax.span, "`syntax` is deprecated");
        diagnostics.push(found.help("leave it out, and write the rule in v3 syntax"));
    }
    for service in &rule.rule.services {
        let delay =
            service.termination_delay.filter(|_| since(context, 3, 0)).map(|delay| ("termination_delay", delay.span));
        let protocol = service
            .proxy_protocol
            .as_ref()
            .filter(|_| since(context, 3, 5))
            .map(|protocol| ("proxy_protocol", protocol.version.map_or(service.name.span, |version| version.span)));
        for (key, place) in delay.into_iter().chain(protocol) {
            let ignored =
                if service.servers_transport.is_some() { ", and ignored beside `servers_transport`" } else { "" };
            let message = format!("`{key}` of a service is deprecated{ignored}");
            diagnostics.push(
                Diagnostic::new(&CODE, place, message)
                    .help(format!("say `{key}` in a servers transport, and name that in `servers_transport`")),
            );
        }
    }
}

/// `TLSClientConfig` in `pkg/provider/kubernetes/crd/traefikio/v1alpha1/serverstransporttcp.go`.
fn of_transport(context: &Context<'_>, _: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    let first = transport.tls.as_ref().and_then(|tls| tls.root_cas_secrets.first());
    if let Some(secret) = first.filter(|_| since(context, 3, 4)) {
        let found = Diagnostic::new(&CODE, secret.span, "`root_cas_secrets` is deprecated");
        diagnostics.push(found.help(format!("write `root_cas = [{{ secret = \"{}\" }}]`", secret.as_str())));
    }
}

/// `UpdateConfigs` in `pkg/tls/tlsmanager.go` calls it ineffective.
fn of_options(_: &Context<'_>, _: &Object, options: &TlsOption, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(prefer) = options.prefer_server_cipher_suites {
        let found = Diagnostic::new(&CODE, prefer.span, "`prefer_server_cipher_suites` does nothing any more");
        diagnostics.push(found.help("take it out"));
    }
}
