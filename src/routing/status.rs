use std::fmt;

use serde::{Serialize, Serializer};

/// A router's status, as Traefik's API reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It serves.
    Enabled,
    /// It serves, though not all that was written.
    Warning,
    /// It does not serve. A [closing](super::Router::closes) one still takes connections, to close them.
    Disabled,
    /// There is no such router: the provider dropped it, and the API does not show it.
    Absent,
}

impl Status {
    /// The word of Traefik's API; `absent` is tcpgen's.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enabled => "enabled",
            Self::Warning => "warning",
            Self::Disabled => "disabled",
            Self::Absent => "absent",
        }
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
