use serde::{Serialize, Serializer};

use super::{ClusterError, Kept};
use crate::resource::{Kind, Object};
use crate::store::{Applied, Deleted};

/// What became of one object.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its kind.
    pub kind: Kind,
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// What was done.
    pub done: Done,
}

/// What was done with an object.
#[derive(Clone, Debug)]
pub enum Done {
    /// It is as the state says, but for what others kept in it.
    Applied(Applied, Vec<Kept>),
    /// It is gone.
    Deleted(Deleted),
    /// It could not be done.
    Failed(ClusterError),
    /// It was left alone, since something that it hangs on could not be done.
    Skipped(String),
}

impl Done {
    /// One word.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Applied(applied, _) => applied.name(),
            Self::Deleted(deleted) => deleted.name(),
            Self::Failed(_) => "failed",
            Self::Skipped(_) => "skipped",
        }
    }

    /// Whether it is as it should be now.
    pub fn is_well(&self) -> bool {
        matches!(self, Self::Applied(..) | Self::Deleted(_))
    }
}

impl Step {
    pub(super) fn new(object: &Object, done: Done) -> Self {
        let name = object.object_ref();
        Self { kind: object.kind(), namespace: name.namespace.to_owned(), name: name.name.to_owned(), done }
    }

    /// `MiddlewareTCP prod/office`
    pub fn title(&self) -> String {
        format!("{} {}/{}", self.kind.name(), self.namespace, self.name)
    }
}

/// One entry of the summary for programs.
impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut entry = serde_json::json!({
            "kind": self.kind.name(), "namespace": self.namespace, "name": self.name, "result": self.done.name(),
        });
        match &self.done {
            Done::Applied(_, kept) if !kept.is_empty() => entry["kept"] = serde_json::json!(kept),
            Done::Failed(error) => {
                entry["code"] = error.code().into();
                entry["message"] = error.to_string().into();
                entry["help"] = error.help().into();
                if let ClusterError::Conflict { conflicts, .. } = error {
                    entry["conflicts"] = serde_json::json!(conflicts);
                }
            }
            Done::Skipped(reason) => entry["message"] = reason.as_str().into(),
            _ => {}
        }
        entry.serialize(serializer)
    }
}
