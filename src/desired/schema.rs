use serde_json::{Map, Value as Json, json};

use super::describe;
use super::state_file::StateFile;

/// The JSON Schema (draft-07) of a state file, as editors take it for completion and checking.
pub fn schema() -> Json {
    let mut definitions = Map::new();
    let mut schema = describe::object::<StateFile>(&mut definitions);
    describe::described(&mut schema, &["The desired state of TCP routing behind Traefik, as tcpgen compiles it."]);
    let mut document = json!({ "$schema": "http://json-schema.org/draft-07/schema#", "title": "tcpgen state file" });
    if let (Some(document), Json::Object(schema)) = (document.as_object_mut(), schema) {
        document.extend(schema);
        document.insert("definitions".to_owned(), Json::Object(definitions));
    }
    document
}
