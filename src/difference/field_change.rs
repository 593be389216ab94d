use serde::Serialize;
use serde_json::Value;

/// One field that says something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldChange {
    /// Where it is: `spec.routes[HostSNI(`*`)].services[postgres:5432].weight`.
    pub path: String,
    /// What it said; null where there was nothing.
    pub old: Option<Value>,
    /// What it says now; null where there is nothing any more.
    pub new: Option<Value>,
}
