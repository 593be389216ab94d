use super::arguments::Inputs;
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
    pub fn read(inputs: &Inputs, strict: bool) -> Result<Self, Failure> {
        let sources = inputs::read_states(&inputs::expand(&inputs.inputs, Wanted::States)?)?;
        Ok(Self::new(sources.for_traefik(inputs.traefik), strict))
    }

    /// Reads and compiles the inputs, state files or manifests, as one state. Objects that name no namespace get this one.
    pub fn read_either(inputs: &Inputs, strict: bool, namespace: Option<String>) -> Result<Self, Failure> {
        let sources = inputs::read(&inputs::expand(&inputs.inputs, Wanted::Either)?)?.for_traefik(inputs.traefik);
        let sources = match namespace {
            Some(namespace) => sources.in_namespace(namespace),
            None => sources,
        };
        Ok(Self::new(sources, strict))
    }

    /// Reads the inputs, state files or manifests, or with `--cluster` the objects of a cluster.
    pub fn read_objects_or_cluster(inputs: &Inputs, cluster: &ClusterSource) -> Result<Self, Failure> {
        let Some(text) = cluster.read()? else { return Self::read_either(inputs, false, None) };
        if !inputs.inputs.is_empty() {
            let failure = Failure::new("`--cluster` takes what the cluster has, and inputs are named as well");
            return Err(failure.help("leave one of the two out"));
        }
        let sources = Sources::single("cluster.json", text).for_traefik(inputs.traefik);
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

    /// Says on standard error what there is to know of answers for the Traefik of the state, if anything.
    pub fn note(&self) {
        if let Some(note) = self.compilation.table.version().note() {
            console::err(&format!("note: {note}\n"));
        }
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
