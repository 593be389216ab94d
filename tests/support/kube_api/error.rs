//! What the server refuses, as Kubernetes says it: a `Status` object.

use serde_json::{Value, json};

use super::kind::Kind;

/// A refusal: an HTTP status code, Kubernetes' reason, and a message.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: u16,
    reason: &'static str,
    message: String,
    details: Value,
    /// Some refusals come from in front of the API and are text.
    pub(super) plain: bool,
}

/// One field that is not as it has to be.
#[derive(Debug, Clone)]
pub(super) struct Cause {
    pub(super) field: String,
    pub(super) reason: &'static str,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(code: u16, reason: &'static str, message: impl Into<String>) -> Self {
        Self { code, reason, message: message.into(), details: Value::Null, plain: false }
    }

    /// No path of the API: there is no such kind.
    pub(super) fn no_page() -> Self {
        Self { plain: true, ..Self::new(404, "", "404 page not found\n") }
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(404, "NotFound", message)
    }

    /// There is no object of this name.
    pub(super) fn no_object(kind: &Kind, name: &str) -> Self {
        Self::not_found(format!("{} \"{name}\" not found", kind.resource())).details(details(kind, name))
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(400, "BadRequest", message)
    }

    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self::new(409, "Conflict", message)
    }

    /// What the client asked for is too old for the server to know.
    pub(super) fn expired(message: impl Into<String>) -> Self {
        Self::new(410, "Expired", message)
    }

    pub(super) fn method_not_allowed() -> Self {
        Self::new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource")
    }

    pub(super) fn unknown_format(accepted: &[&str]) -> Self {
        let accepted = accepted.join(", ");
        let message =
            format!("the body of the request was in an unknown format - accepted media types include: {accepted}");
        Self::new(415, "UnsupportedMediaType", message)
    }

    /// Fields of an object, or of a request's options, that are not as they have to be.
    pub(super) fn invalid(group: &str, kind: &str, name: &str, causes: &[Cause]) -> Self {
        let told: Vec<String> = causes.iter().map(|cause| format!("{}: {}", cause.field, cause.message)).collect();
        let told = if told.len() == 1 { told.concat() } else { format!("[{}]", told.join(", ")) };
        let message = format!("{kind}.{group} \"{name}\" is invalid: {told}");
        let causes: Vec<Value> = causes.iter().map(Cause::to_json).collect();
        let mut details = json!({ "group": group, "kind": kind, "causes": causes });
        if !name.is_empty() {
            details["name"] = json!(name);
        }
        Self::new(422, "Invalid", message).details(details)
    }

    /// With more for programs.
    pub(super) fn details(mut self, details: Value) -> Self {
        self.details = details;
        self
    }

    pub(super) fn to_json(&self) -> Value {
        let mut status =
            json!({ "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "code": self.code });
        status["message"] = json!(self.message);
        if !self.reason.is_empty() {
            status["reason"] = json!(self.reason);
        }
        if !self.details.is_null() {
            status["details"] = self.details.clone();
        }
        status
    }

    /// The answer's body.
    pub(super) fn body(&self) -> String {
        if self.plain { self.message.clone() } else { self.to_json().to_string() }
    }
}

impl Cause {
    pub(super) fn new(reason: &'static str, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), reason, message: message.into() }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({ "reason": self.reason, "message": self.message, "field": self.field })
    }
}

/// Which object, or which kind of object when the name is empty.
pub(super) fn details(kind: &Kind, name: &str) -> Value {
    let mut details = json!({ "kind": kind.plural });
    if !kind.group.is_empty() {
        details["group"] = json!(kind.group);
    }
    if !name.is_empty() {
        details["name"] = json!(name);
    }
    details
}
