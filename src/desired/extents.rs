use foldhash::{HashMap, HashMapExt as _};

use super::covers::Covers;
use super::desired_state::DesiredState;
use super::entry::Entry;
use crate::source::{Sources, Span};

/// The pieces of text that declare objects, by the places of their names.
#[derive(Clone, Debug, Default)]
pub struct Extents {
    by_key: HashMap<Span, Span>,
}

impl Extents {
    /// Looks at every entry once.
    pub fn new(desired: &DesiredState, sources: &Sources) -> Self {
        let mut found: Vec<(Span, Vec<Span>)> =
            desired.entries.iter().map(|entry| (entry.key.span, places(entry))).collect();
        found.sort_unstable();
        let mut by_key = HashMap::with_capacity(found.len());
        for (index, (key, covered)) in found.iter().enumerate() {
            let next = found.get(index + 1).map(|(next, _)| *next).filter(|next| next.file == key.file);
            by_key.insert(*key, extent(*key, covered, next, sources));
        }
        Self { by_key }
    }

    /// From the beginning of an entry to the end of its last key: whole lines where the entry has lines of its own. What
    /// is written of it behind the next entry is not in it. `key` itself where no entry has this name.
    pub fn of(&self, key: Span) -> Span {
        self.by_key.get(&key).copied().unwrap_or(key)
    }
}

/// Every place that is an entry's own.
fn places(entry: &Entry) -> Vec<Span> {
    let mut places = Vec::new();
    entry.places(&mut |place| places.push(place));
    places
}

fn extent(key: Span, covered: &[Span], next: Option<Span>, sources: &Sources) -> Span {
    let Some(file) = sources.file(key.file) else { return key };
    let before_next = |place: &&Span| next.is_none_or(|next| place.end <= next.start);
    let own = covered.iter().filter(|place| place.file == key.file && place.start >= key.start);
    let end = own.filter(before_next).map(|place| place.end).max().unwrap_or(key.end) as usize;
    let (first, last) = (file.line(key.start as usize), file.line(end));
    let before = file.text().get(first.start..key.start as usize).unwrap_or_default();
    if before.contains(['=', '{']) {
        // The entry shares its line with others.
        return Span::new(key.file, key.start as usize..end);
    }
    Span::new(key.file, first.start..last.end)
}
