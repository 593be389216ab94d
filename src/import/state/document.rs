use crate::resource::IntOrString;
use crate::source::{Spanned, Text};

/// A TOML value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Int(i64),
    Bool(bool),
    List(Vec<Value>),
    /// Written inline where it is short, else as a table of its own.
    Table(Table),
    /// Always `[[tables]]`.
    Tables(Vec<Table>),
}

/// Keys and values in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub entries: Vec<(String, Value)>,
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(super) fn texts(items: &[Text]) -> Self {
        Self::List(items.iter().map(|item| Self::text(item)).collect())
    }

    pub(super) fn int_or_string(value: &IntOrString) -> Self {
        match value {
            IntOrString::Int(number) => Self::Int(number.value),
            IntOrString::String(text) => Self::text(text),
        }
    }
}

impl Table {
    pub(super) fn set(&mut self, key: &str, value: Value) {
        self.entries.push((key.to_owned(), value));
    }

    pub(super) fn set_text(&mut self, key: &str, text: Option<&Text>) {
        self.entries.extend(text.map(|text| (key.to_owned(), Value::text(text))));
    }

    /// A list that is not the same when it is empty as when it is not there.
    pub(super) fn set_list(&mut self, key: &str, items: Option<&[Text]>) {
        self.entries.extend(items.map(|items| (key.to_owned(), Value::texts(items))));
    }

    pub(super) fn set_int(&mut self, key: &str, number: Option<Spanned<i64>>) {
        self.entries.extend(number.map(|number| (key.to_owned(), Value::Int(number.value))));
    }

    pub(super) fn set_bool(&mut self, key: &str, flag: Option<Spanned<bool>>) {
        self.entries.extend(flag.map(|flag| (key.to_owned(), Value::Bool(flag.value))));
    }

    pub(super) fn set_int_or_string(&mut self, key: &str, value: Option<&IntOrString>) {
        self.entries.extend(value.map(|value| (key.to_owned(), Value::int_or_string(value))));
    }

    /// A list, unless it is empty.
    pub(super) fn set_texts(&mut self, key: &str, items: &[Text]) {
        if !items.is_empty() {
            self.set(key, Value::texts(items));
        }
    }

    /// A list of what `item` makes, unless it is empty.
    pub(super) fn set_each<T>(&mut self, key: &str, items: &[T], item: impl Fn(&T) -> Value) {
        if !items.is_empty() {
            self.set(key, Value::List(items.iter().map(item).collect()));
        }
    }

    /// What `value` makes of something that may be there.
    pub(super) fn set_with<T>(&mut self, key: &str, from: Option<&T>, value: impl Fn(&T) -> Value) {
        self.entries.extend(from.map(|from| (key.to_owned(), value(from))));
    }
}
