use serde::Serialize;

use super::Question;
use crate::import::import;
use crate::report::Reported;
use crate::source::Sources;
use crate::store::Refusal;

/// Which state file makes the objects of these manifests?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Import;

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
        let (imported, toml) = import(manifests);
        Ok(ImportedState { toml, diagnostics: Reported::new(imported.diagnostics, manifests) })
    }
}
