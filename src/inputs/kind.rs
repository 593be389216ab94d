use std::path::{Path, PathBuf};

/// The name of standard input in messages.
pub(crate) const STDIN: &str = "<stdin>";

/// The default input.
pub(crate) const DEFAULT: &str = "tcpgen.toml";

/// Which files of a directory are inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// `*.toml`
    States,
    /// `*.yaml`, `*.yml`, `*.json`
    Manifests,
    /// State files; if there are none, manifests.
    Either,
    /// All of them.
    Any,
}

impl Wanted {
    /// Whether a file that a state lists is an input.
    pub(super) fn takes(self, path: &Path) -> bool {
        match self {
            Self::States => is_wanted(path, STATES),
            Self::Manifests => is_wanted(path, MANIFESTS),
            Self::Either | Self::Any => is_wanted(path, STATES) || is_wanted(path, MANIFESTS),
        }
    }
}

pub(super) const STATES: &[&str] = &["toml"];
pub(super) const MANIFESTS: &[&str] = &["yaml", "yml", "json"];

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

/// Whether a file has one of these extensions. Hidden files are no inputs.
pub(super) fn is_wanted(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !is_hidden && extension.is_some_and(|extension| extensions.contains(&extension))
}
