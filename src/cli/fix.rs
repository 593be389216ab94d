//! `check --fix`: applies safe fixes to the files in place.

use std::fmt::Write as _;

use super::files::replace;
use super::inputs::Input;
use super::{Failure, console};
use crate::diagnostic::Severity;
use crate::fix::{Done, Fixed, fix};
use crate::question::Subject;

/// Applies safe fixes until there are none left, writes the files that changed and reports what was done.
pub(super) fn run(files: &[Input], subject: Subject) -> Result<Subject, Failure> {
    if files.contains(&Input::Stdin) {
        return Err(Failure::new("`--fix` cannot write standard input back").help("name a file"));
    }
    let Subject { sources, compilation, options } = subject;
    let Fixed { sources, compilation, done } = fix(sources, compilation, &options);
    if done.is_empty() {
        console::err("nothing that can be fixed safely\n");
        return Ok(Subject { sources, compilation, options });
    }
    for (input, (_, source)) in files.iter().zip(sources.iter()) {
        if let Input::File(path) = input {
            replace(path, source.text().as_bytes()).map_err(|error| Failure::write(path, &error))?;
        }
    }
    console::err(&lines(&done));
    Ok(Subject { sources, compilation, options })
}

/// One line per fix. A state with warnings was served before, so the line says when a fix changes how Traefik treats
/// connections.
fn lines(done: &[Done]) -> String {
    let mut lines = String::new();
    for Done { file, line, title, code, repairs } in done {
        let effect = if *repairs && code.severity != Severity::Error { ", which takes effect now" } else { "" };
        let (file, title) = (printable(file), printable(title));
        // Writing to a String never fails.
        let _ = writeln!(lines, "fixed {file}:{line}: {title}{effect} [{}]", code.name);
    }
    lines
}

/// Without control characters and changes of text direction: names and rules come from the input.
fn printable(text: &str) -> String {
    let steers =
        |letter: char| letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|letter| if steers(letter) { '\u{fffd}' } else { letter }).collect()
}
