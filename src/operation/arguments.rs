use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::parameters::{OF_AN_UPDATE, OF_THE_CALL};
use super::tool::{Parameter, Takes, Tool};
use crate::diagnostic::closest;
use crate::store::Refusal;

/// What a call is refused with when its arguments are not what the tool takes.
const CODE: &str = "invalid-arguments";

/// Holds arguments against what a tool takes: lists taken out of strings, `null` as if it were left out. Defaults are
/// filled in; for an update only those that specify nothing of the object, since it changes only what is given.
///
/// # Errors
/// When one is unknown, missing or of the wrong type.
pub(super) fn read(tool: &Tool, arguments: &Value) -> Result<Map<String, Value>, Refusal> {
    let mut read = given(tool, arguments)?;
    let is_update = is_update(&read);
    if let Some(name) = read.keys().find(|name| !is_update && OF_AN_UPDATE.contains(&name.as_str())) {
        let message = format!("`{name}` changes a list that is there, and this is no update");
        return Err(
            Refusal::new("conflicting-arguments", message).help("add `action = \"update\"`, or give the whole list")
        );
    }
    for parameter in tool.parameters {
        if (!is_update || OF_THE_CALL.contains(&parameter.name)) && !read.contains_key(parameter.name) {
            read.extend(parameter.default_value().map(|value| (parameter.name.to_owned(), value)));
        }
    }
    Ok(read)
}

fn given(tool: &Tool, arguments: &Value) -> Result<Map<String, Value>, Refusal> {
    let given = match arguments {
        Value::Object(given) => given,
        Value::Null => &Map::new(),
        _ => return Err(Refusal::new(CODE, format!("`{}` takes an object of arguments", tool.name))),
    };
    for name in given.keys() {
        if !tool.parameters.iter().any(|parameter| parameter.name == name) {
            return Err(unknown(tool, name));
        }
    }
    let mut read = Map::new();
    for parameter in tool.parameters {
        match given.get(parameter.name).filter(|value| !value.is_null()) {
            Some(value) => drop(read.insert(parameter.name.to_owned(), accept(parameter, value)?)),
            None if parameter.required => return Err(missing(&format!("`{}`", tool.name), parameter.name)),
            None => {}
        }
    }
    Ok(read)
}

/// The arguments as a type. What [`read`] lets pass fits.
pub(super) fn typed<T: DeserializeOwned>(arguments: Map<String, Value>) -> Result<T, Refusal> {
    serde_json::from_value(Value::Object(arguments)).map_err(|error| Refusal::new(CODE, error.to_string()))
}

/// Refused, because an argument is needed here.
pub(super) fn missing(what: &str, name: &str) -> Refusal {
    Refusal::new("missing-argument", format!("{what} needs `{name}`")).help(format!("add `{name}` to the arguments"))
}

fn unknown(tool: &Tool, name: &str) -> Refusal {
    let names: Vec<&str> = tool.parameters.iter().map(|parameter| parameter.name).collect();
    let help = match closest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it takes: {}", names.join(", ")),
    };
    Refusal::new("unknown-argument", format!("`{}` has no argument {}", tool.name, quoted(name))).help(help)
}

fn accept(parameter: &Parameter, value: &Value) -> Result<Value, Refusal> {
    let fits = match parameter.takes {
        Takes::Text => return text(parameter, value),
        Takes::Document => value.is_string(),
        Takes::OneOf(choices) => return one_of(parameter, choices, value),
        Takes::Texts => return texts(parameter, value),
        Takes::Port if value.is_string() => return text(parameter, value),
        Takes::Port => value.is_i64(),
        Takes::Flag => value.is_boolean(),
        Takes::Number => value.as_u64().is_some_and(|number| i64::try_from(number).is_ok()),
    };
    if fits { Ok(value.clone()) } else { Err(wrong(parameter, value)) }
}

fn text(parameter: &Parameter, value: &Value) -> Result<Value, Refusal> {
    let Some(text) = value.as_str() else { return Err(wrong(parameter, value)) };
    if text.len() > Takes::LONGEST {
        let message = format!("`{}` is {} bytes long", parameter.name, text.len());
        return Err(Refusal::new(CODE, message).help(format!("it takes at most {}", Takes::LONGEST)));
    }
    Ok(value.clone())
}

fn one_of(parameter: &Parameter, choices: &[&str], value: &Value) -> Result<Value, Refusal> {
    let Some(text) = value.as_str() else { return Err(wrong(parameter, value)) };
    if choices.contains(&text) {
        return Ok(value.clone());
    }
    let help = match closest(text, choices.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it takes one of: {}", choices.join(", ")),
    };
    Err(Refusal::new(CODE, format!("`{}` cannot be {}", parameter.name, shortened(value))).help(help))
}

/// A list of strings, or a string that is such a list in JSON.
fn texts(parameter: &Parameter, value: &Value) -> Result<Value, Refusal> {
    let list = match value {
        Value::String(text) => serde_json::from_str(text).unwrap_or(Value::Null),
        other => other.clone(),
    };
    let Some(items) = list.as_array() else { return Err(wrong(parameter, value)) };
    if !items.iter().all(Value::is_string) {
        return Err(wrong(parameter, value));
    }
    items.iter().try_for_each(|item| text(parameter, item).map(drop))?;
    Ok(list)
}

fn wrong(parameter: &Parameter, value: &Value) -> Refusal {
    let (takes, example) = match parameter.takes {
        Takes::Text | Takes::Document | Takes::OneOf(_) => ("a string", None),
        Takes::Texts => ("a list of strings, or such a list as JSON in a string", example(value)),
        Takes::Port => ("a port's number or name", None),
        Takes::Flag => ("true or false", None),
        Takes::Number => ("a number that is not negative", None),
    };
    let refusal = Refusal::new(CODE, format!("`{}` takes {takes}, not {}", parameter.name, shortened(value)));
    refusal.help(example.unwrap_or_else(|| parameter.description.to_owned()))
}

/// A value as a message quotes it.
fn shortened(value: &Value) -> String {
    cut(value.to_string())
}

/// A name as a message quotes it.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", cut(name.to_owned()))
}

fn cut(mut text: String) -> String {
    const AT_MOST: usize = 80;
    if let Some((end, _)) = text.char_indices().nth(AT_MOST) {
        text.truncate(end);
        text.push_str("...");
    }
    text
}

/// A lone string in a list of its own.
fn example(value: &Value) -> Option<String> {
    let text = value.as_str().filter(|text| text.len() < Takes::LONGEST && !text.contains(['[', ']', '"']))?;
    let items: Vec<&str> = text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
    Some(format!("write {}", Value::from(items)))
}

/// Whether the arguments ask for an update.
pub(super) fn is_update(arguments: &Map<String, Value>) -> bool {
    arguments.get("action").is_some_and(|action| action == "update")
}
