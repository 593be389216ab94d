//! The files that patterns match.

use std::collections::{BTreeSet, HashSet};
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::files::{Files, Kind};
use super::kind::Wanted;
use super::patterns::FILES;
use super::unread::Unread;

/// `*` stands for a part of one name, and not for hidden files, like a shell's.
const PATTERN: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// The files that the patterns of a root match: those of each pattern by name.
pub(crate) fn matching(
    files: &dyn Files,
    root: &Path,
    patterns: &[String],
    wanted: Wanted,
) -> Result<Vec<PathBuf>, Unread> {
    let mut listed = Vec::new();
    for pattern in patterns {
        let refused = |why: String| Unread::new(format!("{}: `{FILES}` has `{pattern}`, {why}", root.display()));
        let mut found = of_pattern(files, root, pattern).map_err(|error| refused(format!("and {error}")))?;
        if found.is_empty() {
            return Err(refused("and no file matches it".to_owned()).help("correct the pattern, or remove it"));
        }
        found.retain(|path| wanted.takes(path));
        listed.append(&mut found);
    }
    Ok(listed)
}

fn of_pattern(files: &dyn Files, root: &Path, pattern: &str) -> Result<Vec<PathBuf>, glob::PatternError> {
    // Faults are counted from the beginning of the pattern, and not of one of its parts.
    Pattern::new(pattern)?;
    let mut start = root.parent().unwrap_or(Path::new("")).to_owned();
    let mut parts = Vec::new();
    for component in Path::new(pattern).components() {
        match component {
            Component::Prefix(_) | Component::RootDir => start.push(component),
            Component::CurDir => {}
            Component::ParentDir => parts.push(Part::Name("..")),
            Component::Normal(name) => parts.push(Part::new(name.to_str().unwrap_or_default())?),
        }
    }
    let mut search = Search { files, seen: HashSet::new(), found: BTreeSet::new() };
    search.below(&start, &parts);
    Ok(search.found.into_iter().collect())
}

/// What a pattern has between two slashes.
enum Part<'p> {
    Name(&'p str),
    Pattern(Pattern),
    /// `**`: the folder, and all folders below it. Links are not followed, which may lead upwards.
    Below,
}

impl<'p> Part<'p> {
    fn new(part: &'p str) -> Result<Self, glob::PatternError> {
        Ok(match part {
            "**" => Self::Below,
            _ if part.contains(['*', '?', '[']) => Self::Pattern(Pattern::new(part)?),
            _ => Self::Name(part),
        })
    }
}

struct Search<'f> {
    files: &'f dyn Files,
    /// Folders with how much of the pattern was left there: several `**` lead to a folder in many ways.
    seen: HashSet<(PathBuf, usize)>,
    found: BTreeSet<PathBuf>,
}

impl Search<'_> {
    fn below(&mut self, folder: &Path, parts: &[Part<'_>]) {
        let Some((first, rest)) = parts.split_first() else { return };
        if !self.seen.insert((folder.to_owned(), parts.len())) {
            return;
        }
        let is_last = rest.is_empty();
        match first {
            Part::Name(name) if is_last => {
                self.found.extend(Some(folder.join(name)).filter(|path| self.files.is_file(path)));
            }
            Part::Name(name) => self.below(&folder.join(name), rest),
            Part::Pattern(pattern) => {
                for (name, kind) in self.visible(folder).filter(|(name, _)| pattern.matches_with(name, PATTERN)) {
                    match kind {
                        Kind::File if is_last => self.found.extend([folder.join(name)]),
                        Kind::Folder | Kind::Link if !is_last => self.below(&folder.join(name), rest),
                        _ => {}
                    }
                }
            }
            Part::Below => {
                self.below(folder, rest);
                for (name, _) in self.visible(folder).filter(|(_, kind)| *kind == Kind::Folder) {
                    self.below(&folder.join(name), parts);
                }
            }
        }
    }

    fn visible(&self, folder: &Path) -> impl Iterator<Item = (String, Kind)> + use<> {
        self.files.names(folder).into_iter().filter(|(name, _)| !name.starts_with('.'))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use super::{Files, Kind, of_pattern};

    /// Files by their paths.
    struct Tree(Vec<&'static str>);

    impl Files for Tree {
        fn is_file(&self, path: &Path) -> bool {
            self.0.iter().any(|known| Path::new(known) == path)
        }

        fn read(&self, _: &Path) -> Result<Vec<u8>, String> {
            Err("only names are asked for".to_owned())
        }

        fn names(&self, folder: &Path) -> Vec<(String, Kind)> {
            let below = self.0.iter().filter_map(|known| Path::new(known).strip_prefix(folder).ok());
            let named = below.map(|path| {
                let mut parts = path.iter();
                let name = parts.next().unwrap().to_str().unwrap().to_owned();
                (name, if parts.next().is_none() { Kind::File } else { Kind::Folder })
            });
            named.collect::<BTreeMap<_, _>>().into_iter().rev().collect()
        }
    }

    #[test]
    fn patterns_match_as_a_shell_does() {
        let tree = Tree(vec![
            "/s/a.toml",
            "/s/b.toml",
            "/s/.c.toml",
            "/s/t/d.toml",
            "/s/t/e.yaml",
            "/s/t/u/f.toml",
            "/s/.g/h.toml",
            "/o/i.toml",
        ]);
        for (pattern, expected) in [
            ("*.toml", &["/s/a.toml", "/s/b.toml"][..]),
            ("[b-z].toml", &["/s/b.toml"]),
            ("./a.toml", &["/s/a.toml"]),
            ("t/*", &["/s/t/d.toml", "/s/t/e.yaml"]),
            ("*/*.toml", &["/s/t/d.toml"]),
            ("**/*.toml", &["/s/a.toml", "/s/b.toml", "/s/t/d.toml", "/s/t/u/f.toml"]),
            ("**/u/**/f.toml", &["/s/t/u/f.toml"]),
            ("**/**/*.yaml", &["/s/t/e.yaml"]),
            (".c.toml", &["/s/.c.toml"]),
            ("t", &[]),
            ("**", &[]),
            ("/o/*", &["/o/i.toml"]),
        ] {
            let expected: Vec<PathBuf> = expected.iter().map(PathBuf::from).collect();
            assert_eq!(of_pattern(&tree, Path::new("/s/tcpgen.toml"), pattern).unwrap(), expected, "{pattern}");
        }
        assert!(of_pattern(&tree, Path::new("/s/tcpgen.toml"), "a**").is_err());
    }

    #[test]
    fn many_stars_over_deep_folders_have_an_end() {
        let deep: &'static str = format!("/{}a.toml", "d/".repeat(60)).leak();
        let pattern = "**/d/".repeat(20) + "*.toml";
        let found = of_pattern(&Tree(vec![deep]), Path::new("/tcpgen.toml"), &pattern).unwrap();
        assert_eq!(found, [PathBuf::from(deep)]);
    }
}
