use crate::desired::HttpsRouter;
use crate::diagnostic::{Diagnostic, Severity};
use crate::resource::Resources;

/// What manifests say.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Traefik's TCP objects, referenced kinds before the routes, otherwise in the order of the manifests. An object
    /// without a namespace is taken to be in `default`.
    pub resources: Resources,
    /// HTTPS routers of other kinds of objects.
    pub https: Vec<HttpsRouter>,
    /// What is wrong with the manifests, in the order of the text. Errors are what an API server would refuse.
    pub diagnostics: Vec<Diagnostic>,
    /// What a state file does not carry, and no API server refuses: other metadata, objects of other kinds.
    pub left_out: Vec<Diagnostic>,
    /// Whether there may be objects of any name that could not be read.
    pub lost_names: bool,
}

impl Imported {
    /// Whether something could not be read, and may be missing among the objects.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
