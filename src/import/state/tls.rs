use super::document::{Table, Value};
use crate::resource::{Certificate, ClientAuth, Domain, GeneratedCert, ObjectReference, TlsOption, TlsStore, TlsTcp};

/// How a route treats TLS.
pub(super) fn route(tls: &TlsTcp) -> Value {
    let mut table = Table::default();
    table.set_bool("passthrough", tls.passthrough);
    table.set_text("secret_name", tls.secret_name.as_ref());
    table.set_with("options", tls.options.as_ref(), reference);
    table.set_with("store", tls.store.as_ref(), reference);
    table.set_text("cert_resolver", tls.cert_resolver.as_ref());
    table.set_each("domains", &tls.domains, domain);
    match table.entries.as_slice() {
        [(key, Value::Bool(true))] if key == "passthrough" => Value::text("passthrough"),
        _ => Value::Table(table),
    }
}

/// A TLSOption.
pub(super) fn option(option: &TlsOption, table: &mut Table) {
    table.set_text("min_version", option.min_version.as_ref());
    table.set_text("max_version", option.max_version.as_ref());
    table.set_list("cipher_suites", option.cipher_suites.as_deref());
    table.set_texts("curve_preferences", &option.curve_preferences);
    table.set_with("client_auth", option.client_auth.as_ref(), client_auth);
    table.set_bool("sni_strict", option.sni_strict);
    table.set_list("alpn_protocols", option.alpn_protocols.as_deref());
    table.set_bool("disable_session_tickets", option.disable_session_tickets);
    table.set_bool("prefer_server_cipher_suites", option.prefer_server_cipher_suites);
}

/// A TLSStore.
pub(super) fn store(store: &TlsStore, table: &mut Table) {
    table.set_with("default_certificate", store.default_certificate.as_ref(), certificate);
    table.set_with("default_generated_cert", store.default_generated_cert.as_ref(), generated);
    table.set_each("certificates", &store.certificates, certificate);
}

fn certificate(certificate: &Certificate) -> Value {
    Value::text(&certificate.secret_name)
}

fn generated(generated: &GeneratedCert) -> Value {
    let mut table = Table::default();
    table.set_text("resolver", generated.resolver.as_ref());
    table.set_with("domain", generated.domain.as_ref(), domain);
    Value::Table(table)
}

fn domain(domain: &Domain) -> Value {
    let mut table = Table::default();
    table.set_text("main", domain.main.as_ref());
    table.set_texts("sans", &domain.sans);
    Value::Table(table)
}

fn client_auth(auth: &ClientAuth) -> Value {
    let mut table = Table::default();
    table.set_texts("secret_names", &auth.secret_names);
    table.set_text("client_auth_type", auth.client_auth_type.as_ref());
    Value::Table(table)
}

/// `"name"` or `"namespace/name"`; the long form where a `/` would be misread.
fn reference(reference: &ObjectReference) -> Value {
    let name = reference.name.as_str();
    match reference.namespace.as_ref() {
        None if !name.contains('/') => Value::text(name),
        Some(namespace) if !namespace.contains('/') => Value::Text(format!("{}/{name}", namespace.as_str())),
        namespace => {
            let mut table = Table::default();
            table.set_text("name", Some(&reference.name));
            table.set_text("namespace", namespace);
            Value::Table(table)
        }
    }
}
