use std::io;
use std::path::{Path, PathBuf};

use super::files::{Directory, Rights, differs, refuse_input, refuse_input_on_stdout, replace};
use super::rendered::Rendered;
use super::{Failure, Outcome, console};
use crate::file_store::{is_stream, parent, reason, resolve};
use crate::inputs::Input;

/// Where output goes.
pub(super) enum Destination {
    Stdout,
    File(PathBuf),
    Directory(PathBuf),
}

impl Destination {
    /// From `-o`: a directory ends in a slash or exists already; `-` is standard output.
    pub fn new(output: Option<&Path>) -> Self {
        let Some(path) = output.filter(|path| path.as_os_str() != "-") else { return Self::Stdout };
        let slash =
            path.as_os_str().as_encoded_bytes().last().is_some_and(|&last| std::path::is_separator(last.into()));
        if slash || path.is_dir() { Self::Directory(path.to_owned()) } else { Self::File(path.to_owned()) }
    }

    /// Whether each object goes into a file of its own.
    pub fn is_directory(&self) -> bool {
        matches!(self, Self::Directory(_))
    }

    /// The directory that the output is in.
    pub fn directory(&self) -> PathBuf {
        match self {
            Self::Stdout => PathBuf::from("."),
            Self::File(path) => parent(&resolve(path).unwrap_or_else(|_| path.clone())).to_owned(),
            Self::Directory(path) => path.clone(),
        }
    }

    /// Refuses an output that is an input. The files of a directory are not known yet; [`Rights`] checks each of them.
    pub fn refuse_input(&self, inputs: &[Input]) -> Result<(), Failure> {
        match self {
            Self::Stdout => refuse_input_on_stdout(inputs),
            Self::File(path) => refuse_input(path, inputs),
            Self::Directory(_) => Ok(()),
        }
    }

    /// Writes a build's output where `rights` allow it. The result is a line that reports what was done.
    pub fn write(&self, rendered: &Rendered, rights: &Rights) -> Result<String, Failure> {
        match (self, rendered) {
            (Self::Directory(path), Rendered::Many(files)) => Directory::new(path, rights).write(files),
            (Self::File(path), Rendered::One { header, text }) if !is_stream(path) => {
                let whole = format!("{header}{text}");
                let has = |content: &str| differs(path, content.as_bytes()).is_ok_and(|differs| !differs);
                // Version 0.1 wrote the text without a header: replacing that loses nothing.
                if !has(&whole) && !has(text) {
                    rights.may_replace(path, |mark| rights.is_of_state(mark))?;
                }
                put(path, &whole)
            }
            (_, Rendered::One { text, .. }) => self.write_text(text),
            (_, Rendered::Many(files)) => {
                let all: String = files.iter().map(|file| file.text.as_str()).collect();
                console::data(&all).map(|()| String::new())
            }
        }
    }

    /// Writes a text to a file or to standard output, and replaces what the file holds.
    pub fn write_text(&self, text: &str) -> Result<String, Failure> {
        match self {
            Self::Stdout => console::data(text).map(|()| String::new()),
            Self::File(path) | Self::Directory(path) => put(path, text),
        }
    }

    /// Compares the output with what is on disk, and reports where the two differ.
    pub fn check(&self, rendered: &Rendered, rights: &Rights) -> Result<Outcome, Failure> {
        let stale = match (self, rendered) {
            (Self::Directory(path), Rendered::Many(files)) => Directory::new(path, rights).stale(files)?,
            (Self::File(path), Rendered::One { header, text }) => {
                match differs(path, format!("{header}{text}").as_bytes()) {
                    Ok(false) => Vec::new(),
                    Ok(true) => vec![format!("{} is stale", path.display())],
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {
                        vec![format!("{} is missing", path.display())]
                    }
                    Err(error) => return Err(Failure::read(path, reason(&error))),
                }
            }
            _ => {
                return Err(
                    Failure::new("`--check` compares files, not standard output").help("name the output with `-o`")
                );
            }
        };
        let Some((last, others)) = stale.split_last() else { return Ok(Outcome::Fine) };
        for line in others {
            console::error(line, None);
        }
        console::error(last, Some("build again without `--check`"));
        Ok(Outcome::No)
    }
}

fn put(path: &Path, text: &str) -> Result<String, Failure> {
    let written = replace(path, text.as_bytes()).map_err(|error| cannot_write(path, &error))?;
    let done = if written { "written" } else { "up to date" };
    Ok(format!("{}: {done}\n", path.display()))
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::write(path, error);
    match error.kind() {
        io::ErrorKind::NotFound => failure.help("its directory does not exist: create it first"),
        _ => failure,
    }
}
