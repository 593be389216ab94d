//! `check --fix`: applies safe fixes to the files in place.

use super::files::replace;
use super::inputs::Input;
use super::{Failure, console};
use crate::diagnostic::Severity;
use crate::escape::{Shown, shown};
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
        console::err(&shown!("nothing that can be fixed safely\n"));
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
fn lines(done: &[Done]) -> Shown {
    let mut lines = Shown::default();
    for Done { file, line, title, code, repairs } in done {
        lines.push(&shown!("fixed ", file, ":", line, ": ", title));
        if *repairs && code.severity != Severity::Error {
            lines.own(", which takes effect now");
        }
        lines.push(&shown!(" [", code.name, "]\n"));
    }
    lines
}
