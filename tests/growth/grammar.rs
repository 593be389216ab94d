//! Everything that the schema of state files can repeat, by the schema itself: a new list or table is doubled without anybody
//! thinking of it.

use serde_json::{Map, Value, json};
use tcpgen::desired;

use super::measure::check;

/// Keys of which a table takes one.
const EXCLUSIVE: [(&str, &str); 7] = [
    ("rules", "service"),
    ("services", "service"),
    ("sni", "match"),
    ("ip_white_list", "ip_allow_list"),
    ("never", "only"),
    ("always", "only"),
    ("delete", "apply"),
];

/// One step into a state: the key of a table, any key of it, or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Any,
    Item,
}

/// A place that can have many, and the schemas on the way to it.
type Path = Vec<(Step, Value)>;

/// Finds the lists and tables of a schema.
struct Walk<'s> {
    schema: &'s Value,
    /// The definitions on the way: none is entered again.
    inside: Vec<String>,
    path: Path,
    found: Vec<Path>,
}

impl Walk<'_> {
    fn enter(&mut self, step: Step, node: &Value) {
        self.path.push((step, node.clone()));
        self.node(node);
        self.path.pop();
    }

    fn node(&mut self, node: &Value) {
        if let Some(name) = node["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
            if !self.inside.iter().any(|known| known == name) {
                self.inside.push(name.to_owned());
                self.node(&self.schema["definitions"][name].clone());
                self.inside.pop();
            }
            return;
        }
        for either in ["allOf", "anyOf", "oneOf"].iter().filter_map(|key| node[*key].as_array()).flatten() {
            self.node(either);
        }
        let many = [(Step::Item, &node["items"]), (Step::Any, &node["additionalProperties"])];
        for (step, inner) in many.into_iter().filter(|(_, inner)| inner.is_object()) {
            self.path.push((step, inner.clone()));
            self.found.push(self.path.clone());
            self.node(inner);
            self.path.pop();
        }
        for (key, inner) in node["properties"].as_object().into_iter().flatten() {
            self.enter(Step::Key(key.clone()), inner);
        }
    }
}

/// What the schema gives as an example, if anything.
fn example(node: &Value) -> Option<&Value> {
    node["examples"].get(0)
}

/// The value at a place: examples on the way, and at its end `n` that differ.
fn value(path: &[(Step, Value)], example_here: Option<&Value>, n: usize) -> Value {
    let Some(((step, node), rest)) = path.split_first() else { return example_here.cloned().unwrap_or(json!("x")) };
    let many = |one: &dyn Fn(usize) -> Value| (0..if rest.is_empty() { n } else { 1 }).map(one).collect::<Vec<_>>();
    match step {
        Step::Key(key) => {
            let mut table = example_here.and_then(Value::as_object).cloned().unwrap_or_default();
            for (_, other) in EXCLUSIVE.iter().filter(|(one, _)| one == key) {
                table.remove(*other);
            }
            let inner = value(rest, example(node).or(table.get(key)), n);
            table.insert(key.clone(), inner);
            Value::Object(table)
        }
        Step::Any => {
            let first = example_here.and_then(Value::as_object).and_then(|table| table.values().next());
            let all = many(&|at| value(rest, example(node).or(first), n.max(at)));
            let keys = all.into_iter().enumerate().map(|(at, value)| (format!("x{at}"), value));
            Value::Object(keys.collect::<Map<_, _>>())
        }
        Step::Item => {
            let first = example_here.and_then(|list| list.get(0).or(Some(list).filter(|one| !one.is_array())));
            let item = |at: usize| match rest {
                [] => distinct(example(node).or(first).unwrap_or(&json!("x")), at),
                _ => value(rest, example(node).or(first), n),
            };
            Value::Array(many(&item))
        }
    }
}

/// Another value of the same kind.
fn distinct(value: &Value, at: usize) -> Value {
    match value {
        Value::String(text) if text.parse::<ipnet::IpNet>().is_ok() || text.parse::<std::net::IpAddr>().is_ok() => {
            json!(format!("10.{}.{}.0/24", at / 250 % 250, at % 250))
        }
        Value::String(text) if text.contains('.') => json!(format!("x{at}.{text}")),
        Value::String(text) => json!(format!("{text}{at}")),
        Value::Number(_) => json!(at % 60_000 + 1),
        Value::Object(fields) => {
            let keeps = ["expect", "code", "apply", "delete", "entry_point", "client_ip", "connect", "type"];
            let other = |(key, value): (&String, &Value)| {
                (key.clone(), if keeps.contains(&key.as_str()) { value.clone() } else { distinct(value, at) })
            };
            Value::Object(fields.iter().map(other).collect())
        }
        other => other.clone(),
    }
}

/// `routes.*.sni[]`.
fn name(path: &Path) -> String {
    let part = |(step, _): &(Step, Value)| match step {
        Step::Key(key) => format!(".{key}"),
        Step::Any => ".*".to_owned(),
        Step::Item => "[]".to_owned(),
    };
    path.iter().map(part).collect::<String>().trim_start_matches('.').to_owned()
}

#[test]
fn whatever_the_schema_can_repeat() {
    let schema = desired::schema();
    let mut walk = Walk { schema: &schema, inside: Vec::new(), path: Vec::new(), found: Vec::new() };
    walk.node(&schema);
    let mut paths = walk.found;
    paths.dedup_by_key(|path| name(path));
    assert!(paths.len() > 100, "{}", paths.len());
    // Beside them the rest of a state, so that references are there.
    let beside = json!({ "routes": { "beside": { "entry_points": ["e"], "service": "s:1" } } });
    for path in paths {
        check(&name(&path), 100, |n| {
            let mut state = value(&path, None, n);
            let tables = state.as_object_mut().unwrap();
            for (key, value) in beside.as_object().unwrap() {
                tables.entry(key.clone()).or_insert_with(|| value.clone());
            }
            tables.iter().map(|(key, value)| format!("{key} = {}\n", inline(value))).collect::<Vec<_>>().concat()
        });
    }
}

/// As TOML, in one line. A string of JSON is one of TOML.
fn inline(value: &Value) -> String {
    let joined = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Array(items) => format!("[{}]", joined(items.iter().map(inline).collect())),
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| format!("{} = {}", json!(key), inline(value));
            format!("{{ {} }}", joined(fields.iter().map(field).collect()))
        }
        other => other.to_string(),
    }
}
