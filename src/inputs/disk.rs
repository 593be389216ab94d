use std::fs::{self, FileType};
use std::path::Path;

use super::bytes::read_bytes;
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
            let of_link = || fs::metadata(entry.path()).map(|found| found.file_type());
            let kind = entry.file_type().and_then(|kind| if kind.is_symlink() { of_link() } else { Ok(kind) });
            Some((entry.file_name().into_string().ok()?, kind.map_or(Kind::Other, of)))
        });
        named.collect()
    }
}

fn of(kind: FileType) -> Kind {
    match kind {
        _ if kind.is_file() => Kind::File,
        _ if kind.is_dir() => Kind::Folder,
        _ => Kind::Other,
    }
}
