use serde::{Deserialize, Serialize};

/// What is to become of an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is created, or replaced in place where it exists.
    #[default]
    Create,
    /// It exists, and what is given of it is changed.
    Update,
    /// It is deleted.
    Delete,
}

/// As in a tool's schema.
pub(super) const ACTIONS: &[&str] = &["create", "update", "delete"];
