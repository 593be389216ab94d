use std::sync::Arc;

use rmcp::model::{JsonObject, Tool as Definition, ToolAnnotations};
use serde_json::json;

use super::calls::Needs;
use crate::operation::{INSPECTIONS, TOOLS, Tool};

/// Tools that only think.
const WITHOUT_STORE: [&str; 2] = ["traefik_generate_routing_manifest", "tcpgen_explain"];

/// What a call of this tool does to the store.
pub(super) fn needs(name: &str) -> Needs {
    match tools(false).find(|tool| tool.name == name) {
        Some(tool) if WITHOUT_STORE.contains(&tool.name) => Needs::Nothing,
        Some(tool) if tool.read_only => Needs::Reading,
        Some(_) => Needs::Changing,
        None => Needs::Nothing,
    }
}

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
            "code": { "type": "string", "description": "why it was refused" },
            "help": { "type": ["string", "null"], "description": "how to put it right" },
        }),
    );
    schema.insert("required".to_owned(), json!(["status"]));
    schema
}
