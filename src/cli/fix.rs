//! `check --fix`: applies fixes to the files in place, or shows what they would change.

use super::patch::patch;
use super::{Failure, Outcome, console};
use crate::diagnostic::Severity;
use crate::escape::{Shown, shown};
use crate::file_store::{NotEdited, NotReplaced, TextChange, reason, replace_texts};
use crate::fix::{Done, Fixed, Fixes, fix};
use crate::inputs::Input;
use crate::question::Subject;
use crate::source::Sources;

/// Applies fixes until there are none left, writes the texts that changed and reports what was done. The text of standard
/// input goes to standard output, changed or not.
pub(super) fn run(inputs: &[Input], subject: Subject, fixes: Fixes) -> Result<Subject, Failure> {
    let read = subject.sources.clone();
    let (subject, done) = apply(subject, fixes);
    replace_texts(&changes(inputs, &read, &subject.sources)).map_err(not_replaced)?;
    let streamed = inputs.iter().zip(subject.sources.iter()).find(|(input, _)| is_stream(input));
    if let Some((_, (_, file))) = streamed {
        console::data(file.text())?;
    }
    report(&done, "fixed ", fixes);
    Ok(subject)
}

/// Shows what [`run`] would change, as a unified diff. The outcome is negative if there is something to change.
pub(super) fn preview(subject: Subject, fixes: Fixes) -> Result<Outcome, Failure> {
    let before = subject.sources.clone();
    let (subject, done) = apply(subject, fixes);
    for ((_, before), (_, after)) in before.iter().zip(subject.sources.iter()) {
        console::out(&patch(before, after))?;
    }
    report(&done, "would fix ", fixes);
    Ok(if done.is_empty() { Outcome::Fine } else { Outcome::No })
}

/// Whether the text came through standard input.
pub(super) fn is_stream(input: &Input) -> bool {
    matches!(input, Input::Stdin | Input::Instead(_))
}

fn apply(subject: Subject, fixes: Fixes) -> (Subject, Vec<Done>) {
    let Subject { sources, compilation, options } = subject;
    let Fixed { sources, compilation, done } = fix(sources, compilation, &options, fixes);
    (Subject { sources, compilation, options }, done)
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
fn report(done: &[Done], verb: &'static str, fixes: Fixes) {
    let mut lines = Shown::default();
    if done.is_empty() {
        lines.own(match fixes {
            Fixes::Safe => "nothing that can be fixed safely\n",
            Fixes::Unsafe => "nothing that can be fixed\n",
        });
    }
    for Done { file, line, title, code, repairs } in done {
        lines.own(verb);
        lines.push(&shown!(file, ":", line, ": ", title));
        if *repairs && code.severity != Severity::Error {
            lines.own(", which takes effect now");
        }
        lines.push(&shown!(" [", code.name, "]\n"));
    }
    console::err(&lines);
}
