use std::path::{Component, Path, PathBuf};

/// A path without `.`, and without `..` behind a directory, by the text alone.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            Component::ParentDir if normal.has_root() => {}
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_names_of_one_file_are_the_same() {
        for (path, meant) in
            [("./a/./b", "a/b"), ("a/../b", "b"), ("../a", "../a"), ("../../a", "../../a"), ("a/..", "")]
        {
            assert_eq!(normal(Path::new(path)), Path::new(meant), "{path}");
        }
        #[cfg(unix)]
        assert_eq!(normal(Path::new("/../a/../b")), Path::new("/b"));
    }
}
