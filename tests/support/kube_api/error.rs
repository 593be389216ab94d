//! What the server refuses, as Kubernetes says it: a `Status` object.

use serde_json::{Value, json};

/// A refusal: an HTTP status code, Kubernetes' reason, and a message.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: u16,
    reason: &'static str,
    message: String,
    details: Value,
}

impl Refusal {
    pub(super) fn new(code: u16, reason: &'static str, message: impl Into<String>) -> Self {
        Self { code, reason, message: message.into(), details: json!({}) }
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(404, "NotFound", message)
    }

    /// There is no object of this name.
    pub(super) fn no_object(kind: &super::kind::Kind, name: &str) -> Self {
        let resource =
            if kind.group.is_empty() { kind.plural.to_owned() } else { format!("{}.{}", kind.plural, kind.group) };
        Self::not_found(format!("{resource} \"{name}\" not found"))
            .details(json!({ "name": name, "group": kind.group, "kind": kind.plural }))
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self::new(409, "Conflict", message)
    }

    pub(super) fn method_not_allowed(method: &str) -> Self {
        Self::new(405, "MethodNotAllowed", format!("this server does not do {method}"))
    }

    /// With more for programs.
    pub(super) fn details(mut self, details: Value) -> Self {
        self.details = details;
        self
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
            "message": self.message, "reason": self.reason, "details": self.details, "code": self.code,
        })
    }
}
