//! What is around objects, the Services, Secrets and ConfigMaps that they refer to, as facts of their state.

use std::collections::HashSet;

use crate::compilation::{Compilation, Options, compile};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{SourceFile, Sources};

/// The file that it is reported from.
const FILE: &str = "cluster.toml";

/// Adds what is around objects to the state that has them.
pub(crate) fn add_around(sources: &mut Sources, around: String) {
    if !around.is_empty() {
        sources.add_found(SourceFile::new(FILE, around));
    }
}

/// What is wrong with a state only because of what is missing around it.
pub(super) fn missing_around(alone: &Compilation, sources: &Sources, around: &str) -> Vec<Diagnostic> {
    let mut sources = sources.clone();
    add_around(&mut sources, around.to_owned());
    missing(alone, &compile(&sources, &Options::default()))
}

/// What is wrong with a state only because of what is missing around it, at present. It prevents no change unless the levels
/// of codes require it: a Service can be created later, or be missing for a moment.
pub(crate) fn missing(alone: &Compilation, around: &Compilation) -> Vec<Diagnostic> {
    let key = |found: &Diagnostic| (found.code.name, found.span, found.message.clone());
    let known: HashSet<_> = alone.diagnostics.iter().map(key).collect();
    let new = around.diagnostics.iter().filter(|found| !known.contains(&key(found)));
    let lowered = new.cloned().map(|mut found| {
        if found.code.severity == Severity::Error {
            found.severity = Severity::Warning;
        }
        found
    });
    lowered.collect()
}
