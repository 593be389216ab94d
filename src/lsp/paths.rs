use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

use crate::report::uri::uri;
use crate::source::normal;

/// The file of a URI; one of no file is taken as it is, as a path that no file has.
pub(super) fn path(uri: &Uri) -> PathBuf {
    let Some(rest) = uri.0.strip_prefix("file://") else { return PathBuf::from(&uri.0) };
    // Behind the host, which is mostly left out.
    let path = rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or(rest);
    let path = decoded(path);
    let drive = path.strip_prefix('/').filter(|rest| cfg!(windows) && rest.get(1..2) == Some(":"));
    normal(Path::new(drive.unwrap_or(&path)))
}

/// Whether a path is that of a file, and not of an unsaved document.
pub(super) fn is_file(path: &Path) -> bool {
    path.has_root()
}

/// The URI of a file that no client named.
pub(super) fn uri_of(path: &Path) -> Uri {
    if is_file(path) { Uri(uri(&path.to_string_lossy())) } else { Uri(path.to_string_lossy().into_owned()) }
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let hex = behind.get(..2).filter(|_| first == b'%').and_then(|hex| str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = behind.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_and_its_uri_are_one_to_one() {
        for name in ["/a/b.toml", "/a b/ü%20#.toml", "/😀"] {
            assert_eq!(path(&uri_of(Path::new(name))), Path::new(name));
        }
        assert_eq!(path(&"file:///a/%2e/../b%3A.toml".into()), Path::new("/b:.toml"));
        assert_eq!(path(&"file:///%zz%4".into()), Path::new("/%zz%4"));
        assert!(!is_file(&path(&"untitled:Untitled-1".into())));
    }
}
