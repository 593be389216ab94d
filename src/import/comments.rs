//! Comments of manifests: each goes to the object that it is written in or above.

use std::collections::{HashMap, HashSet};

use super::envelope;
use super::problem::manifest_changed;
use super::yaml::{self, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::resource::Object;
use crate::source::{FileId, SourceFile, Sources, Span};

/// The comments of objects, by the objects' places.
#[derive(Debug, Default)]
pub(super) struct Comments(HashMap<Span, Vec<String>>);

impl Comments {
    /// The comments of an object, in the order of the text.
    pub fn of(&self, object: &Object) -> &[String] {
        self.0.get(&object.span).map(Vec::as_slice).unwrap_or_default()
    }

    /// Reads the comments of all files. Those of objects that are not among `kept` are reported as lost.
    pub fn read(sources: &Sources, kept: &[Object], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut comments = Self::default();
        for (id, file) in sources.iter().filter(|(_, file)| file.text().contains('#')) {
            comments.file(id, file);
        }
        let kept: HashSet<Span> = kept.iter().map(|object| object.span).collect();
        let mut lost: Vec<_> = comments.0.iter().filter(|(place, _)| !kept.contains(place)).collect();
        lost.sort_by_key(|(place, _)| **place);
        diagnostics.extend(lost.into_iter().map(|(place, lost)| {
            let what = if lost.len() == 1 { "a comment".to_owned() } else { format!("{} comments", lost.len()) };
            let message = format!("{what} of this object is not carried over");
            manifest_changed::diagnostic(*place, message, "the object is not in the state file; keep them with it")
        }));
        comments
    }

    fn file(&mut self, id: FileId, file: &SourceFile) {
        let mut scalars = Vec::new();
        let mut objects: Vec<(usize, Span)> = Vec::new();
        for document in yaml::read(id, file.text(), &mut Vec::new()) {
            add_scalars(&document, &mut scalars);
            let envelopes = envelope::open(&document, &mut Vec::new());
            objects.extend(envelopes.iter().map(|envelope| (envelope.object.span.end as usize, envelope.place())));
        }
        scalars.sort_unstable();
        objects.sort_unstable();
        for (at, comment) in lines(file.text(), &scalars) {
            let place = objects.partition_point(|(end, _)| *end < at);
            let Some((_, object)) = objects.get(place).or_else(|| objects.last()) else { return };
            self.0.entry(*object).or_default().push(comment);
        }
    }
}

/// The places of all scalars, of keys too.
fn add_scalars(node: &Node, scalars: &mut Vec<(usize, usize)>) {
    let range = |span: Span| (span.start as usize, span.end as usize);
    match &node.value {
        Value::Scalar { .. } => scalars.push(range(node.span)),
        Value::List(items) => items.iter().for_each(|item| add_scalars(item, scalars)),
        Value::Map(entries) => {
            for (key, value) in entries {
                scalars.push(range(key.text.span));
                add_scalars(value, scalars);
            }
        }
    }
}

/// The comments of a text, each with the place where its line begins: a `#` outside of every scalar, at the beginning of a line or behind a blank. One
/// beside a value is put behind that value, which is what it is about.
fn lines(text: &str, scalars: &[(usize, usize)]) -> Vec<(usize, String)> {
    let is_in_scalar = |at: usize| {
        let next = scalars.partition_point(|(start, _)| *start <= at);
        next.checked_sub(1).and_then(|before| scalars.get(before)).is_some_and(|(_, end)| at < *end)
    };
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let sign = line.match_indices('#').map(|(at, _)| at).find(|at| {
            let is_free = line[..*at].chars().next_back().is_none_or(char::is_whitespace);
            is_free && !is_in_scalar(start + at)
        });
        if let Some(at) = sign {
            let words = line[at + 1..].trim();
            let beside = line[..at].trim().trim_start_matches("- ").trim_end_matches(':');
            let is_pair = beside.is_empty() || words.is_empty();
            let content = start + line.len() - line.trim_start().len();
            found.push((content, if is_pair { words.to_owned() } else { format!("{beside}: {words}") }));
        }
        start += line.len();
    }
    found.retain(|(_, comment)| !comment.is_empty());
    found
}
