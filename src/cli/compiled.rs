use std::path::PathBuf;

use super::inputs::{self, Wanted};
use super::{Failure, console};
#[cfg(feature = "cluster")]
use crate::diagnostic::Severity;
use crate::report;
use crate::source::Sources;
use crate::{Compilation, Options, compile, objects};

/// A state that was read and compiled.
pub(super) struct Compiled {
    pub sources: Sources,
    pub compilation: Compilation,
}

impl Compiled {
    /// Reads and compiles the inputs as one state.
    pub fn read(arguments: &[PathBuf], strict: bool) -> Result<Self, Failure> {
        let sources = inputs::read_states(&inputs::expand(arguments, Wanted::States)?)?;
        Ok(Self::new(sources, strict))
    }

    /// Reads the inputs, state files or manifests, where only their objects are needed.
    pub fn read_objects(arguments: &[PathBuf]) -> Result<Self, Failure> {
        let sources = inputs::read(&inputs::expand(arguments, Wanted::Either)?)?;
        let compilation = objects(&sources, Options::default());
        Ok(Self { sources, compilation })
    }

    /// As [`read_objects`](Self::read_objects), and takes warnings for errors.
    #[cfg(feature = "cluster")]
    pub fn read_either(arguments: &[PathBuf], strict: bool) -> Result<Self, Failure> {
        let mut compiled = Self::read_objects(arguments)?;
        if strict {
            for diagnostic in &mut compiled.compilation.diagnostics {
                diagnostic.severity = Severity::Error;
            }
        }
        Ok(compiled)
    }

    /// Compiles texts that are there already.
    pub fn new(sources: Sources, strict: bool) -> Self {
        let compilation = compile(&sources, Options { strict });
        Self { sources, compilation }
    }

    /// Tells on standard error what is wrong. False when nothing may be emitted.
    pub fn report(&self) -> bool {
        let diagnostics = &self.compilation.diagnostics;
        if !diagnostics.is_empty() {
            let drawn = report::human(diagnostics, &self.sources, console::err_style());
            console::err(&format!("{drawn}{}\n", report::summary(diagnostics)));
        }
        !self.compilation.has_errors()
    }
}
