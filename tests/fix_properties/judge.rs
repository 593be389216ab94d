//! What has to hold between a state before and after its fixes.

use std::collections::HashMap;

use tcpgen::diagnostic::{Diagnostic, Severity};
use tcpgen::difference::{Difference, Side};
use tcpgen::fix::{Done, Fixed, Fixes, fix};
use tcpgen::report::compare::lines;
use tcpgen::source::Sources;
use tcpgen::{Compilation, Options, compile};

/// A state that was edited.
pub struct Case<'a> {
    pub original: &'a str,
    pub edited: &'a str,
    pub edits: usize,
}

struct State {
    sources: Sources,
    compilation: Compilation,
}

impl State {
    fn new(text: &str) -> Self {
        let sources = Sources::single("tcpgen.toml", text);
        let compilation = compile(&sources, &Options::default());
        Self { sources, compilation }
    }

    fn text(&self) -> &str {
        self.sources.iter().next().unwrap().1.text()
    }

    fn side(&self) -> Side<'_> {
        Side::new(&self.sources, &self.compilation)
    }

    /// How often each code is reported of each key of each entry; an entry is table and name in the header before the place.
    fn reported(&self) -> HashMap<(&'static str, &str, &str), usize> {
        let mut counts = HashMap::new();
        for found in &self.compilation.diagnostics {
            let at = found.span.start as usize;
            *counts.entry((found.code.name, table(self.text(), at), key(self.text(), at))).or_default() += 1;
        }
        counts
    }
}

/// The header before a place, without its brackets: `middlewares.two.ip_allow_list`.
fn header(text: &str, at: usize) -> &str {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let line = text[..end].lines().rev().find(|line| line.starts_with('['));
    line.map_or("", |line| line.trim_start_matches('[').split(']').next().unwrap_or_default())
}

/// The header before a place, as far as it names an entry: `middlewares.two` of `[middlewares.two.ip_allow_list]`.
fn table(text: &str, at: usize) -> &str {
    let header = header(text, at);
    header.match_indices('.').nth(1).map_or(header, |(dot, _)| &header[..dot])
}

/// The key of the value at a place; empty where a key is there itself.
fn key(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let key = text[line..at].split_once(" = ").map_or("", |(key, _)| key);
    key.rsplit('.').next().unwrap_or_default()
}

/// The entry that a place lies in, by the header before it: `two` of `[middlewares.two.ip_allow_list]`.
fn entry(text: &str, at: usize) -> &str {
    let header = header(text, at);
    header.split('.').nth(1).unwrap_or(header).trim_matches('"')
}

/// Fixes the edited state and compares. The codes of what was fixed, or what is wrong.
pub fn judge(case: &Case<'_>) -> Result<Vec<&'static str>, String> {
    let (original, before) = (State::new(case.original), State::new(case.edited));
    let fixed = fix(before.sources.clone(), before.compilation.clone(), &Options::default(), Fixes::Safe);
    let Fixed { sources, compilation, done } = fixed;
    let after = State { sources, compilation };
    let problem = |what: String| Err(format!("{what}\n--- done: {done:#?}\n--- after:\n{}", after.text()));
    if done.is_empty() != (before.text() == after.text()) {
        return problem("what was done and what changed are not the same".to_owned());
    }
    if done.is_empty() {
        return Ok(Vec::new());
    }
    let again = fix(after.sources.clone(), after.compilation.clone(), &Options::default(), Fixes::Safe);
    if !again.done.is_empty() {
        return problem(format!("fixing again changes something: {:#?}", again.done));
    }
    for check in [findings, connections, objects] {
        if let Err(what) = check(&original, &before, &after, &done, case.edits) {
            return problem(what);
        }
    }
    Ok(done.iter().map(|done| done.code.name).collect())
}

/// Fixes the edited state, and checks that what the edit wrote is still there.
pub fn leaves(edited: &str, written: &str) -> Result<(), String> {
    let State { sources, compilation } = State::new(edited);
    let Fixed { sources, compilation, done } = fix(sources, compilation, &Options::default(), Fixes::Safe);
    let after = State { sources, compilation };
    if after.text().contains(written) {
        return Ok(());
    }
    Err(format!("`{written}` was mended: {done:#?}\n--- after:\n{}", after.text()))
}

/// Findings only disappear. Where the edited state could not be read, those of the original may come to light.
fn findings(original: &State, before: &State, after: &State, _: &[Done], edits: usize) -> Result<(), String> {
    let errors = |state: &State| {
        let errors = |found: &&Diagnostic| found.code.severity == Severity::Error;
        state.compilation.diagnostics.iter().filter(errors).count()
    };
    if errors(after) > errors(before) {
        return Err("there are more errors".to_owned());
    }
    let (were, first) = (before.reported(), original.reported());
    for (key, count) in after.reported() {
        let known = were.get(&key).copied().unwrap_or(0);
        let hidden = if before.compilation.unread.is_empty() { 0 } else { first.get(&key).copied().unwrap_or(0) };
        let warning = after
            .compilation
            .diagnostics
            .iter()
            .any(|found| found.code.name == key.0 && found.code.severity != Severity::Error);
        let excused = edits > 1 && !before.compilation.unread.is_empty() && warning;
        if count > known.max(hidden) && !excused {
            return Err(format!("{key:?} is reported {count} times, and was {known} times"));
        }
    }
    Ok(())
}

/// A fix that repairs nothing changes no connection. After one edit and its repair, everything is as without the edit.
fn connections(original: &State, before: &State, after: &State, done: &[Done], edits: usize) -> Result<(), String> {
    let same = |one: &State, other: &State| {
        let changes = Difference::new(one.side(), other.side()).map_err(|error| error.to_string())?.connections;
        let first = lines(&changes.overview).into_iter().next();
        first.map_or(Ok(()), |line| Err(format!("{}: {} -> {}", line.who(), line.was, line.now)))
    };
    let is_emitted = |state: &State| !state.compilation.has_errors();
    if is_emitted(before) && done.iter().all(|done| !done.repairs) {
        return same(before, after).map_err(|change| format!("a connection is treated differently: {change}"));
    }
    // A state may have had something to repair before it was edited.
    let Fixed { sources, compilation, .. } =
        fix(original.sources.clone(), original.compilation.clone(), &Options::default(), Fixes::Safe);
    let meant = State { sources, compilation };
    let repairs = |state: &State| {
        let fixes = state.compilation.diagnostics.iter().flat_map(|found| &found.fixes);
        fixes.filter(|fix| fix.safe && fix.repairs).count()
    };
    // An edit that nothing repairs may mean anything, beside something else that is repaired.
    let is_repaired = repairs(before) > repairs(original) && repairs(after) <= repairs(&meant);
    if edits == 1 && is_repaired && is_emitted(original) && is_emitted(after) {
        if !is_emitted(before) {
            let objects = Difference::new(meant.side(), after.side()).map_err(|error| error.to_string())?.objects;
            if !objects.is_empty() {
                return Err(format!("objects are not as they were meant: {objects:?}"));
            }
        }
        return same(&meant, after).map_err(|change| format!("not what was meant: {change}"));
    }
    Ok(())
}

/// Objects change only where a fix was applied.
fn objects(_: &State, before: &State, after: &State, done: &[Done], _: usize) -> Result<(), String> {
    if before.compilation.has_errors() {
        return Ok(());
    }
    let difference = Difference::new(before.side(), after.side()).map_err(|error| error.to_string())?.objects;
    if !difference.added.is_empty() || !difference.removed.is_empty() {
        return Err(format!("objects come or go: {difference:?}"));
    }
    let mended = |done: &Done| {
        let lines = before.text().split_inclusive('\n').take(done.line.saturating_sub(1));
        entry(before.text(), lines.map(str::len).sum())
    };
    let entries: Vec<&str> = done.iter().map(mended).collect();
    for changed in &difference.changed {
        let name = changed.id.name.as_str();
        if !entries.iter().any(|entry| entry.is_empty() || entry.contains(name) || name.contains(entry)) {
            return Err(format!("{name} changes, and was not mended: {entries:?}"));
        }
    }
    Ok(())
}
