use std::fmt;

use serde::Serialize;

/// What applying an object did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applied {
    /// There was none of this kind, namespace and name.
    Created,
    /// There was one, and it says something else now.
    Updated,
    /// There was one that says the same.
    Unchanged,
}

impl Applied {
    /// As in JSON and in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
        }
    }
}

impl fmt::Display for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
