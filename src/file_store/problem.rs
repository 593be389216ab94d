//! What can be wrong with a state file on disk, in words that say what to do. Nothing is lost by any of it.

use std::io;
use std::path::Path;

use super::edit::{NotEdited, reason};
use crate::members::Unread;
use crate::store::Refusal;

/// Why a state file was not edited.
pub(super) fn not_edited(path: &Path, error: NotEdited<Refusal>) -> Refusal {
    match error {
        NotEdited::Refused(refusal) => refusal,
        NotEdited::Unreadable(reason) => unreadable(path, &reason),
        NotEdited::Unwritable(error) => unwritable(path, &error),
        NotEdited::ReadOnly => read_only(path),
        NotEdited::Locked => locked(path),
        NotEdited::Changing => changing(path),
    }
}

pub(super) fn unreadable(path: &Path, reason: &str) -> Refusal {
    Refusal::new("unreadable-state", format!("cannot read {}: {reason}", path.display()))
        .help("name another state file with `--state FILE`, or make this one readable UTF-8 text")
}

/// A file with Traefik's configuration, which the state file names, cannot be read.
pub(super) fn unknown_configuration(unread: Unread) -> Refusal {
    let refusal = Refusal::new("unreadable-state", unread.words());
    match unread.notes.into_iter().find_map(|(_, help)| help) {
        Some(help) => refusal.help(help),
        None => refusal,
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Refusal {
    let help = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge | io::ErrorKind::QuotaExceeded => {
            "the file is as it was; make room, then ask again"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "the file is as it was; make its directory writable: a new file is put into the old one's place"
        }
        _ => "the file is as it was; ask again when that is mended",
    };
    Refusal::new("unwritable-state", format!("cannot write {}: {}", path.display(), reason(error))).help(help)
}

fn read_only(path: &Path) -> Refusal {
    Refusal::new("read-only-state", format!("cannot write {}: it is read-only", path.display()))
        .help("the file is as it was; make it writable (`chmod u+w`), or name another with `--state FILE`")
}

fn changing(path: &Path) -> Refusal {
    Refusal::new("changed-underneath", format!("cannot write {}: somebody else keeps writing it", path.display()))
        .help("the file is as they left it; ask again when they are done")
}

fn locked(path: &Path) -> Refusal {
    Refusal::new("locked-state", format!("cannot write {}: another tcpgen holds the lock", path.display()))
        .help("ask again when it is done")
}
