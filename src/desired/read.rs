use smol_str::SmolStr;
use toml::de::DeTable;

use super::decoder::Decoder;
use super::desired_state::DesiredState;
use super::fields::Fields as _;
use super::pieces::{InPieces, read_in_pieces};
use super::problem;
use super::recover::recover;
use super::state_file::{self, StateFile};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, SourceFile, Text};

/// Reads state files as one state. `namespace` replaces `default` where nothing else names one. What is wrong with the shape
/// of the files goes to `diagnostics`; the rest is read all the same.
pub fn read<'a>(
    files: impl IntoIterator<Item = (FileId, &'a SourceFile)>,
    namespace: Option<&SmolStr>,
    diagnostics: &mut Vec<Diagnostic>,
) -> DesiredState {
    let mut state = DesiredState::default();
    for (id, file) in files {
        let (rest, errors) = match read_in_pieces(id, file.text()) {
            InPieces::Read(read) => {
                state.add(id, read);
                continue;
            }
            InPieces::Slip(read, error) => {
                state.add(id, read);
                (None, vec![error])
            }
            InPieces::Undecided => match DeTable::parse(file.text()) {
                Ok(table) => {
                    add(&mut state, id, table, diagnostics);
                    continue;
                }
                Err(first) => {
                    let (rest, errors) = recover(file.text(), first.into());
                    (Some(rest), errors)
                }
            },
        };
        if let Some(table) = rest.as_ref().and_then(|rest| DeTable::parse(rest).ok()) {
            add(&mut state, id, table, diagnostics);
        }
        state.lost_names = true;
        let errors = errors.into_iter().map(|error| (error.range, error.message)).collect();
        for found in problem::toml_syntax::diagnostics(id, file.text(), errors) {
            state.damage(found.span);
            diagnostics.push(found);
        }
    }
    if let Some(namespace) = namespace {
        for file in &mut state.files {
            file.namespace.get_or_insert_with(|| Text::nowhere(namespace.clone()));
        }
    }
    state
}

fn add(state: &mut DesiredState, id: FileId, table: toml::Spanned<DeTable<'_>>, diagnostics: &mut Vec<Diagnostic>) {
    let before = diagnostics.len();
    // Under a table that has another name than was meant, entries stand that nobody reads.
    let unknown = table.get_ref().keys().any(|key| !StateFile::keys().contains(&key.get_ref().as_ref()));
    let mut decoder = Decoder::new(id, diagnostics);
    let file = state_file::decoded(&mut decoder, table);
    let (of_entries, lost_names) = (decoder.of_entries(), decoder.has_lost_names());
    state.lost_names |= unknown || lost_names;
    state.lost_facts |= diagnostics.len() - before > of_entries;
    if let Some(file) = file {
        state.add(id, file);
    }
}
