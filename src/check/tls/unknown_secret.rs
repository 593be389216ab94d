use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::kubernetes_name::is_subdomain;
use crate::resource::{Object, SecretUse, Spec, TlsOption};
use crate::routing::{Kept, Lack, ObjectName};
use crate::source::Text;
use crate::traefik::change;

/// A Secret or a ConfigMap without what is taken from it.
pub static CODE: Code = Code {
    name: "unknown-secret",
    severity: Severity::Warning,
    summary: "a Secret or a ConfigMap does not exist, or lacks a key",
    explanation: include_str!("unknown_secret.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `getTLSTCP` in `pkg/provider/kubernetes/crd/kubernetes_tcp.go`; `buildTLSOptions`, `buildTLSStores` and
/// `loadConfigurationFromCRD` in `kubernetes.go` beside it.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut suggestions = Suggestions::new();
    let surroundings = context.table.surroundings();
    for object in context.resources.objects().iter().filter(|object| !object.external) {
        object.secrets(&mut |name, used| {
            let full = ObjectName::new(object.metadata.namespace.value.clone(), name.value.clone());
            let Kept::Missing(lack) = surroundings.kept(&full, used) else { return };
            // `impossible-name` and `secret-in-another-namespace` report these.
            if !is_subdomain(name) {
                return;
            }
            let kind = used.kind();
            let message = format!("the {kind} `{full}` {lack}: {}", effect(context, object, used));
            let diagnostic = Diagnostic::new(&CODE, name.span, message);
            let of_kind = if kind == "Secret" { &surroundings.secrets } else { &surroundings.config_maps };
            let near = (lack == Lack::Absent)
                .then(|| suggestions.closest(&full.name, of_kind.names_in(&full.namespace)))
                .flatten();
            diagnostics.push(match near {
                Some(near) => did_you_mean(diagnostic, name.span, near),
                None => diagnostic
                    .help(format!("create it in the namespace `{}`, with the keys that it needs", full.namespace)),
            });
        });
    }
}

/// What Traefik does without it.
fn effect(context: &Context<'_>, object: &Object, used: SecretUse) -> &'static str {
    match used {
        SecretUse::Certificate => {
            "Traefik shows its default certificate, unless another one suits the client's server name"
        }
        SecretUse::DefaultCertificate => {
            "Traefik leaves the TLSStore out, and shows a certificate that it makes itself"
        }
        SecretUse::StoreCertificate if context.table.changes().has(&change::PARTIAL_TLS_STORE) => {
            "Traefik leaves the certificate out"
        }
        SecretUse::StoreCertificate => "Traefik leaves the whole TLSStore out, its default certificate too",
        SecretUse::ServerAuthority | SecretUse::ServerAuthorityMap => {
            "Traefik leaves the authority out, and trusts the others, or those of its system if there are none"
        }
        SecretUse::ClientCertificate => "Traefik shows no certificate to the servers",
        SecretUse::ClientAuthority => match &object.spec {
            Spec::TlsOption(options) => of_clients(context, object, options),
            _ => "",
        },
    }
}

/// Without any authority `clientAuthType` alone counts (`buildTLSConfig` in `pkg/tls/tlsmanager.go`).
fn of_clients(context: &Context<'_>, object: &Object, options: &TlsOption) -> &'static str {
    let Some(auth) = &options.client_auth else { return "" };
    let surroundings = context.table.surroundings();
    let is_missing = |name: &Text| {
        let full = ObjectName::new(object.metadata.namespace.value.clone(), name.value.clone());
        matches!(surroundings.kept(&full, SecretUse::ClientAuthority), Kept::Missing(_))
    };
    if !auth.secret_names.iter().all(is_missing) {
        return "Traefik refuses clients whose certificates it has signed";
    }
    match auth.client_auth_type.as_ref().map_or("", Text::as_str) {
        "" => "no authority is left, and Traefik asks no client for a certificate",
        "VerifyClientCertIfGiven" | "RequireAndVerifyClientCert" => {
            "no authority is left, and Traefik closes all connections of the routes with these options"
        }
        _ => "no authority is left, and Traefik takes any certificate, as the type says",
    }
}
