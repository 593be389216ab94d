//! The JSON Schema of the state file, asked for what can be at a path.

use std::sync::LazyLock;

use serde_json::{Map, Value as Json};
use smol_str::SmolStr;

use super::toml::ITEM;
use crate::desired;

static SCHEMA: LazyLock<Json> = LazyLock::new(desired::schema);

/// Every alternative that can be at `path`.
pub(super) fn at(path: &[SmolStr]) -> Vec<&'static Json> {
    let mut here = spread(&SCHEMA);
    for segment in path {
        here = here.into_iter().flat_map(|schema| step(schema, segment)).flat_map(spread).collect();
    }
    here
}

/// The keys of the tables that can be at `path`, in the order of the schema, each once.
pub(super) fn keys(path: &[SmolStr]) -> Map<String, Json> {
    let mut found = Map::new();
    for table in at(path) {
        for (key, schema) in table.get("properties").and_then(Json::as_object).into_iter().flatten() {
            found.entry(key).or_insert_with(|| schema.clone());
        }
    }
    found
}

/// The description of what is at `path`: that of its key, and not that of its type.
pub(super) fn description(path: &[SmolStr]) -> Option<Description> {
    let (last, above) = path.split_last()?;
    let own = at(above).into_iter().find_map(|table| table.get("properties")?.get(last.as_str()));
    let schema = own.or_else(|| at(path).into_iter().find(|schema| schema.get("description").is_some()))?;
    let text = |key: &str| schema.get(key).and_then(Json::as_str).map(ToOwned::to_owned);
    let alternatives = spread(schema);
    let choices = alternatives.iter().find_map(|one| one.get("enum")?.as_array());
    Some(Description {
        words: text("description")?,
        default: schema.get("default").cloned(),
        example: schema.get("examples").and_then(|examples| examples.get(0)).cloned(),
        choices: choices.into_iter().flatten().filter_map(Json::as_str).map(ToOwned::to_owned).collect(),
    })
}

/// What the schema says of a key.
#[derive(Clone, Debug)]
pub(super) struct Description {
    /// The doc comment of the key.
    pub words: String,
    /// What it is if it is not written.
    pub default: Option<Json>,
    /// A value.
    pub example: Option<Json>,
    /// The values that Traefik knows, if these are all.
    pub choices: Vec<String>,
}

/// The schema behind references and alternatives, with the outer one's description.
pub(super) fn spread(schema: &'static Json) -> Vec<&'static Json> {
    if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
        let name = reference.trim_start_matches("#/definitions/");
        return SCHEMA.get("definitions").and_then(|all| all.get(name)).map(spread).unwrap_or_default();
    }
    let inner = ["anyOf", "allOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    let mut found: Vec<&Json> = inner.flat_map(spread).collect();
    found.push(schema);
    found
}

fn step(schema: &'static Json, segment: &str) -> Vec<&'static Json> {
    if segment == ITEM {
        return schema.get("items").into_iter().collect();
    }
    if let Some(property) = schema.get("properties").and_then(|all| all.get(segment)) {
        return vec![property];
    }
    if let Some(named) = schema.get("additionalProperties").filter(|named| named.is_object()) {
        return vec![named];
    }
    // `[a.b.c]` under `[[a.b]]` is in the last item.
    let items = schema.get("items").map(spread).unwrap_or_default();
    items.into_iter().flat_map(|item| step(item, segment)).collect()
}

#[cfg(test)]
mod tests {
    use smol_str::SmolStr;

    use super::{description, keys};

    fn path(text: &str) -> Vec<SmolStr> {
        text.split('.').filter(|part| !part.is_empty()).map(SmolStr::from).collect()
    }

    #[test]
    fn keys_are_found_behind_references_alternatives_and_items() {
        for (at, key) in [
            ("", "routes"),
            ("routes.pg", "entry_points"),
            ("routes.pg.rules.*", "match"),
            ("routes.pg.tls", "options"),
            ("routes.pg.services.*", "weight"),
            ("scenarios.a.steps.*.set", "ip_allow_list"),
            ("scenarios.a.steps.connect", "client_ip"),
            ("invariants.a.only", "sni"),
        ] {
            assert!(keys(&path(at)).contains_key(key), "{at} {key}");
        }
        assert!(keys(&path("routes.pg.protocol")).is_empty());
        assert!(keys(&path("nonsense.pg")).is_empty());
    }

    #[test]
    fn a_key_is_described_by_its_own_words() {
        let tls = description(&path("routes.pg.tls")).unwrap();
        assert_eq!(tls.words, "How TLS is handled. Default: Traefik does not handle TLS.");
        assert!(description(&path("routes.pg.protocol")).unwrap().choices.contains(&"postgres".to_owned()));
        assert_eq!(description(&path("routes.pg.syntax")).unwrap().default, Some("v3".into()));
        assert!(description(&path("routes.pg.nonsense")).is_none());
    }
}
