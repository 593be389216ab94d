use std::path::PathBuf;

use super::{Failure, console, inputs};
use crate::report;
use crate::source::Sources;
use crate::{Compilation, Options, compile};

/// A state that was read and compiled.
pub(super) struct Compiled {
    pub sources: Sources,
    pub compilation: Compilation,
}

impl Compiled {
    /// Reads and compiles the inputs as one state.
    pub fn read(arguments: &[PathBuf], strict: bool) -> Result<Self, Failure> {
        Ok(Self::new(inputs::read(&inputs::expand(arguments)?)?, strict))
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
