use std::path::{Path, PathBuf};

/// The name of standard input in messages.
pub(crate) const STDIN: &str = "<stdin>";

/// A file that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
    /// Standard input, which is read already, in place of a file.
    Instead(Instead),
}

/// The text that replaces that of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Instead {
    /// Of the file, which need not exist.
    pub path: PathBuf,
    pub text: String,
}

impl Instead {
    /// Whether it replaces this file.
    pub fn is_of(&self, path: &Path) -> bool {
        same(&self.path) == same(path)
    }
}

/// What two names of one file have in common.
pub(super) fn same(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

impl Input {
    /// The file that it is, or replaces.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Stdin => None,
            Self::File(path) | Self::Instead(Instead { path, .. }) => Some(path),
        }
    }

    /// The name that messages use.
    pub(super) fn name(&self) -> String {
        self.path().map_or_else(|| STDIN.to_owned(), |path| path.display().to_string())
    }
}
