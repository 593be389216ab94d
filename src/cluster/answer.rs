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

/// The text of a `Warning` header, by which an API server reports oddities of what it accepted: `299 - "unknown field \"spec.x\""`. None if it has another form.
pub(super) fn warning_text(header: &str) -> Option<String> {
    let quoted = header.split_once('"')?.1;
    let mut text = String::new();
    let mut letters = quoted.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::warning_text;

    #[test]
    fn the_text_is_unquoted() {
        assert_eq!(warning_text("299 - \"unknown field \\\"spec.x\\\"\"").as_deref(), Some("unknown field \"spec.x\""));
        assert_eq!(warning_text("299 - \"a\" \"Sat, 28 Nov 2026 00:00:00 GMT\"").as_deref(), Some("a"));
        assert_eq!([warning_text("299 - a"), warning_text("299 - \"a")], [None, None]);
    }
}
