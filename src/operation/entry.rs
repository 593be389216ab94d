use crate::diagnostic::{Diagnostic, Severity};
use crate::resource::{Kind, Object};
use crate::source::Sources;
use crate::store::{Refusal, Store};
use crate::{Compilation, Options, compile};

/// The object that an entry makes in a store: of the API group that its Traefik serves, with the labels that its file
/// gives to all.
///
/// # Errors
/// When an API server would refuse the object, or the store cannot be read.
pub(super) fn object(store: &dyn Store, kind: Kind, entry: &str) -> Result<Object, Refusal> {
    let facts = format!("{}\n\n", store.facts()?);
    let compilation = compile(&Sources::single("arguments", format!("{facts}{entry}")), Options::default());
    only(&compilation, kind, facts.len())
}

/// The one object of this kind, unless something is wrong with its entry, which begins at `from`.
pub(super) fn only(compilation: &Compilation, kind: Kind, from: usize) -> Result<Object, Refusal> {
    let object = compilation.resources.objects().iter().find(|object| object.kind() == kind);
    let own = |found: &&Diagnostic| found.severity == Severity::Error && found.span.start as usize >= from;
    let errors: Vec<Diagnostic> = compilation.diagnostics.iter().filter(own).cloned().collect();
    match (Refusal::of(&errors), object) {
        (Some(refusal), _) => Err(refusal),
        (None, Some(object)) => Ok(object.clone()),
        (None, None) => Err(Refusal::new("invalid-arguments", "the arguments make no object")),
    }
}
