#[cfg(feature = "cli")]
use crate::desired::DesiredState;
use crate::difference::Side;
use crate::report::Reported;
#[cfg(feature = "cli")]
use crate::resource::Resources;
use crate::source::Sources;
use crate::store::Refusal;
use crate::{Compilation, Options, compile};

/// What most questions are about: the texts of a state, and all that is known of it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// State files and manifests.
    pub sources: Sources,
    /// What they compile to.
    pub compilation: Compilation,
    /// How they were compiled.
    pub options: Options,
}

impl Subject {
    /// Compiles texts.
    pub fn new(sources: Sources, options: Options) -> Self {
        Self { compilation: compile(&sources, &options), sources, options }
    }

    /// The same, if it has no errors.
    ///
    /// # Errors
    /// With the first error, and the others beside it.
    pub fn sound(self) -> Result<Self, Refusal> {
        match Refusal::of(&self.compilation.diagnostics) {
            Some(refusal) => Err(refusal),
            None => Ok(self),
        }
    }

    /// What is wrong with it.
    pub fn reported(&self) -> Reported<'_> {
        Reported::new(&self.compilation.diagnostics, &self.sources)
    }

    /// The same for questions about connections alone: without its entries and objects, which take most of the memory.
    #[cfg(feature = "cli")]
    #[must_use]
    pub(crate) fn without_objects(mut self) -> Self {
        self.compilation.desired = DesiredState::default();
        self.compilation.resources = Resources::default();
        self
    }

    /// As one of two states that are compared.
    #[doc(hidden)]
    pub fn side(&self) -> Side<'_> {
        Side::new(&self.sources, &self.compilation)
    }
}
