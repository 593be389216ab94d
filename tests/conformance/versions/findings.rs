//! Where tcpgen, the real Traefik and what was observed of it differ.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter, Write};
use std::fs;
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::settings::Version;
use crate::support::project;

/// Who differs from the real Traefik.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// tcpgen's answer.
    Tcpgen,
    /// What a case has as observed: the case or the rig is wrong.
    Observed,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The version that was run.
    pub version: Version,
    /// The rows that it is about.
    pub row: String,
    /// Who differs.
    pub who: Who,
    /// The case or table.
    pub place: String,
    /// What differs.
    pub text: String,
}

impl Display for Finding {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { version, row, who, place, text } = self;
        let who = match who {
            Who::Tcpgen => "tcpgen",
            Who::Observed => "the observation",
        };
        write!(formatter, "{version} [{row}] {place}: {who} differs from Traefik: {}", text.trim_end())
    }
}

/// Runs `judge` for each version, a few at a time, and fails with what was found. `name` is that of the file below
/// `target/conformance` that keeps all of it.
pub fn judge_all<T: Send>(
    name: &str,
    versions: &[Version],
    judge: impl Fn(Version) -> (T, Vec<Finding>) + Sync,
) -> BTreeMap<Version, (T, usize)> {
    let next = Mutex::new(versions.iter().rev().copied().collect::<Vec<_>>());
    let done = Mutex::new((BTreeMap::new(), Vec::new()));
    let take = || next.lock().unwrap_or_else(PoisonError::into_inner).pop();
    // Most of the time is spent waiting.
    let workers = thread::available_parallelism().map_or(2, usize::from) + 2;
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(version) = take() {
                    let (result, found) = judge(version);
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    done.0.insert(version, (result, found.len()));
                    done.1.extend(found);
                }
            });
        }
    });
    let (results, mut found) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort();
    let text = found.iter().fold(String::new(), |mut text, finding| {
        let _ = writeln!(text, "{finding}");
        text
    });
    keep(name, &text);
    results
}

/// Writes a file below `target/conformance`.
pub fn keep(name: &str, text: &str) {
    let folder = project::root().join("target/conformance");
    fs::create_dir_all(&folder).expect("cannot create a folder");
    fs::write(folder.join(name), text).expect("cannot write what was found");
}

/// Fails when anything was found.
pub fn assert_none(name: &str, count: usize) {
    let path = project::root().join("target/conformance").join(name);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let first: Vec<&str> = text.lines().take(60).collect();
    assert!(count == 0, "{count} disagreements, all of them in {}:\n{}", path.display(), first.join("\n"));
}
