use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use super::{Failure, Outcome, console};
use crate::escape::shown;
use crate::inputs::{Input, configuration_of, expand};
use crate::members::Wanted;

/// How often the inputs are checked.
const EVERY: Duration = Duration::from_millis(200);

/// How often they are checked while they change.
const LOOK: Duration = Duration::from_millis(50);

/// An editor writes a file in several steps: it is read when it has been quiet for this long.
const QUIET: Duration = Duration::from_millis(200);

/// The same where a file has become shorter or is gone: the rest may follow, and what it lacks would be removed.
const QUIET_IF_SHORTER: Duration = Duration::from_secs(1);

/// Runs `build` at once and whenever an input changes, until the process ends. Failures are reported, and it waits for the
/// next change.
///
/// It compares the inputs' time stamps instead of using the system's events: this works on every system, also on network
/// and container file systems, which have no events, and a directory can be removed and created again.
pub(super) fn run<S>(
    inputs: &[PathBuf],
    wanted: Wanted,
    read: impl Fn() -> Result<S, Failure>,
    build: impl Fn(S) -> Result<Outcome, Failure>,
) -> Result<Outcome, Failure> {
    if inputs.iter().any(|input| input.as_os_str() == "-") {
        return Err(Failure::new("`--watch` cannot watch standard input").help("name a file or a directory"));
    }
    loop {
        // Which they are changes with a state file alone.
        let named = configuration_of(&expand(inputs, wanted).unwrap_or_default());
        let stamps = || stamps(inputs, wanted, &named);
        let seen = stamps();
        let read = read();
        let now = stamps();
        if now != seen {
            // Half of what was read may be old.
            quiet(stamps, &seen, now);
            continue;
        }
        if let Err(failure) = read.and_then(&build) {
            console::failure(&failure);
        }
        console::err(&shown!("waiting for changes; Ctrl-C ends\n"));
        changed(stamps, &seen);
    }
}

/// Waits until the inputs are others than these, and have stopped changing.
fn changed(stamps: impl Fn() -> Stamps, seen: &Stamps) {
    loop {
        sleep(EVERY);
        let now = stamps();
        if now != *seen {
            return quiet(stamps, seen, now);
        }
    }
}

/// Waits until the inputs have stopped changing.
fn quiet(stamps: impl Fn() -> Stamps, before: &Stamps, mut seen: Stamps) {
    let mut since = Instant::now();
    loop {
        let wanted = if is_shorter(&seen, before) { QUIET_IF_SHORTER } else { QUIET };
        if since.elapsed() >= wanted {
            return;
        }
        sleep(LOOK);
        let now = stamps();
        if now != seen {
            (seen, since) = (now, Instant::now());
        }
    }
}

/// Whether one of the files is gone or has less text than before.
fn is_shorter(now: &Stamps, before: &Stamps) -> bool {
    let length = |known: &Stamp| known.map(|(_, length)| length);
    before.iter().any(|(path, before)| now.get(path).and_then(length) < length(before))
}

/// Time stamp and length; none for a file that is not there.
type Stamp = Option<(SystemTime, u64)>;

/// Those of the existing files. Empty if a directory has none.
type Stamps = HashMap<PathBuf, Stamp>;

/// Those of the inputs, and of the files that state files among them name.
fn stamps(inputs: &[PathBuf], wanted: Wanted, named: &[PathBuf]) -> Stamps {
    let files = expand(inputs, wanted).unwrap_or_default().into_iter().filter_map(|input| match input {
        Input::File(path) => Some(path),
        _ => None,
    });
    let stamp = |path: PathBuf| {
        let known = fs::metadata(&path).ok();
        (path, known.and_then(|known| Some((known.modified().ok()?, known.len()))))
    };
    files.chain(named.iter().cloned()).map(stamp).collect()
}
