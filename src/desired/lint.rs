use serde_json::{Map, Value as Json, json};
use smol_str::SmolStr;

use super::covers::Covers;
use super::decoder::{Decode, Decoder, Value};
use super::describe::Describe;
use super::problem;
use crate::diagnostic::Level;
use crate::source::{Span, Spanned, Text};

/// The level of a code: `client-sends-no-sni = "deny"`.
#[derive(Clone, Debug, PartialEq)]
pub struct Lint {
    /// The code as written; it may not exist.
    pub code: Text,
    /// The level of its findings.
    pub level: Spanned<Level>,
}

/// In file order.
impl Decode for Vec<Lint> {
    fn decode(value: &Value<'_>, decoder: &mut Decoder<'_>) -> Option<Self> {
        let table = decoder.expect_table(value, "a table of codes and levels")?;
        let mut lints: Self = Vec::with_capacity(table.len());
        for (key, value) in table {
            let code = decoder.key(key);
            let Some(name) = Spanned::<SmolStr>::decode(value, decoder) else { continue };
            match Level::parse(&name) {
                Some(level) => lints.push(Lint { code, level: Spanned::new(level, name.span) }),
                None => decoder.report(problem::invalid_value::diagnostic(name.span, &name, &code, &Level::NAMES)),
            }
        }
        lints.sort_by_key(|lint| lint.code.span.start);
        Some(lints)
    }
}

impl Describe for Vec<Lint> {
    fn describe(_: &mut Map<String, Json>) -> Json {
        json!({ "type": "object", "additionalProperties": { "type": "string", "enum": Level::NAMES } })
    }
}

impl Covers for Vec<Lint> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        for lint in self {
            lint.code.places(visit);
            visit(lint.level.span);
        }
    }
}
