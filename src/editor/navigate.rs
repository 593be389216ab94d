use super::Model;
use super::names::{Occurrence, Role};
use crate::source::{FileId, Span};

/// The place that declares what is named here.
pub fn definition(model: &Model, file: FileId, offset: usize) -> Option<Span> {
    let found = model.names().at(file, offset)?;
    model.names().definition(&found.symbol).map(|one| one.span)
}

/// Every place that refers to what is named here, in all files, and on request the one that declares it.
pub fn references(model: &Model, file: FileId, offset: usize, with_definition: bool) -> Vec<Span> {
    let wanted = |one: &&Occurrence| match one.role {
        Role::Definition => with_definition,
        Role::Mention => false,
        Role::Reference => true,
    };
    let Some(found) = model.names().at(file, offset) else { return Vec::new() };
    model.names().of_symbol(&found.symbol).filter(wanted).map(|one| one.span).collect()
}

/// Every place in the file where what is named here is written, with whether it is declared there.
pub fn highlights(model: &Model, file: FileId, offset: usize) -> Vec<(Span, bool)> {
    let Some(found) = model.names().at(file, offset) else { return Vec::new() };
    let here = model.names().of_symbol(&found.symbol).filter(|one| one.span.file == file);
    here.map(|one| (one.span, one.role != Role::Reference)).collect()
}
