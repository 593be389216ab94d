use serde::Serialize;
use serde_json::{Map, Value as Json};
use toml_edit::{DocumentMut, Item, Value};

use super::{Question, Subject};
use crate::check::state::conflicting_facts;
use crate::diagnostic::Diagnostic;
use crate::found;
use crate::report::Reported;
use crate::store::Refusal;

/// Which facts were found where they live, and do they contradict what is written?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts;

/// The facts that were found, by where, and what contradicts them.
#[derive(Clone, Debug, Serialize)]
pub struct FoundFacts<'a> {
    /// Each source.
    pub facts: Vec<FactsOf<'a>>,
    /// The contradictions.
    pub diagnostics: Reported<'a>,
}

/// The facts of one source.
#[derive(Clone, Debug, Serialize)]
pub struct FactsOf<'a> {
    /// Where: `traefik.yml`.
    pub source: &'a str,
    /// As tables of a state file.
    #[serde(skip)]
    pub toml: &'a str,
    /// The same for programs.
    #[serde(flatten)]
    pub tables: Json,
}

impl Question for Facts {
    type About = Subject;
    type Answer<'a> = FoundFacts<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<FoundFacts<'a>, Refusal> {
        let found = subject.sources.iter().filter(|(id, _)| subject.sources.is_found(*id));
        let facts = found.map(|(_, file)| FactsOf {
            source: file.name().trim_end_matches(found::FACTS),
            toml: file.text(),
            tables: tables(file.text()),
        });
        let is_conflict = |found: &&Diagnostic| found.code.name == conflicting_facts::CODE.name;
        let conflicts: Vec<Diagnostic> = subject.compilation.diagnostics.iter().filter(is_conflict).cloned().collect();
        Ok(FoundFacts { facts: facts.collect(), diagnostics: Reported::new(conflicts, &subject.sources) })
    }
}

/// Tables as JSON.
fn tables(text: &str) -> Json {
    text.parse::<DocumentMut>().map_or(Json::Null, |document| item(document.as_item()))
}

fn item(item: &Item) -> Json {
    match item {
        Item::Value(own) => value(own),
        Item::Table(table) => Json::Object(table.iter().map(|(key, own)| (key.to_owned(), self::item(own))).collect()),
        Item::ArrayOfTables(_) | Item::None => Json::Object(Map::new()),
    }
}

fn value(own: &Value) -> Json {
    match own {
        Value::String(text) => Json::from(text.value().as_str()),
        Value::Integer(number) => Json::from(*number.value()),
        Value::Boolean(flag) => Json::from(*flag.value()),
        Value::Array(items) => items.iter().map(value).collect(),
        Value::InlineTable(table) => {
            Json::Object(table.iter().map(|(key, own)| (key.to_owned(), value(own))).collect())
        }
        Value::Float(_) | Value::Datetime(_) => Json::Null,
    }
}
