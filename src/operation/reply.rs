use serde_json::{Map, Value, json};

use crate::report;
use crate::resource::Kind;
use crate::store::{Applied, Deleted, Judgement, Refusal};

/// What was done, as a tool's result.
pub(super) struct Reply(Map<String, Value>);

impl Reply {
    /// Success, said in words.
    pub(super) fn new(message: &str) -> Self {
        let mut reply = Map::new();
        reply.insert("status".to_owned(), json!("success"));
        reply.insert("message".to_owned(), json!(message));
        Self(reply)
    }

    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// With what the store has to report, if anything.
    pub(super) fn notes(self, notes: Vec<String>) -> Self {
        if notes.is_empty() { self } else { self.with("notes", notes) }
    }

    /// With what the checks say.
    pub(super) fn warnings(self, judgement: &Judgement) -> Value {
        let warnings = report::json(&judgement.diagnostics, &judgement.sources);
        Value::Object(self.with("warnings", warnings).0)
    }
}

/// What became of an applied object, in words.
pub(super) fn applied(applied: Applied, kind: Kind, name: &str) -> String {
    let kind = kind.name();
    match applied {
        Applied::Created => format!("created the {kind} `{name}`"),
        Applied::Updated => format!("updated the {kind} `{name}` in place"),
        Applied::Unchanged => format!("the {kind} `{name}` says all that already; nothing was changed"),
    }
}

/// What became of an object that was to be deleted, in words.
///
/// # Errors
/// When there was none, as an API server has it.
pub(super) fn deleted(deleted: Deleted, kind: Kind, name: &str, near: Option<String>) -> Result<String, Refusal> {
    let kind = kind.name();
    match deleted {
        Deleted::Deleted => Ok(format!("deleted the {kind} `{name}`")),
        Deleted::NotFound => {
            let help = near.map_or_else(
                || "traefik://traffic/tcp/list shows what there is".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(Refusal::new("not-found", format!("there is no {kind} `{name}`")).help(help))
        }
    }
}
