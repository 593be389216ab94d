use std::path::Path;

use serde::Deserialize;

/// Where files are: on a disk, or with a host that hands them in.
pub(crate) trait Files {
    /// Whether there is a file.
    fn is_file(&self, path: &Path) -> bool;

    /// The bytes of a file, or why it cannot be read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, String>;

    /// What is in a folder, by name; nothing if it cannot be read. Names that are not UTF-8 are left out.
    fn names(&self, folder: &Path) -> Vec<(String, Kind)>;
}

/// What a name in a folder is. A link to a file is the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link to a folder.
    Link,
    /// Neither, or nothing.
    Other,
}
