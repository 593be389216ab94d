use toml_edit::DocumentMut;

use super::reading::find;
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
    let key = existing.and_then(|existing| before.desired.entry(existing.entry?)).map(|entry| entry.key.as_str());
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

/// The document's text with the line ends, and the byte order mark, of the text that it was made of.
pub(super) fn printed_like(original: &str, document: &DocumentMut) -> String {
    let mut text = document.to_string();
    if original.contains("\r\n") {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let mark = if original.starts_with(MARK) { MARK.to_string() } else { String::new() };
    let text = text.strip_prefix(MARK).unwrap_or(&text);
    // The first entry may have gone, and the blank line that stood behind it now opens the file.
    let text = if original.starts_with(['\n', '\r']) { text } else { text.trim_start_matches(['\n', '\r']) };
    format!("{mark}{text}")
}
