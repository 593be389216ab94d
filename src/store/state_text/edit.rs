use toml_edit::DocumentMut;

use super::reading::find;
use super::sections::{Part, Sections};
use super::{entry, insert, key, metadata, remove};
use crate::Compilation;
use crate::resource::Object;
use crate::store::{Change, Refusal};

/// What `accept` makes of the document after a change. The entry is edited key by key; if that is not accepted, its content
/// is rewritten. None when there is no way to write it.
///
/// # Errors
/// When there is no document.
pub(super) fn edited<T>(
    document: impl Fn() -> Result<DocumentMut, Refusal>,
    before: &Compilation,
    change: &Change<'_>,
    accept: impl Fn(&DocumentMut) -> Option<T>,
) -> Result<Option<T>, Refusal> {
    let existing = find(before, change.kind(), change.object_ref());
    let key = existing.and_then(|existing| key(before, existing));
    let mut changed = document()?;
    let written = match (change.object(), existing.zip(key)) {
        (None, Some((_, key))) => remove::entry(&mut changed, change.kind().table(), key),
        (Some(wanted), None) if existing.is_none() => {
            insert::entry(&mut changed, wanted, &key::of_new(before, wanted), metadata::of_new(before, wanted))
        }
        (Some(wanted), Some((existing, key))) => {
            let by_key = update(&mut changed, key, existing, before, wanted, entry::update);
            if let Some(accepted) = by_key.and_then(|()| accept(&changed)) {
                return Ok(Some(accepted));
            }
            changed = document()?;
            update(&mut changed, key, existing, before, wanted, entry::rewrite)
        }
        _ => None,
    };
    Ok(written.and_then(|()| accept(&changed)))
}

/// The part of a text that a change concerns, where that can be edited by itself.
pub(super) fn part<'t>(text: &'t str, before: &Compilation, change: &Change<'_>) -> Option<Part<'t>> {
    let sections = Sections::of(text)?;
    match find(before, change.kind(), change.object_ref()) {
        Some(existing) => sections.entry(change.kind(), key(before, existing)?),
        None => sections.last(change.kind()),
    }
}

/// The key of an object's entry.
fn key<'c>(compilation: &'c Compilation, object: &Object) -> Option<&'c str> {
    compilation.desired.entry(object.entry?).map(|entry| entry.key.as_str())
}

/// Edits an entry, which specifies the first object, so that it specifies the second.
type Edit = fn(&mut toml_edit::Item, &Object, &Object) -> Option<()>;

fn update(
    document: &mut DocumentMut,
    key: &str,
    existing: &Object,
    before: &Compilation,
    wanted: &Object,
    edit: Edit,
) -> Option<()> {
    let item = document.get_mut(wanted.kind().table())?.get_mut(key)?;
    edit(item, existing, wanted)?;
    metadata::update(item.as_table_like_mut()?, existing, wanted, before);
    Some(())
}

/// The byte order mark that some editors put before a text.
const MARK: char = '\u{feff}';

/// A text, of which a part became this document, with the line ends and the byte order mark that it has.
pub(super) fn printed_like(original: &str, part: Part<'_>, document: &DocumentMut) -> String {
    let mut text = [part.before, &document.to_string(), part.behind].concat();
    if original.contains("\r\n") {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let mark = if original.starts_with(MARK) { MARK.to_string() } else { String::new() };
    let text = text.strip_prefix(MARK).unwrap_or(&text);
    // The first entry may have gone, and the blank line that stood behind it now opens the file.
    let text = if original.starts_with(['\n', '\r']) { text } else { text.trim_start_matches(['\n', '\r']) };
    format!("{mark}{text}")
}
