use thiserror::Error;

use crate::output::HelmValuesError;

/// Why there is no text for a target, though the state has no errors.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BuildError {
    /// The state does not fit the chart.
    #[error(transparent)]
    HelmValues(#[from] HelmValuesError),
    /// Traefik takes no file that ends in `.json` for its file provider.
    #[error("Traefik's file provider reads no JSON files")]
    JsonForFile,
    /// The serializer refused a value; no state that compiled without errors has one.
    #[error("an object cannot be written: {0}")]
    Unwritable(String),
}

impl BuildError {
    /// What to do instead.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::HelmValues(error) => Some(error.help()),
            Self::JsonForFile => Some("leave the format out: it is YAML then"),
            Self::Unwritable(_) => None,
        }
    }
}

impl From<serde_saphyr::ser::Error> for BuildError {
    fn from(error: serde_saphyr::ser::Error) -> Self {
        Self::Unwritable(error.to_string())
    }
}

impl From<serde_json::Error> for BuildError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unwritable(error.to_string())
    }
}
