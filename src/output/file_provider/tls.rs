use serde_json::{Map, Value, json};

use super::configuration::Builder;
use super::section::{set, set_flag, set_text, set_texts, texts};
use crate::resource::{Certificate, Object, Resources, Spec, TlsOption, TlsStore};
use crate::source::Span;
use crate::traefik::change;

/// The name of the options and of the store that count for everything that names none.
const DEFAULT: &str = "default";

/// What Traefik offers by default (`pkg/tls/tlsmanager.go`, `DefaultTLSOptions`).
const PROTOCOLS: [&str; 3] = ["h2", "http/1.1", "acme-tls/1"];

/// `tls.options` and `tls.stores`, and a word on what lives elsewhere.
pub(super) fn add(builder: &mut Builder<'_>, resources: &Resources) {
    for object in builder.objects(resources) {
        let default = object.metadata.name.as_str() == DEFAULT;
        if default && !is_the_default(builder, resources, object) {
            continue;
        }
        let own = || builder.naming().options(&object.metadata.namespace, &object.metadata.name);
        let id = if default { DEFAULT.to_owned() } else { own() };
        match &object.spec {
            Spec::TlsOption(option) => {
                let section = self::option(builder, option, object.span);
                builder.tls_options.insert(id, Value::Object(section));
            }
            Spec::TlsStore(store) => {
                let section = self::store(builder, store);
                set(&mut builder.tls_stores, &id, section);
            }
            _ => {}
        }
    }
    secrets(builder, resources);
    elsewhere(builder, resources);
}

/// Traefik takes none when several namespaces have a default, unless it is told which counts.
/// [`change::DEFAULT_TLS_NAMESPACE`].
fn is_the_default(builder: &Builder<'_>, resources: &Resources, object: &Object) -> bool {
    let told = builder.environment.changes().has(&change::DEFAULT_TLS_NAMESPACE);
    if let Some(chosen) = builder.environment.default_tls_namespace.as_ref().filter(|_| told) {
        return object.metadata.namespace.as_str() == *chosen;
    }
    let is_default = |other: &&Object| other.kind() == object.kind() && other.metadata.name.as_str() == DEFAULT;
    resources.objects().iter().filter(is_default).count() == 1
}

fn option(builder: &mut Builder<'_>, option: &TlsOption, span: Span) -> Map<String, Value> {
    let mut section = Map::new();
    // The file provider takes an empty list for none, and the CRD provider for one that refuses TLS 1.2.
    if option.cipher_suites.as_ref().is_some_and(Vec::is_empty) {
        section.insert("minVersion".to_owned(), "VersionTLS13".into());
    } else {
        set_text(&mut section, "minVersion", option.min_version.as_ref());
    }
    set_text(&mut section, "maxVersion", option.max_version.as_ref());
    set_texts(&mut section, "cipherSuites", option.cipher_suites.as_deref().unwrap_or_default());
    set_texts(&mut section, "curvePreferences", &option.curve_preferences);
    set_flag(&mut section, "sniStrict", option.sni_strict);
    // Always written: an element without content may cost the whole file.
    let protocols = match option.alpn_protocols.as_deref() {
        None => json!(PROTOCOLS),
        Some([]) => {
            if builder.environment.changes().has(&change::EMPTY_ALPN_SPEAKS_NONE) {
                builder.leave_out(
                    span,
                    "the empty list of ALPN protocols is not written: a file cannot switch ALPN off, so clients that offer \
                     other protocols than `h2` and `http/1.1` are refused",
                    "list the protocols of the clients for a local try",
                );
            }
            json!(PROTOCOLS)
        }
        Some(protocols) => texts(protocols),
    };
    section.insert("alpnProtocols".to_owned(), protocols);
    // A version without the field would refuse the whole file, and the CRD provider does without it.
    if builder.environment.changes().has(&change::SESSION_TICKETS_SWITCH) {
        set_flag(&mut section, "disableSessionTickets", option.disable_session_tickets);
    }
    if let Some(auth) = &option.client_auth {
        let mut part = Map::new();
        set_text(&mut part, "clientAuthType", auth.client_auth_type.as_ref());
        set(&mut section, "clientAuth", part);
        for secret in &auth.secret_names {
            builder.leave_out(
                secret.span,
                format!(
                    "the authorities in `{}` are not written, so no client certificate is trusted",
                    secret.as_str()
                ),
                "put them into a file, and the options into a file of your own with `clientAuth.caFiles`",
            );
        }
    }
    section
}

fn store(builder: &mut Builder<'_>, store: &TlsStore) -> Map<String, Value> {
    let mut section = Map::new();
    if let Some(generated) = &store.default_generated_cert {
        let mut part = Map::new();
        set_text(&mut part, "resolver", generated.resolver.as_ref());
        if let Some(domain) = &generated.domain {
            let mut names = Map::new();
            set_text(&mut names, "main", domain.main.as_ref());
            set_texts(&mut names, "sans", &domain.sans);
            set(&mut part, "domain", names);
        }
        set(&mut section, "defaultGeneratedCert", part);
    }
    let mut secret = |certificate: &Certificate, key: &str| {
        let name = &certificate.secret_name;
        builder.leave_out(
            name.span,
            format!("the certificate in `{}` is not written", name.as_str()),
            format!("put it into files, and a file of your own beside this one with `{key}`"),
        );
    };
    if let Some(certificate) = &store.default_certificate {
        secret(certificate, "tls.stores.default.defaultCertificate");
    }
    store.certificates.iter().for_each(|certificate| secret(certificate, "tls.certificates"));
    section
}

/// Certificates of routes that end TLS.
fn secrets(builder: &mut Builder<'_>, resources: &Resources) {
    for (_, route) in resources.routes() {
        let Some(tls) = route.tls.as_ref().filter(|tls| !tls.passthrough.is_some_and(|flag| flag.value)) else {
            continue;
        };
        if let Some(secret) = tls.secret_name.as_ref().filter(|secret| !secret.is_empty()) {
            builder.leave_out(
                secret.span,
                format!(
                    "the certificate in `{}` is not written: Traefik shows its own self-signed one",
                    secret.as_str()
                ),
                "put it into files, and a file of your own beside this one with `tls.certificates`",
            );
        }
    }
}

/// Objects that exist elsewhere.
fn elsewhere(builder: &mut Builder<'_>, resources: &Resources) {
    for object in resources.objects().iter().filter(|object| object.external) {
        let (kind, name) = (object.kind().name(), object.object_ref());
        builder.leave_out(
            object.span,
            format!("the {kind} `{name}` exists elsewhere and is not written: routes that name it are disabled"),
            "to try it locally, define it here without `external`",
        );
    }
}
