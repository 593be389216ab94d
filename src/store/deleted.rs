use std::fmt;

use serde::Serialize;

/// What deleting an object did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deleted {
    /// It is gone.
    Deleted,
    /// There was none.
    NotFound,
}

impl Deleted {
    /// As in JSON and in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::NotFound => "not-found",
        }
    }
}

impl fmt::Display for Deleted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
