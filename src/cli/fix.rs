//! `check --fix`: applies safe fixes to the files in place.

use super::{Failure, console};
use crate::diagnostic::Severity;
use crate::escape::{Shown, shown};
use crate::file_store::{NotEdited, NotReplaced, TextChange, reason, replace_texts};
use crate::fix::{Done, Fixed, fix};
use crate::inputs::Input;
use crate::question::Subject;
use crate::source::Sources;

/// Applies safe fixes until there are none left, writes the files that changed and reports what was done.
pub(super) fn run(files: &[Input], subject: Subject) -> Result<Subject, Failure> {
    if files.contains(&Input::Stdin) {
        return Err(Failure::new("`--fix` cannot write standard input back").help("name a file"));
    }
    let Subject { sources, compilation, options } = subject;
    let read = sources.clone();
    let Fixed { sources, compilation, done } = fix(sources, compilation, &options);
    if done.is_empty() {
        console::err(&shown!("nothing that can be fixed safely\n"));
        return Ok(Subject { sources, compilation, options });
    }
    replace_texts(&changes(files, &read, &sources)).map_err(not_replaced)?;
    console::err(&lines(&done));
    Ok(Subject { sources, compilation, options })
}

/// The files whose text is another now.
fn changes<'a>(files: &'a [Input], before: &'a Sources, after: &'a Sources) -> Vec<TextChange<'a>> {
    let texts = before.iter().zip(after.iter()).map(|((_, before), (_, after))| (before.text(), after.text()));
    let changed = files.iter().zip(texts).filter_map(|(input, (before, after))| match input {
        Input::File(path) if before != after => Some(TextChange { path, before, after }),
        _ => None,
    });
    changed.collect()
}

fn not_replaced((path, why): NotReplaced) -> Failure {
    let (why, help) = match why {
        NotEdited::Refused(never) => match never {},
        NotEdited::Unreadable(why) => return Failure::read(&path, why),
        NotEdited::Unwritable(error) => (reason(&error), None),
        NotEdited::ReadOnly => ("it is read-only".to_owned(), Some("make it writable (`chmod u+w`)")),
        NotEdited::Locked => {
            ("another tcpgen is writing to its directory".to_owned(), Some("try again when it is done"))
        }
        NotEdited::Changing => ("it was changed in the meantime".to_owned(), Some("no file is changed; fix again")),
    };
    let failure = Failure::new(format!("cannot write {}: {why}", path.display()));
    match help {
        Some(help) => failure.help(help),
        None => failure,
    }
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
