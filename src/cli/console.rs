//! Standard output and standard error. A reader that has gone away (`| head`) is no error.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use serde::Serialize;
use supports_hyperlinks::Stream as Hyperlinks;

use super::Failure;
use crate::diagnostic::Severity;
use crate::escape::Shown;
use crate::file_store::reason;
use crate::report::{self, Style};

/// What people read, to standard output.
pub(super) fn out(text: &Shown) -> Result<(), Failure> {
    data(text.as_str())
}

/// Data for programs to standard output, in a format that escapes for itself.
pub(super) fn data(text: &str) -> Result<(), Failure> {
    out_with(|stream| stream.write_all(text.as_bytes()))
}

/// Data that comes in parts to standard output, as it comes.
pub(super) fn out_parts(parts: impl IntoIterator<Item = String>) -> Result<(), Failure> {
    out_with(|stream| parts.into_iter().try_for_each(|part| stream.write_all(part.as_bytes())))
}

/// An answer to standard output, for programs, as it is made.
pub(super) fn out_json(answer: &impl Serialize) -> Result<(), Failure> {
    out_with(|stream| {
        serde_json::to_writer_pretty(&mut *stream, answer)?;
        stream.write_all(b"\n")
    })
}

/// What `write` writes, to standard output as it comes.
pub(super) fn out_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut stream = BufWriter::new(io::stdout().lock());
    finished(write(&mut stream).and_then(|()| stream.flush()))
}

/// Where a report goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    Out,
    /// Where standard output has something else.
    Err,
}

impl Stream {
    /// How to draw for it.
    pub fn style(self) -> Style {
        match self {
            Self::Out => out_style(),
            Self::Err => err_style(),
        }
    }

    /// What people read.
    pub fn show(self, text: &Shown) -> Result<(), Failure> {
        self.write(|stream| stream.write_all(text.as_str().as_bytes()))
    }

    /// What `write` writes, as it comes. A failure of standard error cannot be reported anywhere.
    pub fn write(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        match self {
            Self::Out => out_with(write),
            Self::Err => {
                let mut stream = BufWriter::new(io::stderr().lock());
                let _ = write(&mut stream).and_then(|()| stream.flush());
                Ok(())
            }
        }
    }
}

fn finished(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write standard output: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Everything else, to standard error. A failure cannot be reported anywhere.
pub(super) fn err(text: &Shown) {
    let _ = io::stderr().lock().write_all(text.as_str().as_bytes());
}

/// `error: ...`, and `help: ...` under it.
pub(super) fn error(message: &str, help: Option<&str>) {
    err(&report::note(Severity::Error, message, help.as_slice(), &[], err_style()));
}

/// Everything that went wrong.
pub(super) fn failure(failure: &Failure) {
    for (place, (message, help)) in failure.notes().enumerate() {
        let mut help: Vec<&str> = help.into_iter().collect();
        let mut excerpt: &[String] = &[];
        if place == 0 {
            excerpt = failure.shows();
            help.extend(failure.forms());
        }
        err(&report::note(Severity::Error, message, &help, excerpt, err_style()));
    }
}

/// `warning: ...`, and `help: ...` under it.
pub(super) fn warning(message: &str, help: Option<&str>) {
    err(&report::note(Severity::Warning, message, help.as_slice(), &[], err_style()));
}

/// How to draw for standard output.
pub(super) fn out_style() -> Style {
    let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    Style { colour, links: colour && supports_hyperlinks::on(Hyperlinks::Stdout), width: out_width() }
}

/// How to draw for standard error.
pub(super) fn err_style() -> Style {
    let colour = AutoStream::choice(&io::stderr()) != ColorChoice::Never;
    let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
    Style { colour, links: colour && supports_hyperlinks::on(Hyperlinks::Stderr), width }
}

/// Columns of the terminal, if standard output is one.
pub(super) fn out_width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
}

/// Whether a person sees standard error as it is written.
pub(super) fn err_is_terminal() -> bool {
    io::stderr().is_terminal()
}
