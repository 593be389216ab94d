use serde_json::{Map, Value, json};

use super::{CONFIGURE_MIDDLEWARE, GENERATE_MANIFEST, MANAGE_ROUTE, Parameter};

/// A tool as an agent sees it.
#[derive(Clone, Copy, Debug)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it does.
    pub description: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// Whether it changes nothing.
    pub read_only: bool,
}

/// The tools of [`call`](super::call).
pub static TOOLS: [&Tool; 3] = [&CONFIGURE_MIDDLEWARE, &MANAGE_ROUTE, &GENERATE_MANIFEST];

impl Tool {
    /// The JSON Schema of its arguments.
    pub fn schema(&self) -> Map<String, Value> {
        let properties: Map<String, Value> =
            self.parameters.iter().map(|parameter| (parameter.name.to_owned(), parameter.schema())).collect();
        let required: Vec<&str> =
            self.parameters.iter().filter(|parameter| parameter.required).map(|parameter| parameter.name).collect();
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("required".to_owned(), json!(required));
        schema.insert("additionalProperties".to_owned(), json!(false));
        schema
    }
}
