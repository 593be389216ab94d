use serde::{Deserialize, Serialize};

use super::Labels;
use crate::source::Text;

/// The part of an object's metadata that a manifest says. What a server adds is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The object's name.
    pub name: Text,
    /// The object's namespace.
    #[serde(default)]
    pub namespace: Text,
    /// Its labels.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub labels: Labels,
    /// Its annotations.
    #[serde(default, skip_serializing_if = "Labels::is_empty")]
    pub annotations: Labels,
}
