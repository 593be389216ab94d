//! What the server refuses, as Kubernetes says it: a `Status` object.

use serde_json::{Value, json};

/// A refusal: an HTTP status code, Kubernetes' reason, and a message.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: u16,
    reason: &'static str,
    message: String,
}

impl Refusal {
    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self { code: 404, reason: "NotFound", message: message.into() }
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self { code: 400, reason: "BadRequest", message: message.into() }
    }

    pub(super) fn method_not_allowed(method: &str) -> Self {
        let message = format!("this server does not do {method}");
        Self { code: 405, reason: "MethodNotAllowed", message }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
            "message": self.message, "reason": self.reason, "code": self.code,
        })
    }
}
