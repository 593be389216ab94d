use super::traefik::Traefik;
use crate::source::{FileId, Text};

/// What one file sets for its own entries.
#[derive(Clone, Debug, PartialEq)]
pub struct FileSettings {
    /// The file.
    pub file: FileId,
    /// The namespace of entries that do not set one.
    pub namespace: Option<Text>,
    /// Labels of every object.
    pub labels: Vec<(Text, Text)>,
    /// Annotations of every object.
    pub annotations: Vec<(Text, Text)>,
    /// Its facts about the Traefik that will serve the state.
    pub traefik: Option<Traefik>,
}
