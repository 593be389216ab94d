use std::collections::HashMap;

use crate::source::{FileId, SourceFile, Sources, Span};

/// Changed lines by their numbers, which later fixes seldom move.
pub(super) struct Lines {
    /// The first and the last of each changed place.
    numbers: Vec<(FileId, usize, usize)>,
    /// How many lines each of their files has.
    counts: HashMap<FileId, usize>,
}

impl Lines {
    pub(super) fn new(places: &[Span], sources: &Sources) -> Self {
        let number = |place: &Span| {
            let (start, end) = sources.position(*place)?;
            Some((place.file, start.line - 1, end.line - 1))
        };
        let numbers: Vec<_> = places.iter().filter_map(number).collect();
        let mut counts = HashMap::new();
        for &(id, ..) in &numbers {
            counts.entry(id).or_insert_with(|| starts(sources.file(id)).len());
        }
        Self { numbers, counts }
    }

    /// Where they are in the same files after more fixes. All of a file that has more or fewer lines than it had.
    pub(super) fn of(&self, sources: &Sources) -> Vec<Span> {
        let files: HashMap<FileId, Vec<usize>> = self.counts.keys().map(|&id| (id, starts(sources.file(id)))).collect();
        let place = |&(id, first, last): &(FileId, usize, usize)| {
            let starts = files.get(&id)?;
            let end = sources.file(id)?.text().len();
            let is_same = self.counts.get(&id) == Some(&starts.len());
            let from = if is_same { *starts.get(first)? } else { 0 };
            let to = if is_same { starts.get(last + 1).copied().unwrap_or(end) } else { end };
            Some(Span::new(id, from..to))
        };
        self.numbers.iter().filter_map(place).collect()
    }
}

fn starts(file: Option<&SourceFile>) -> Vec<usize> {
    let text = file.map_or("", SourceFile::text);
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}
