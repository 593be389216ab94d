use std::path::Path;

/// The root of a state.
pub(crate) const DEFAULT: &str = "tcpgen.toml";

/// Which files of a directory are inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "an editor wants any"))]
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
    pub(crate) fn takes(self, path: &Path) -> bool {
        match self {
            Self::States => is_wanted(path, STATES),
            Self::Manifests => is_wanted(path, MANIFESTS),
            Self::Either | Self::Any => is_wanted(path, STATES) || is_wanted(path, MANIFESTS),
        }
    }
}

/// The extensions of state files, and of manifests.
pub(crate) const STATES: &[&str] = &["toml"];
pub(crate) const MANIFESTS: &[&str] = &["yaml", "yml", "json"];

/// Whether a file has one of these extensions. Hidden files are no inputs.
pub(crate) fn is_wanted(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !is_hidden && extension.is_some_and(|extension| extensions.contains(&extension))
}
