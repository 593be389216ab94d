//! What is killed at any moment leaves nothing lost and nothing half: builds, fixes, requests that change a state file, and
//! applies to a cluster.
//!
//! `TCPGEN_KILLS=1000 cargo test --all-features --test suite -- kills:: --nocapture` kills as many of each; without it some.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test")]

#[cfg(feature = "cluster")]
mod applies;
mod builds;
mod files;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fastrand::Rng;

/// How many are killed of one sort.
fn kills(without_wish: u64) -> u64 {
    std::env::var("TCPGEN_KILLS").map_or(without_wish, |count| count.parse().unwrap())
}

/// How kills met their processes.
#[derive(Debug, Default)]
struct Met {
    /// It had ended.
    late: usize,
    /// It had changed nothing.
    early: usize,
    /// Some files or objects were old, others new.
    between: usize,
    /// It had staged files that were not in their places.
    staged: usize,
}

/// The command in a folder, of which nothing is heard.
fn tcpgen(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// When a process is killed.
enum Moment<'m> {
    /// Any, in the time that it usually takes.
    Any(Duration),
    /// Once it has begun to write.
    Writing(&'m dyn Fn() -> bool),
}

/// Kills a process; whether it had ended before, and well.
fn kill(mut child: Child, moment: &Moment<'_>, random: &mut Rng) -> bool {
    let wait = |most: Duration, random: &mut Rng| {
        std::thread::sleep(Duration::from_micros(random.u64(0..=u64::try_from(most.as_micros()).unwrap())));
    };
    match moment {
        Moment::Any(takes) => wait(*takes * 5 / 4, random),
        Moment::Writing(has_begun) => {
            while !has_begun() && child.try_wait().unwrap().is_none() {}
            wait(Duration::from_millis(1), random);
        }
    }
    // SIGKILL, to this process alone.
    child.kill().unwrap();
    child.wait().unwrap().success()
}

/// How long a command takes that nobody kills.
fn takes(mut command: Command) -> Duration {
    let begun = Instant::now();
    assert!(command.status().unwrap().success(), "{command:?}");
    begun.elapsed()
}
