//! `check --fix`: safe fixes are applied to the texts, and the texts put back.

mod apply;

use super::compiled::Compiled;
use super::files::replace;
use super::inputs::Input;
use super::{Failure, console};
use crate::diagnostic::{Diagnostic, Severity};
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

/// One round: all fixes at once, or, where together they make it worse, those that do not, one after another.
fn round(compiled: &Compiled, strict: bool) -> Option<(Compiled, Vec<String>)> {
    let fixable: Vec<&Diagnostic> =
        compiled.compilation.diagnostics.iter().filter(|found| found.fixes.iter().any(|fix| fix.safe)).collect();
    if let Some(better) = try_fixes(compiled, &fixable, strict) {
        return Some(better);
    }
    fixable.iter().find_map(|one| try_fixes(compiled, &[one], strict))
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
    is_better(compiled, &after).then_some((after, lines))
}

/// Fewer errors, or as many and fewer diagnostics; no syntax error that was not there.
fn is_better(before: &Compiled, after: &Compiled) -> bool {
    let errors = |state: &Compiled| {
        state.compilation.diagnostics.iter().filter(|found| found.severity == Severity::Error).count()
    };
    let syntax = |state: &Compiled| {
        state.compilation.diagnostics.iter().filter(|found| found.code.name == "toml-syntax").count()
    };
    let all = |state: &Compiled| state.compilation.diagnostics.len();
    syntax(after) <= syntax(before) && (errors(after), all(after)) < (errors(before), all(before))
}

fn line(sources: &Sources, diagnostic: &Diagnostic, title: &str) -> String {
    let file = sources.file(diagnostic.span.file).map_or("", SourceFile::name);
    let line = sources.position(diagnostic.span).map_or(0, |(start, _)| start.line);
    format!("fixed {file}:{line}: {title} [{}]\n", diagnostic.code.name)
}
