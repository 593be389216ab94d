use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::replace::{JOURNAL, sweep};

/// How long to wait between two looks at a lock that another holds.
const PAUSE: Duration = Duration::from_millis(10);

/// How often to look: for ten seconds.
const LOOKS: usize = 1000;

/// The right to write the files of a directory, until it is dropped. The directory itself is locked: the file's own lock
/// would go with the file that is replaced, and a lock file would lie about in somebody's repository.
#[derive(Debug)]
pub(crate) struct Lock {
    directory: Option<File>,
}

/// Waits for the lock of a directory; none if another process keeps it. Where directories cannot be locked, the lock holds
/// nothing, and the comparison before the file is replaced has to do.
///
/// Files that killed processes have staged there are removed: staging needs the lock, so none of them is in use. Those that a
/// journal names stay: the next build of the directory puts them into their places.
pub(crate) fn lock_to_write(directory: &Path) -> Option<Lock> {
    let lock = lock_directory(directory)?;
    if lock.directory.is_some() && !directory.join(JOURNAL).exists() {
        sweep(directory);
    }
    Some(lock)
}

fn lock_directory(path: &Path) -> Option<Lock> {
    let Ok(directory) = File::open(path) else { return Some(Lock { directory: None }) };
    for _ in 0..LOOKS {
        match directory.try_lock() {
            Ok(()) => return Some(Lock { directory: Some(directory) }),
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Some(Lock { directory: None }),
        }
    }
    None
}
