use std::time::Duration;

use serde_json::Value;

/// What an API server answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub code: u16,
    /// How long it asks to wait before another attempt.
    pub retry_after: Option<Duration>,
    /// What its `Warning` headers say.
    pub warnings: Vec<String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.code)
    }

    /// The body as a JSON object, as every answer of an API server is; none if it is anything else.
    pub fn object(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok().filter(Value::is_object)
    }
}
