use serde::{Deserialize, Serialize};

/// What is to become of an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is created, or changed in place where it exists.
    #[default]
    Create,
    /// It is deleted.
    Delete,
}

/// As in a tool's schema.
pub(super) const ACTIONS: &[&str] = &["create", "delete"];
