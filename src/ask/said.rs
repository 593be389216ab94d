use std::ops::Range;

use serde_json::{Map, Value};

use super::Misunderstood;

/// The arguments that a request has named so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub arguments: Map<String, Value>,
}

impl Said {
    /// Notes an argument; what is said twice may not differ.
    pub(super) fn note(
        &mut self,
        name: &'static str,
        value: impl Into<Value>,
        place: Range<usize>,
        form: &str,
    ) -> Result<(), Misunderstood> {
        let value = value.into();
        match self.arguments.get(name) {
            Some(known) if *known != value => {
                let message = format!("`{name}` is {known} before, and {value} here");
                Err(Misunderstood::new(message, format!("write it once: {form}"), place))
            }
            _ => {
                self.arguments.insert(name.to_owned(), value);
                Ok(())
            }
        }
    }
}
