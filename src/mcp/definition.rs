use std::sync::Arc;

use rmcp::model::{JsonObject, Tool as Definition, ToolAnnotations};
use serde_json::json;

use crate::operation::{INSPECTIONS, TOOLS, Tool};

/// The tools that are offered: all, or those that change nothing.
pub(super) fn tools(read_only: bool) -> impl Iterator<Item = &'static Tool> {
    TOOLS.into_iter().chain(INSPECTIONS).filter(move |tool| tool.read_only || !read_only)
}

/// A tool as the protocol describes it.
pub(super) fn definition(tool: &Tool) -> Definition {
    // Asking twice is asking once: a route that says all that already is left alone. What it said before is replaced, or
    // deleted, and the world that changes is the store's alone.
    let annotations = ToolAnnotations::with_title(tool.title)
        .read_only(tool.read_only)
        .destructive(!tool.read_only)
        .idempotent(true)
        .open_world(false);
    Definition::new(tool.name, tool.description, Arc::new(tool.schema()))
        .with_title(tool.title)
        .with_annotations(annotations)
        .with_raw_output_schema(Arc::new(output()))
}

/// What every result has; a refusal has a code, a message and a help.
fn output() -> JsonObject {
    let mut schema = JsonObject::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert(
        "properties".to_owned(),
        json!({
            "status": { "type": "string", "enum": ["success", "error"] },
            "message": { "type": "string" },
            "warnings": {
                "anyOf": [
                    { "type": "array", "items": { "type": "object" } },
                    { "type": "integer" },
                ],
                "description": "what Traefik will not do as it is written, as diagnostics; a check counts them",
            },
            "removed": {
                "type": "array",
                "items": { "type": "string" },
                "description": "what a change took away from the object, by arguments and keys: middlewares, tls",
            },
            "newly_admitted": {
                "type": "array",
                "items": { "type": "object" },
                "description": "connections that were not forwarded before a change and are now, each for all like it",
            },
            "state": { "type": "string", "description": "the other state that the changed object is part of" },
            "code": { "type": "string", "description": "why it was refused" },
            "help": { "type": ["string", "null"], "description": "how to put it right" },
        }),
    );
    schema.insert("required".to_owned(), json!(["status"]));
    schema
}
