use toml::de::{DeTable, DeValue};

use super::decoder::Decoder;
use super::desired_state::DesiredState;
use super::fields::{Fields as _, decode_table};
use super::pieces::read_in_pieces;
use super::problem;
use super::recover::recover;
use super::state_file::StateFile;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Text};

/// Reads all files as one state. What is wrong with their shape goes to `diagnostics`; the rest is there all the same.
pub fn read(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> DesiredState {
    let mut state = DesiredState::default();
    for (id, file) in sources.iter() {
        if let Some(read) = read_in_pieces(id, file.text()) {
            state.add(id, read);
            continue;
        }
        if let Ok(table) = DeTable::parse(file.text()) {
            add(&mut state, &mut Decoder::new(id, diagnostics), table);
            continue;
        }
        let (rest, errors) = recover(file.text());
        state.lost_names = true;
        diagnostics.extend(
            errors
                .into_iter()
                .map(|error| problem::toml_syntax::diagnostic(id, file.text(), error.range, error.message)),
        );
        if let Ok(table) = DeTable::parse(&rest) {
            add(&mut state, &mut Decoder::new(id, diagnostics), table);
        }
    }
    if let Some(namespace) = sources.namespace() {
        for file in &mut state.files {
            file.namespace.get_or_insert_with(|| Text::nowhere(namespace.clone()));
        }
    }
    state
}

fn add(state: &mut DesiredState, decoder: &mut Decoder<'_>, table: toml::Spanned<DeTable<'_>>) {
    // Under a table that has another name than was meant, entries stand that nobody reads.
    if table.get_ref().keys().any(|key| !StateFile::keys().contains(&key.get_ref().as_ref())) {
        decoder.lose_name();
    }
    let file = state_file(decoder, table);
    state.lost_names |= decoder.has_lost_names();
    if let Some(file) = file {
        state.add(decoder.file(), file);
    }
}

/// What a parsed file, or a piece of one, says.
pub(super) fn state_file(decoder: &mut Decoder<'_>, table: toml::Spanned<DeTable<'_>>) -> Option<StateFile> {
    let document = toml::Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    decode_table(&document, decoder, "a state file")
}
