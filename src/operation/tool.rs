use serde_json::{Map, Value, json};

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
    /// What its result has beside `status`; some of it only at times.
    pub output: &'static [Field],
    /// Whether it changes nothing.
    pub read_only: bool,
}

/// A member of a tool's result.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub is: Is,
    /// What it means.
    pub description: &'static str,
}

/// What a member of a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// A string.
    Text,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// Strings.
    Texts,
    /// A count.
    Number,
    /// An object.
    Object,
    /// Objects.
    Objects,
}

impl Field {
    /// A member of this name.
    pub const fn new(name: &'static str, is: Is, description: &'static str) -> Self {
        Self { name, is, description }
    }

    /// Its JSON Schema.
    pub fn schema(&self) -> Value {
        let mut schema = match self.is {
            Is::Text => json!({ "type": "string" }),
            Is::OneOf(choices) => json!({ "type": "string", "enum": choices }),
            Is::Texts => json!({ "type": "array", "items": { "type": "string" } }),
            Is::Number => json!({ "type": "integer", "minimum": 0 }),
            Is::Object => json!({ "type": "object" }),
            Is::Objects => json!({ "type": "array", "items": { "type": "object" } }),
        };
        schema["description"] = json!(self.description);
        schema
    }
}

impl Tool {
    /// The JSON Schema of its results: what it reports, or why it refused.
    pub fn output_schema(&self) -> Map<String, Value> {
        let mut properties = Map::new();
        properties.insert("status".to_owned(), json!({ "type": "string", "enum": ["success", "error"] }));
        for field in self.output.iter().chain(&REFUSED) {
            properties.entry(field.name).or_insert_with(|| field.schema());
        }
        let schema = json!({ "type": "object", "properties": properties, "required": ["status"] });
        schema.as_object().cloned().unwrap_or_default()
    }

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

/// What a refusal has.
const REFUSED: [Field; 4] = [
    Field::new("code", Is::Text, "why it was refused"),
    Field::new("message", Is::Text, "the same in words"),
    Field::new("help", Is::Text, "how to put it right"),
    Field::new("more", Is::Objects, "further refusals"),
];

/// One argument of a tool: its schema is made of this, and what is given is held against it.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it has to be given.
    pub required: bool,
    /// What counts when it is not given, as JSON.
    pub default: Option<&'static str>,
    /// What it means.
    pub description: &'static str,
}

/// What an argument takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A name, an address or a word: at most [`Takes::LONGEST`] letters.
    Text,
    /// The text of a whole file.
    Document,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A list of strings, or one as JSON in a string.
    Texts,
    /// A port's number or name.
    Port,
    /// `true` or `false`.
    Flag,
    /// A number, not negative.
    Number,
}

impl Parameter {
    /// An argument that has to be given.
    pub const fn required(name: &'static str, takes: Takes, description: &'static str) -> Self {
        Self { name, takes, required: true, default: None, description }
    }

    /// An argument that may be left out.
    pub const fn optional(
        name: &'static str,
        takes: Takes,
        default: Option<&'static str>,
        description: &'static str,
    ) -> Self {
        Self { name, takes, required: false, default, description }
    }

    /// The default as a value.
    pub fn default_value(&self) -> Option<Value> {
        self.default.and_then(|text| serde_json::from_str(text).ok())
    }

    /// Its JSON Schema.
    pub fn schema(&self) -> Value {
        let mut schema = self.takes.schema();
        schema["description"] = json!(self.description);
        if let Some(default) = self.default_value() {
            schema["default"] = default;
        }
        schema
    }
}

impl Takes {
    /// The length of the longest [`Takes::Text`] in bytes: every name of Kubernetes and of DNS is shorter. What is longer
    /// is refused before anything is read.
    pub const LONGEST: usize = 1024;

    fn schema(self) -> Value {
        match self {
            Self::Text => json!({ "type": "string", "maxLength": Self::LONGEST }),
            Self::Document => json!({ "type": "string" }),
            Self::OneOf(choices) => json!({ "type": "string", "enum": choices }),
            Self::Texts => json!({ "anyOf": [
                { "type": "array", "items": { "type": "string" } },
                { "type": "string", "description": "the list as JSON" },
            ] }),
            Self::Port => json!({ "anyOf": [
                { "type": "integer", "minimum": 1, "maximum": 65535 },
                { "type": "string" },
            ] }),
            Self::Flag => json!({ "type": "boolean" }),
            Self::Number => json!({ "type": "integer", "minimum": 0 }),
        }
    }
}
