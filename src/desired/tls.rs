use serde_json::{Map, Value as Json, json};
use toml::de::DeValue;

use super::decoder::Decode;
use super::decoder::{Decoder, Value};
use super::describe::Describe;
use super::fields::decode_table;
use super::problem;
use super::table::table;
use crate::source::{Spanned, Text};

table! {
    /// How a route handles TLS. `"passthrough"` is short for `{ passthrough = true }`; `{}` terminates TLS with the default
    /// certificate.
    pub struct Tls {
        /// Forward the encrypted bytes to the service, which terminates TLS itself.
        /// Default: `false`
        /// Example: `true`
        passthrough: Spanned<bool>,
        /// The Kubernetes Secret with the certificate, in the route's namespace.
        /// Default: a certificate that Traefik has for the name, or that of the TLSStore.
        /// Example: `"db-cert"`
        secret_name: Text,
        /// The TLSOption: `name` or `namespace/name`.
        /// Default: the TLSOption `default`, if there is one.
        /// Example: `"modern"`
        options: Reference,
        /// The TLSStore: `name` or `namespace/name`.
        /// Example: `"default"`
        store: Reference,
        /// The certificate resolver (ACME) of Traefik's static configuration.
        /// Example: `"letsencrypt"`
        cert_resolver: Text,
        /// Domains to request certificates for.
        /// Default: the names in the rule's HostSNI matchers.
        /// Example: `[{ main = "db.example.com" }]`
        domains: Spanned<Vec<Domain>>,
    }
    custom passthrough_text;
}

table! {
    /// A domain and its alternative names.
    pub struct Domain {
        /// The main name.
        /// Example: `"db.example.com"`
        main: Text,
        /// Subject alternative names.
        /// Example: `["replica.example.com"]`
        sans: Spanned<Vec<Text>>,
    }
}

table! {
    /// A reference to another object: `"name"`, `"namespace/name"` or `{ name, namespace }`.
    pub struct Reference {
        /// The object's name.
        /// Example: `"modern"`
        name: Text,
        /// The object's namespace.
        /// Default: that of the referring object.
        /// Example: `"ops"`
        namespace: Text,
    }
    required ["name"];
    custom reference_text;
}

fn passthrough_text(_: &mut Map<String, Json>) -> Json {
    json!({ "type": "string", "enum": ["passthrough"] })
}

fn reference_text(definitions: &mut Map<String, Json>) -> Json {
    Text::describe(definitions)
}

impl Decode for Tls {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) if text == "passthrough" => {
                let span = decoder.span(value);
                Some(Self { span, passthrough: Some(Spanned::new(true, span)), ..Self::default() })
            }
            DeValue::String(_) | DeValue::Boolean(true) => {
                let span = decoder.span(value);
                decoder.report(problem::invalid_value::tls(span, value.get_ref().as_str()));
                // TLS was meant: no check shall complain that there is none.
                Some(Self { span, ..Self::default() })
            }
            DeValue::Boolean(false) => {
                let span = decoder.span(value);
                decoder.report(problem::invalid_value::no_tls(span));
                None
            }
            _ => decode_table(value, decoder, "`\"passthrough\"` or a table"),
        }
    }
}

impl Decode for Reference {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        if !matches!(value.get_ref(), DeValue::String(_)) {
            return decode_table(value, decoder, "a name or a table");
        }
        let text = Text::decode(value, decoder)?;
        let (namespace, name) = match text.split_once('/') {
            Some((namespace, name)) => (Some(Spanned::new(namespace.into(), text.span)), name.into()),
            None => (None, text.value.clone()),
        };
        Some(Self { span: text.span, name: Some(Spanned::new(name, text.span)), namespace })
    }
}
