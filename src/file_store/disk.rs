use std::fs::{self, File, FileType};
use std::path::Path;

use super::edit::{bounded, reason};
use super::replace::special;
use crate::members::{Files, Kind};

/// The files of this machine.
pub(crate) struct Disk;

impl Files for Disk {
    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        read_bytes(path)
    }

    fn names(&self, folder: &Path) -> Vec<(String, Kind)> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let named = entries.filter_map(|entry| {
            let kind = entry.file_type().map_or(Kind::Other, |kind| of(&entry.path(), kind));
            Some((entry.file_name().into_string().ok()?, kind))
        });
        named.collect()
    }
}

fn of(path: &Path, kind: FileType) -> Kind {
    match kind {
        _ if kind.is_file() => Kind::File,
        _ if kind.is_dir() => Kind::Folder,
        _ if !kind.is_symlink() => Kind::Other,
        _ if path.is_file() => Kind::File,
        _ if path.is_dir() => Kind::Link,
        _ => Kind::Other,
    }
}

/// The bytes of a file, or why it cannot be read.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    if let Some(kind) = special(path) {
        return Err(format!("it is {kind}"));
    }
    File::open(path).and_then(bounded).map_err(|error| reason(&error))
}
