//! Settings of Traefik's static configuration as paths with values, whatever they were written as: `entryPoints.pg.address`
//! is `:5432`. The case of keys does not matter, that of names does (`github.com/traefik/paerser`).

use toml::de::{DeTable, DeValue};

use crate::import::yaml::{Node, Value};

/// Paths with their values, in the order written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings(Vec<(Vec<String>, Vec<String>)>);

impl Settings {
    /// Command line arguments. A flag without a value is `true`; a list has commas, or an index in each path.
    pub fn of_arguments(arguments: &[String]) -> Self {
        let mut settings = Self::default();
        let mut arguments = arguments.iter().map(String::as_str).peekable();
        while let Some(argument) = arguments.next() {
            let Some(flag) = argument.strip_prefix("--").or_else(|| argument.strip_prefix('-')) else { continue };
            let (path, value) = match flag.split_once('=') {
                Some((path, value)) => (path, value),
                None => match arguments.next_if(|next| !next.starts_with('-')) {
                    Some(value) => (flag, value),
                    None => (flag, "true"),
                },
            };
            let (path, _) = path.split_once('[').unwrap_or((path, ""));
            settings.add(path.split('.').map(ToOwned::to_owned).collect(), vec![value.to_owned()]);
        }
        settings
    }

    /// A YAML document.
    pub fn of_yaml(root: &Node) -> Self {
        let mut settings = Self::default();
        settings.walk_yaml(root, &mut Vec::new());
        settings
    }

    /// A TOML document.
    ///
    /// # Errors
    /// When it is none.
    pub fn of_toml(text: &str) -> Result<Self, String> {
        let table = DeTable::parse(text).map_err(|error| error.message().to_owned())?;
        let mut settings = Self::default();
        for (key, value) in table.get_ref() {
            settings.walk_toml(value.get_ref(), &mut vec![key.get_ref().to_string()]);
        }
        Ok(settings)
    }

    /// The settings below a path: the rest of each path, and its values.
    pub fn below<'s>(&'s self, path: &'s [&str]) -> impl Iterator<Item = (&'s [String], &'s [String])> {
        let is_same = |own: &String, wanted: &&str| own.eq_ignore_ascii_case(wanted);
        self.0.iter().filter_map(move |(own, values)| {
            let (head, rest) = own.split_at_checked(path.len())?;
            head.iter().zip(path).all(|(own, wanted)| is_same(own, wanted)).then_some((rest, values.as_slice()))
        })
    }

    fn add(&mut self, path: Vec<String>, mut values: Vec<String>) {
        let is_it =
            |own: &[String]| own.len() == path.len() && own.iter().zip(&path).all(|(a, b)| a.eq_ignore_ascii_case(b));
        match self.0.iter_mut().find(|(own, _)| is_it(own)) {
            Some((_, known)) => known.append(&mut values),
            None => self.0.push((path, values)),
        }
    }

    fn walk_yaml(&mut self, node: &Node, path: &mut Vec<String>) {
        match &node.value {
            // `transport: {}` sets nothing, and `web:` alone declares an entry point.
            Value::Scalar { text, .. } if !node.is_null() => self.add(path.clone(), vec![text.to_string()]),
            Value::Scalar { .. } => self.add(path.clone(), Vec::new()),
            Value::List(items) => {
                let scalars = items.iter().filter_map(|item| match &item.value {
                    Value::Scalar { text, .. } => Some(text.to_string()),
                    _ => None,
                });
                self.add(path.clone(), scalars.collect());
            }
            Value::Map(entries) => {
                for (key, value) in entries {
                    path.push(key.as_str().to_owned());
                    self.walk_yaml(value, path);
                    path.pop();
                }
            }
        }
    }

    fn walk_toml(&mut self, value: &DeValue<'_>, path: &mut Vec<String>) {
        let scalar = |value: &DeValue<'_>| match value {
            DeValue::String(text) => Some(text.to_string()),
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.to_string()),
            DeValue::Boolean(flag) => Some(flag.to_string()),
            _ => None,
        };
        match value {
            DeValue::Table(table) => {
                for (key, value) in table {
                    path.push(key.get_ref().to_string());
                    self.walk_toml(value.get_ref(), path);
                    path.pop();
                }
            }
            DeValue::Array(items) => {
                self.add(path.clone(), items.iter().filter_map(|item| scalar(item.get_ref())).collect());
            }
            other => self.add(path.clone(), scalar(other).into_iter().collect()),
        }
    }
}
