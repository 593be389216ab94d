use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::problem;
use super::replace::{parent, resolve};
use crate::store::Refusal;

/// How long to wait between two looks at a lock that another holds.
const PAUSE: Duration = Duration::from_millis(10);

/// How often to look: for ten seconds.
const LOOKS: usize = 1000;

/// The right to write the files of a directory, until it is dropped. The directory itself is locked: the file's own lock
/// would go with the file that is replaced, and a lock file would lie about in somebody's repository.
#[derive(Debug)]
pub(super) struct Lock {
    _directory: Option<File>,
}

/// Waits for the lock. Where directories cannot be locked there is none: then the comparison before the file is replaced
/// has to do.
pub(super) fn lock(path: &Path) -> Result<Lock, Refusal> {
    let target = resolve(path).unwrap_or_else(|_| path.to_owned());
    let Ok(directory) = File::open(parent(&target)) else { return Ok(Lock { _directory: None }) };
    for _ in 0..LOOKS {
        match directory.try_lock() {
            Ok(()) => return Ok(Lock { _directory: Some(directory) }),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(Lock { _directory: None }),
        }
    }
    Err(problem::locked(path))
}
