use std::io;
use std::path::{Path, PathBuf};

use super::files::{Directory, differs, replace};
use super::rendered::Rendered;
use super::{Failure, Outcome, console};

/// Where output goes.
pub(super) enum Destination {
    Stdout,
    File(PathBuf),
    Directory(PathBuf),
}

impl Destination {
    /// `-o` as it was given: a directory ends in a slash or is one already; `-` is standard output.
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

    /// Writes the output; the answer is one line for a person who watches.
    pub fn write(&self, rendered: &Rendered) -> Result<String, Failure> {
        match (self, rendered) {
            (Self::Directory(path), Rendered::Many(files)) => Directory::new(path).write(files),
            (Self::File(path), Rendered::One(text)) => {
                let written = replace(path, text.as_bytes()).map_err(|error| cannot_write(path, &error))?;
                let done = if written { "written" } else { "up to date" };
                Ok(format!("{}: {done}\n", path.display()))
            }
            (_, Rendered::One(text)) => console::out(text).map(|()| String::new()),
            (_, Rendered::Many(files)) => {
                let all: String = files.iter().map(|(_, text)| text.as_str()).collect();
                console::out(&all).map(|()| String::new())
            }
        }
    }

    /// Compares the output with what is on disk, and says where the two differ.
    pub fn check(&self, rendered: &Rendered) -> Result<Outcome, Failure> {
        let stale = match (self, rendered) {
            (Self::Directory(path), Rendered::Many(files)) => Directory::new(path).stale(files)?,
            (Self::File(path), Rendered::One(text)) => match differs(path, text.as_bytes()) {
                Ok(false) => Vec::new(),
                Ok(true) => vec![format!("{} is stale", path.display())],
                Err(error) if error.kind() == io::ErrorKind::NotFound => vec![format!("{} is missing", path.display())],
                Err(error) => return Err(Failure::read(path, crate::file_store::reason(&error))),
            },
            _ => {
                return Err(Failure::new("`--check` compares files, and standard output is none")
                    .help("name the output with `-o`"));
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

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::write(path, error);
    match error.kind() {
        io::ErrorKind::NotFound => failure.help("the directory that it is to stand in does not exist: make it first"),
        _ => failure,
    }
}
