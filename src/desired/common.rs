use toml::de::DeValue;

use super::decoder::{Decode, Decoder, Value};
use super::fields::decode_table;
use super::problem;
use super::table::table;
use crate::source::{Spanned, Text};

table! {
    /// Keys that every entry can have.
    pub struct Common {
        /// Kubernetes namespace of the object.
        /// Default: the file's `namespace`.
        /// Example: `"databases"`
        namespace: Text,
        /// Kubernetes labels, added to the state's.
        /// Example: `{ team = "data" }`
        labels: Vec<(Text, Text)>,
        /// Kubernetes annotations, added to the state's.
        /// Example: `{ "argocd.argoproj.io/sync-wave" = "5" }`
        annotations: Vec<(Text, Text)>,
        /// Warnings that are accepted for this entry, each with a reason.
        /// Example: `[{ code = "allows-everyone", reason = "a public broker" }]`
        allow: Spanned<Vec<Allow>>,
    }
}

table! {
    /// A warning that is accepted.
    pub struct Allow {
        /// The diagnostic's code.
        /// Example: `"allows-everyone"`
        code: Text,
        /// Why the warning is accepted.
        /// Example: `"a public broker that asks for certificates"`
        reason: Text,
    }
    required ["code", "reason"];
    slips ALLOW;
    custom;
}

/// A code alone is reported with what it lacks.
impl Decode for Allow {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let DeValue::String(code) = value.get_ref() else { return decode_table(value, decoder, "a table") };
        let span = decoder.span(value);
        decoder.report(problem::missing_key::no_reason(span, code));
        None
    }
}
