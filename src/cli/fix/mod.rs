//! `check --fix`: safe fixes are applied to the texts, and the texts put back.

mod apply;

use super::compiled::Compiled;
use super::files::replace;
use super::inputs::Input;
use super::{Failure, console};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceFile, Sources};
use apply::{Applied, apply};

/// A fix may uncover a problem that has a fix again. Nothing real needs more rounds than this.
const ROUNDS_AT_MOST: usize = 10;

/// Applies safe fixes until there are none left, writes the files that changed and tells what was done.
pub(super) fn run(files: &[Input], mut compiled: Compiled, strict: bool) -> Result<Compiled, Failure> {
    if files.contains(&Input::Stdin) {
        return Err(Failure::new("`--fix` cannot write standard input back").help("name a file"));
    }
    let mut done = Vec::new();
    for _ in 0..ROUNDS_AT_MOST {
        let Some((better, lines)) = round(&compiled, strict) else { break };
        compiled = better;
        done.extend(lines);
    }
    if done.is_empty() {
        console::err("nothing that can be fixed safely\n");
        return Ok(compiled);
    }
    for (input, (_, source)) in files.iter().zip(compiled.sources.iter()) {
        if let Input::File(path) = input {
            replace(path, source.text().as_bytes()).map_err(|error| Failure::write(path, &error))?;
        }
    }
    console::err(&done.concat());
    Ok(compiled)
}

/// One round: all fixes at once, without those that would make it worse.
fn round(compiled: &Compiled, strict: bool) -> Option<(Compiled, Vec<String>)> {
    let has_safe = |found: &&Diagnostic| found.fixes.iter().any(|fix| fix.safe);
    let fixable: Vec<&Diagnostic> = compiled.compilation.diagnostics.iter().filter(has_safe).collect();
    try_fixes(compiled, &sound(compiled, fixable, strict), strict)
}

/// Those fixes that do no harm: where all together do, each half is asked.
fn sound<'a>(compiled: &Compiled, fixable: Vec<&'a Diagnostic>, strict: bool) -> Vec<&'a Diagnostic> {
    if fixable.is_empty() || try_fixes(compiled, &fixable, strict).is_some() {
        return fixable;
    }
    if fixable.len() == 1 {
        return Vec::new();
    }
    let (first, second) = fixable.split_at(fixable.len() / 2);
    let mut good = sound(compiled, first.to_vec(), strict);
    good.extend(sound(compiled, second.to_vec(), strict));
    good
}

/// The state with these fixes applied; none when nothing changed or it became worse.
fn try_fixes(compiled: &Compiled, fixable: &[&Diagnostic], strict: bool) -> Option<(Compiled, Vec<String>)> {
    let Applied { texts, used } = apply(&compiled.sources, fixable);
    if used.is_empty() {
        return None;
    }
    let mut sources = Sources::default();
    for ((_, file), text) in compiled.sources.iter().zip(texts) {
        sources.add(SourceFile::new(file.name(), text));
    }
    let lines = used.iter().map(|(diagnostic, title)| line(&compiled.sources, diagnostic, title)).collect();
    let after = Compiled::new(sources, strict);
    is_better(compiled, &after, &used).then_some((after, lines))
}

/// What was mended is no longer said, and there is no syntax error that was not there. Other problems may have come to
/// light: a key whose table had a wrong name is read for the first time.
fn is_better(before: &Compiled, after: &Compiled, used: &[(&Diagnostic, &str)]) -> bool {
    let syntax = |state: &Compiled| count(state, |found| found.code.name == "toml-syntax");
    let same = |state: &Compiled, one: &Diagnostic| {
        count(state, |found| found.code == one.code && found.message == one.message)
    };
    syntax(after) <= syntax(before) && used.iter().all(|(one, _)| same(after, one) < same(before, one))
}

fn count(state: &Compiled, is_one: impl Fn(&Diagnostic) -> bool) -> usize {
    state.compilation.diagnostics.iter().filter(|found| is_one(found)).count()
}

fn line(sources: &Sources, diagnostic: &Diagnostic, title: &str) -> String {
    let file = sources.file(diagnostic.span.file).map_or("", SourceFile::name);
    let line = sources.position(diagnostic.span).map_or(0, |(start, _)| start.line);
    format!("fixed {file}:{line}: {title} [{}]\n", diagnostic.code.name)
}
