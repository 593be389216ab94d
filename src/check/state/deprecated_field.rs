use crate::check::edit::edits;
use crate::check::view::notation::Notation;
use crate::check::view::phrases::{
    INGRESS_CLASS_IS, IP_ALLOW_LIST, IP_WHITE_LIST, PREFER_SERVER_CIPHER_SUITES, PROXY_PROTOCOL, ROOT_CAS_IS,
    ROOT_CAS_SECRETS, SERVERS_TRANSPORT, SYNTAX, TERMINATION_DELAY,
};
use crate::check::{Check, Context, RuleView, Run};
use crate::desired::{Entry, SYNTAXES};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::CLASS_ANNOTATION;
use crate::resource::{Kind, Object, ServersTransportTcp, TlsOption};
use crate::traefik::{Field, change};

/// A field that is going away.
pub static CODE: Code = Code {
    name: "deprecated-field",
    severity: Severity::Warning,
    summary: "a field is deprecated",
    explanation: include_str!("deprecated_field.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check {
    code: &CODE,
    runs: &[Run::State(of_state), Run::Rule(of_rule), Run::ServersTransport(of_transport), Run::TlsOptions(of_options)],
};

/// Whether the Traefik of the state calls the field deprecated.
fn is_deprecated(context: &Context<'_>, field: Field) -> bool {
    field.is_deprecated_in(context.version)
}

/// `IPWhiteList` in `pkg/provider/kubernetes/crd/traefikio/v1alpha1/middlewaretcp.go`; to Traefik v2 it is the name.
fn of_state(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let middlewares = context.desired.entries.iter().filter_map(Entry::middleware);
    for middleware in middlewares.filter(|_| is_deprecated(context, Field::IpWhiteList)) {
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
    for (key, _) in all.filter(|(key, _)| {
        context.table.changes().has(&change::INGRESS_CLASS_FIELD) && key.as_str() == CLASS_ANNOTATION
    }) {
        let found = Diagnostic::new(&CODE, key.span, format!("the annotation `{}` is deprecated", key.as_str()));
        diagnostics.push(found.help("set `ingress_class_name = \"...\"` in the route"));
    }
    of_manifests(context, diagnostics);
}

/// As [`of_state`], of objects that come from manifests.
fn of_manifests(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let is_manifest = |object: &Object| object.entry.is_none();
    for (object, middleware) in context.resources.middlewares().filter(|(object, _)| is_manifest(object)) {
        let list = middleware.ip_white_list.as_ref().filter(|_| is_deprecated(context, Field::IpWhiteList));
        if let Some(list) = list {
            let words = Notation::of(object).words(&IP_WHITE_LIST);
            let found = Diagnostic::new(&CODE, list.source_range.span, format!("{words} is deprecated"));
            diagnostics.push(found.help(format!("it is called {} now", Notation::of(object).words(&IP_ALLOW_LIST))));
        }
    }
    if !context.table.changes().has(&change::INGRESS_CLASS_FIELD) {
        return;
    }
    for (object, _) in context.resources.routes().filter(|(object, _)| is_manifest(object)) {
        if let Some(class) = object.metadata.annotations.get(CLASS_ANNOTATION) {
            let message = format!("the annotation `{CLASS_ANNOTATION}` is deprecated");
            let help = format!("set {}", Notation::of(object).with(&INGRESS_CLASS_IS, &[class]));
            diagnostics.push(Diagnostic::new(&CODE, class.span, message).help(help));
        }
    }
}

/// `RouteTCP` and `ServiceTCP` in `pkg/provider/kubernetes/crd/traefikio/v1alpha1/ingressroutetcp.go`. Which of a service
/// and its servers transport counts: `Build` in `pkg/tcp/dialer.go`.
fn of_rule(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(syntax) = rule
        .rule
        .syntax
        .as_ref()
        .filter(|it| is_deprecated(context, Field::RuleSyntax) && SYNTAXES.contains(&it.as_str()))
    {
        let found = Diagnostic::new(&CODE, syntax.span, format!("{} is deprecated", rule.notation().words(&SYNTAX)));
        diagnostics.push(found.help("leave it out, and write the rule in v3 syntax"));
    }
    for service in &rule.rule.services {
        let delay = service
            .termination_delay
            .filter(|_| is_deprecated(context, Field::ServiceTerminationDelay))
            .map(|delay| (&TERMINATION_DELAY, delay.span));
        let protocol = service
            .proxy_protocol
            .as_ref()
            .filter(|_| is_deprecated(context, Field::ServiceProxyProtocol))
            .map(|protocol| (&PROXY_PROTOCOL, protocol.version.map_or(service.name.span, |version| version.span)));
        for (key, place) in delay.into_iter().chain(protocol) {
            let [key, transport] = [key, &SERVERS_TRANSPORT].map(|phrase| rule.notation_of(service).words(phrase));
            let is_ignored = service.servers_transport.is_some();
            let ignored = if is_ignored { format!(", and ignored together with {transport}") } else { String::new() };
            let message = format!("{key} of a service is deprecated{ignored}");
            diagnostics.push(
                Diagnostic::new(&CODE, place, message)
                    .help(format!("set {key} in a servers transport, and name that in {transport}")),
            );
        }
    }
}

/// `TLSClientConfig` in `pkg/provider/kubernetes/crd/traefikio/v1alpha1/serverstransporttcp.go`.
fn of_transport(
    context: &Context<'_>,
    object: &Object,
    transport: &ServersTransportTcp,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let notation = Notation::of(object);
    let first = transport.tls.as_ref().and_then(|tls| tls.root_cas_secrets.first());
    if let Some(secret) = first.filter(|_| is_deprecated(context, Field::RootCasSecrets)) {
        let found = Diagnostic::new(&CODE, secret.span, format!("{} is deprecated", notation.words(&ROOT_CAS_SECRETS)));
        diagnostics.push(found.help(format!("write {}", notation.with(&ROOT_CAS_IS, &[secret]))));
    }
}

/// `UpdateConfigs` in `pkg/tls/tlsmanager.go` calls it ineffective.
fn of_options(_: &Context<'_>, object: &Object, options: &TlsOption, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(prefer) = options.prefer_server_cipher_suites {
        let found = Diagnostic::new(
            &CODE,
            prefer.span,
            format!("{} no longer does anything", Notation::of(object).words(&PREFER_SERVER_CIPHER_SUITES)),
        );
        diagnostics.push(found.help("remove it"));
    }
}
