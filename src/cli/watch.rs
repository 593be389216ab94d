use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use super::inputs::{Input, Wanted, expand};
use super::{Failure, Outcome, console};
use crate::escape::shown;

/// How often the inputs are checked.
const EVERY: Duration = Duration::from_millis(200);

/// An editor writes a file in several steps: it is read when it has been quiet for this long.
const QUIET: Duration = Duration::from_millis(50);

/// Runs `build` at once and whenever an input changes, until the process ends. Failures are reported, and it waits for the
/// next change.
///
/// It compares the inputs' time stamps instead of using the system's events: this works on every system, also on network
/// and container file systems, which have no events, and a directory can be removed and created again.
pub(super) fn run(
    inputs: &[PathBuf],
    wanted: Wanted,
    build: impl Fn() -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    if inputs.iter().any(|input| input.as_os_str() == "-") {
        return Err(Failure::new("`--watch` cannot watch standard input").help("name a file or a directory"));
    }
    let mut seen = stamps(inputs, wanted);
    loop {
        if let Err(failure) = build() {
            console::failure(&failure);
        }
        console::err(&shown!("waiting for changes; Ctrl-C ends\n"));
        while stamps(inputs, wanted) == seen {
            sleep(EVERY);
        }
        seen = quiet(inputs, wanted);
    }
}

/// Waits until the inputs have stopped changing.
fn quiet(inputs: &[PathBuf], wanted: Wanted) -> Stamps {
    let mut seen = stamps(inputs, wanted);
    loop {
        sleep(QUIET);
        let now = stamps(inputs, wanted);
        if now == seen {
            return now;
        }
        seen = now;
    }
}

type Stamps = Vec<(Input, Option<(SystemTime, u64)>)>;

/// The existing files, with time stamp and length. Empty if a directory has none.
fn stamps(inputs: &[PathBuf], wanted: Wanted) -> Stamps {
    let stamp = |input: Input| {
        let known = match &input {
            Input::File(path) => fs::metadata(path).ok(),
            Input::Stdin => None,
        };
        (input, known.and_then(|known| Some((known.modified().ok()?, known.len()))))
    };
    expand(inputs, wanted).unwrap_or_default().into_iter().map(stamp).collect()
}
