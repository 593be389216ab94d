use serde::{Serialize, Serializer};

use super::takeover::CLIENT_SIDE;
use super::{ClusterError, Written};
use crate::difference::ObjectId;
use crate::resource::Object;
use crate::store::Deleted;

/// What became of one object.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which one.
    pub id: ObjectId,
    /// What was done.
    pub done: Done,
}

/// What was done with an object.
#[derive(Clone, Debug)]
pub enum Done {
    /// It matches the state, except for what others keep in it.
    Applied(Written),
    /// It is gone.
    Deleted(Deleted),
    /// It could not be done.
    Failed(ClusterError),
    /// It was left alone, since something that it depends on could not be done.
    Skipped(String),
}

impl Done {
    /// One word.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Applied(written) => written.applied.name(),
            Self::Deleted(deleted) => deleted.name(),
            Self::Failed(_) => "failed",
            Self::Skipped(_) => "skipped",
        }
    }

    /// Whether it was done.
    pub fn is_well(&self) -> bool {
        matches!(self, Self::Applied(_) | Self::Deleted(_))
    }

    /// Whether the object matches the state now: it was done, and others keep nothing more in it.
    pub fn matches_state(&self) -> bool {
        match self {
            Self::Applied(written) => written.kept.is_empty(),
            Self::Deleted(_) => true,
            Self::Failed(_) | Self::Skipped(_) => false,
        }
    }
}

impl Step {
    pub(super) fn new(object: &Object, done: Done) -> Self {
        Self { id: ObjectId::of(object), done }
    }

    /// `MiddlewareTCP prod/office`
    pub fn title(&self) -> String {
        self.id.to_string()
    }
}

/// One entry of the summary for programs.
impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entry = serde_json::json!({
            "kind": self.id.kind.name(), "namespace": self.id.namespace, "name": self.id.name, "result": self.done.name(),
        });
        match &self.done {
            Done::Applied(written) => {
                if !written.kept.is_empty() {
                    entry["kept"] = serde_json::json!(written.kept);
                }
                if written.taken_over {
                    entry["taken_over_from"] = CLIENT_SIDE.into();
                }
                if !written.warnings.is_empty() {
                    entry["warnings"] = serde_json::json!(written.warnings);
                }
            }
            Done::Failed(error) => {
                entry["code"] = error.code().into();
                entry["message"] = error.to_string().into();
                entry["help"] = error.help().into();
                if let ClusterError::Conflict { conflicts, .. } = error {
                    entry["conflicts"] = serde_json::json!(conflicts);
                }
            }
            Done::Skipped(reason) => entry["message"] = reason.as_str().into(),
            Done::Deleted(_) => {}
        }
        entry.serialize(serializer)
    }
}
