use std::fs;
use std::path::Path;

use super::mark::{Mark, mark};
use super::origin::Origin;
use crate::cli::Failure;
use crate::file_store::{is_same, is_standard_output, special};
use crate::inputs::Input;

/// Which existing files a build may replace or remove.
pub(in super::super) struct Rights {
    /// The files that are read, which are never written.
    pub inputs: Vec<Input>,
    /// The state that is written.
    pub origin: Origin,
    /// Whether files that are not this state's may be replaced, and the last file of the state removed.
    pub force: bool,
}

impl Rights {
    /// Refuses to write over a file unless it is missing, empty, this state's, or `--force` was given. An input is refused
    /// in any case.
    pub fn may_replace(&self, path: &Path, is_own: impl Fn(&Mark) -> bool) -> Result<(), Failure> {
        refuse_input(path, &self.inputs)?;
        if let Some(kind) = special(path) {
            return Err(Failure::new(format!("{} is in the way: it is {kind}", path.display()))
                .help("move it away, or write elsewhere"));
        }
        let nothing_to_lose = fs::metadata(path).map_or(true, |known| known.is_file() && known.len() == 0);
        if self.force || nothing_to_lose {
            return Ok(());
        }
        let (reason, help) = match mark(path) {
            Some(mark) if is_own(&mark) => return Ok(()),
            Some(Mark::Of(origin)) => (
                format!("it was generated from {origin}, not from {}", self.origin),
                "write elsewhere, or replace it with `--force`",
            ),
            Some(Mark::Old) => (
                "tcpgen 0.1 wrote it, perhaps for another state".to_owned(),
                "write elsewhere, or replace it with `--force`",
            ),
            None => {
                ("tcpgen did not write it".to_owned(), "move it away, write elsewhere, or replace it with `--force`")
            }
        };
        Err(Failure::new(format!("{} is in the way: {reason}", path.display())).help(help))
    }

    /// Whether a mark is of the state that is written.
    pub fn is_of_state(&self, mark: &Mark) -> bool {
        matches!(mark, Mark::Of(origin) if *origin == self.origin)
    }
}

/// An output that is an input would be lost, whatever its spelling: also by a symbolic or a hard link.
pub(in super::super) fn refuse_input(output: &Path, inputs: &[Input]) -> Result<(), Failure> {
    match files(inputs).find(|input| is_same(output, input)) {
        None => Ok(()),
        Some(input) => Err(Failure::new(format!("{} is an input{}", output.display(), other_name(output, input)))
            .help("name another output: an input is never overwritten")),
    }
}

/// The same for standard output that the shell has redirected: `>> tcpgen.toml` would append to what is read.
pub(in super::super) fn refuse_input_on_stdout(inputs: &[Input]) -> Result<(), Failure> {
    match files(inputs).find(|input| is_standard_output(input)) {
        None => Ok(()),
        Some(input) => Err(Failure::new(format!("standard output is the input {}", input.display()))
            .help("redirect it to another file, or name the output with `-o`")),
    }
}

fn files(inputs: &[Input]) -> impl Iterator<Item = &Path> {
    inputs.iter().filter_map(|input| match input {
        Input::File(path) => Some(path.as_path()),
        Input::Stdin | Input::Instead(_) => None,
    })
}

fn other_name(output: &Path, input: &Path) -> String {
    if output == input { String::new() } else { format!(": it is the same file as {}", input.display()) }
}
