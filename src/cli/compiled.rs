use std::path::PathBuf;

use super::cluster::ClusterSource;
use super::inputs::{self, Wanted};
use super::{Failure, console};
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
        let sources = inputs::read_states(&inputs::expand(arguments, Wanted::States)?)?;
        Ok(Self::new(sources, strict))
    }

    /// Reads and compiles the inputs, state files or manifests, as one state. Objects without a namespace get this one.
    pub fn read_either(arguments: &[PathBuf], strict: bool, namespace: Option<String>) -> Result<Self, Failure> {
        let sources = inputs::read(&inputs::expand(arguments, Wanted::Either)?)?;
        let sources = match namespace {
            Some(namespace) => sources.in_namespace(namespace),
            None => sources,
        };
        Ok(Self::new(sources, strict))
    }

    /// Reads the inputs, state files or manifests, or with `--cluster` the objects of a cluster.
    pub fn read_objects_or_cluster(arguments: &[PathBuf], cluster: &ClusterSource) -> Result<Self, Failure> {
        let Some(text) = cluster.read()? else { return Self::read_either(arguments, false, None) };
        if !arguments.is_empty() {
            let failure = Failure::new("`--cluster` takes what the cluster has, and inputs are named as well");
            return Err(failure.help("leave one of the two out"));
        }
        let sources = Sources::single("cluster.json", text);
        Ok(Self::new(sources, false))
    }

    /// Compiles texts that are there already; manifests among them are checked as they are.
    pub fn new(sources: Sources, strict: bool) -> Self {
        let compilation = compile(&sources, Options { strict });
        Self { sources, compilation }
    }

    /// For commands whose answer covers whatever could be read: reports errors on standard error in full, but only the number
    /// of warnings, since their effect is part of the answer. False when there are errors.
    pub fn remark(&self) -> bool {
        if self.compilation.has_errors() {
            return self.report();
        }
        let warnings = report::summary(&self.compilation.diagnostics);
        if !warnings.is_empty() {
            console::err(&format!("{warnings}; `tcpgen check` shows what\n"));
        }
        true
    }

    /// Reports what is wrong on standard error. False when nothing may be emitted.
    pub fn report(&self) -> bool {
        let diagnostics = &self.compilation.diagnostics;
        if !diagnostics.is_empty() {
            let drawn = report::human(diagnostics, &self.sources, console::err_style());
            console::err(&format!("{drawn}{}\n", report::summary(diagnostics)));
        }
        !self.compilation.has_errors()
    }
}
