use serde::Serialize;

use super::Question;
use crate::import::import_beside;
use crate::report::Reported;
use crate::source::Sources;
use crate::store::Refusal;

/// Which state file makes the objects of these manifests?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The files beside them with Traefik's configuration, each with the key of `[traefik]` that names it: `static`, `values`.
    pub configuration: Vec<(&'static str, String)>,
}

/// Manifests as a state file.
#[derive(Clone, Debug, Serialize)]
pub struct ImportedState<'a> {
    /// The state file.
    pub toml: String,
    /// What is not carried over, or differently. With errors among them the state file lacks something.
    pub diagnostics: Reported<'a>,
}

impl Question for Import {
    type About = Sources;
    type Answer<'a> = ImportedState<'a>;

    fn ask<'a>(&self, manifests: &'a Sources) -> Result<ImportedState<'a>, Refusal> {
        let (imported, toml) = import_beside(manifests, &self.configuration);
        Ok(ImportedState { toml, diagnostics: Reported::new(imported.diagnostics, manifests) })
    }
}
