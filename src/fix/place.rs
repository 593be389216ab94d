use std::collections::HashMap;

use crate::Compilation;
use crate::desired::Covers;
use crate::source::{FileId, SourceFile, Sources, Span};

/// Where a problem is, in terms that a fix elsewhere does not change: offsets move, tables, entries and keys stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place<'a> {
    file: FileId,
    /// How many headers of tables come before it; of a manifest, how many objects.
    part: usize,
    /// Table and key of the entry, where an entry of this part begins before it.
    entry: Option<(&'static str, &'a str)>,
    /// The key whose value it is, or lies in.
    key: &'a str,
}

/// The places of one state.
pub(super) struct Places<'a> {
    sources: &'a Sources,
    /// What each file is divided by.
    marks: HashMap<FileId, Marks>,
    /// What belongs to entries, in order: all of their leaves and tables.
    entries: Vec<(Span, (&'static str, &'a str))>,
}

/// Where something begins in a file, in order.
struct Marks {
    parts: Vec<usize>,
    /// The separators of keys and values.
    separators: Vec<usize>,
}

/// Shows each place of an entry.
type Walk<'w> = &'w dyn Fn(&mut dyn FnMut(Span));

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a Sources, compilation: &'a Compilation) -> Self {
        let mut entries = Vec::new();
        let mut add = |table, key: &'a str, entry: Walk<'_>| {
            entry(&mut |place| entries.push((place, (table, key))));
        };
        let desired = &compilation.desired;
        for entry in &desired.entries {
            add(entry.kind().table(), entry.key.as_str(), &|mut visit| entry.places(&mut visit));
        }
        for named in &desired.entry_points {
            add("entry_points", named.key.as_str(), &|mut visit| named.places(&mut visit));
        }
        for named in &desired.services {
            add("services", named.key.as_str(), &|mut visit| named.places(&mut visit));
        }
        for (table, kept) in [("secrets", &desired.secrets), ("config_maps", &desired.config_maps)] {
            for named in kept {
                add(table, named.key.as_str(), &|mut visit| named.places(&mut visit));
            }
        }
        for named in &desired.invariants {
            add("invariants", named.key.as_str(), &|mut visit| named.places(&mut visit));
        }
        for named in &desired.scenarios {
            add("scenarios", named.key.as_str(), &|mut visit| named.places(&mut visit));
        }
        entries.sort_unstable();
        Self { sources, marks: sources.iter().map(|(id, file)| (id, Marks::new(file))).collect(), entries }
    }

    /// Where `span` is.
    pub(super) fn of(&self, span: Span) -> Place<'a> {
        let Some((file, marks)) = self.file(span.file) else {
            return Place { file: span.file, part: 0, entry: None, key: "" };
        };
        let start = span.start as usize;
        let part = marks.parts.partition_point(|&part| part <= start);
        let begin = part.checked_sub(1).and_then(|part| marks.parts.get(part)).copied().unwrap_or(0);
        Place { file: span.file, part, entry: self.entry(span, begin), key: marks.key(file, begin, span) }
    }

    fn file(&self, id: FileId) -> Option<(&'a SourceFile, &Marks)> {
        Some((self.sources.file(id)?, self.marks.get(&id)?))
    }

    /// The entry that begins last at or before a place, unless nothing of it comes after `begin`.
    fn entry(&self, span: Span, begin: usize) -> Option<(&'static str, &'a str)> {
        let before = self.entries.partition_point(|(own, _)| (own.file, own.start) <= (span.file, span.start));
        let (own, entry) = self.entries.get(before.checked_sub(1)?)?;
        (own.file == span.file && own.start as usize >= begin).then_some(*entry)
    }
}

/// The lines at which tables begin, or the objects of a manifest: no fix adds one or takes one out.
fn parts(file: &SourceFile) -> Vec<usize> {
    let begins = |line: &str| {
        if file.is_manifest() {
            line.starts_with("---") || line.trim_start_matches([' ', '-', '{', '"']).starts_with("apiVersion")
        } else {
            line.trim_start().starts_with('[')
        }
    };
    let mut at = 0;
    let lines = file.text().split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    lines.filter(|(_, line)| begins(line)).map(|(start, _)| start).collect()
}

fn separator(file: &SourceFile) -> char {
    if file.is_manifest() { ':' } else { '=' }
}

impl Marks {
    fn new(file: &SourceFile) -> Self {
        let separators = file.text().match_indices(separator(file)).map(|(at, _)| at).collect();
        Self { parts: parts(file), separators }
    }

    /// The last separator in a stretch of the text.
    fn separator_in(&self, from: usize, to: usize) -> Option<usize> {
        let before = self.separators.partition_point(|&at| at < to);
        self.separators.get(before.checked_sub(1)?).copied().filter(|&at| at >= from)
    }

    /// The key before a value, which may be lines above it; empty for a key or a header.
    fn key<'f>(&self, file: &'f SourceFile, begin: usize, span: Span) -> &'f str {
        let Some((before, rest)) = file.text().split_at_checked(span.start as usize) else { return "" };
        let line = file.line(before.len()).start;
        let on_line = self.separator_in(line, before.len());
        let behind = rest.get(span.range().len()..).unwrap_or_default().trim_start_matches([' ', '\t', '"', '\'']);
        let is_key = behind.starts_with([separator(file), '.']) || line == begin && on_line.is_none();
        let separator = if is_key { on_line } else { self.separator_in(begin, before.len()) };
        let from = if is_key { line } else { begin };
        let name = separator.and_then(|at| before.get(from..at)).unwrap_or_default().trim_end();
        let start = name.rfind(|letter: char| letter.is_whitespace() || matches!(letter, '{' | ',' | '['));
        name.get(start.map_or(0, |at| at + 1)..).unwrap_or_default()
    }
}
