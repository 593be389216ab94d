//! The root of a state: the nearest `tcpgen.toml` upwards, with the files that it lists.

use std::collections::BTreeMap;
use std::env;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, glob_with};
use toml::de::{DeTable, DeValue};

use super::kind::{DEFAULT, Input, Instead, STATES, Wanted, is_wanted};
use super::unread::Unread;
use crate::file_store::special;

/// The key of a state file that lists the other files of the state.
const FILES: &str = "files";

/// No list of files is longer, in bytes.
const HEAD_AT_MOST: u64 = 1 << 20;

/// In a head that is no TOML, so many brackets are tried as the end of the list.
const ENDS_AT_MOST: usize = 64;

/// `*` stands for a part of one name, and not for hidden files, like a shell's.
const PATTERN: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// The nearest `tcpgen.toml`, from `directory` upwards; as a path from there. Without one, it is taken to be in `directory`.
pub(super) fn nearest(directory: &Path) -> PathBuf {
    let here = env::current_dir().unwrap_or_default().join(directory);
    let depth = here.ancestors().position(|above| above.join(DEFAULT).is_file()).unwrap_or(0);
    let mut root = directory.to_owned();
    for _ in 0..depth {
        let is_name = root.components().next_back().is_some_and(|last| matches!(last, Component::Normal(_)));
        if !is_name || !root.pop() {
            root.push(Component::ParentDir);
        }
    }
    root.join(DEFAULT)
}

/// The further files of a state file, as it lists them, by name. What is wrong with the file itself is reported when it is
/// read.
pub(super) fn listed(file: &Path, wanted: Wanted) -> Result<Vec<PathBuf>, Unread> {
    matching(file, &patterns(file), wanted)
}

/// The root of the state that a file may be part of.
#[cfg(feature = "lsp")]
pub(crate) fn root_of(file: &Path) -> PathBuf {
    nearest(folder(file))
}

/// The files that the patterns of a root match.
pub(crate) fn matching(file: &Path, patterns: &[String], wanted: Wanted) -> Result<Vec<PathBuf>, Unread> {
    let mut listed = Vec::new();
    for pattern in patterns {
        let whole = folder(file).join(pattern);
        let refused = |why: String| Unread::new(format!("{}: `{FILES}` has `{pattern}`, {why}", file.display()));
        let matches = glob_with(&whole.to_string_lossy(), PATTERN).map_err(|error| refused(format!("and {error}")))?;
        let mut found: Vec<PathBuf> = matches.filter_map(Result::ok).filter(|path| path.is_file()).collect();
        if found.is_empty() {
            return Err(refused("and no file matches it".to_owned()).help("correct the pattern, or remove it"));
        }
        found.retain(|path| wanted.takes(path));
        listed.append(&mut found);
    }
    Ok(listed)
}

fn folder(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new(""))
}

/// Above the first table, where keys of the file are: the entries are read once, with the state.
fn patterns(file: &Path) -> Vec<String> {
    // What comes through a pipe can be read once only.
    if special(file).is_some() {
        return Vec::new();
    }
    let Ok(file) = File::open(file) else { return Vec::new() };
    let lines = BufReader::new(file.take(HEAD_AT_MOST)).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.starts_with('[')).collect();
    patterns_in(&head.join("\n"))
}

/// The patterns that a text lists. What else is wrong with the text does not matter.
pub(crate) fn patterns_in(text: &str) -> Vec<String> {
    let head: Vec<&str> = text.lines().take_while(|line| !line.starts_with('[')).collect();
    let whole = head.join("\n");
    if let Ok(table) = DeTable::parse(&whole) {
        return list_in(table.get_ref());
    }
    let is_list = |line: &&str| line.split_once('=').is_some_and(|(key, _)| key.trim() == FILES);
    let Some(first) = head.iter().position(is_list) else { return Vec::new() };
    let ends = (first..head.len()).filter(|&at| head.get(at).is_some_and(|line| line.contains(']')));
    let statements = ends.take(ENDS_AT_MOST).filter_map(|end| Some(head.get(first..=end)?.join("\n")));
    let lists =
        statements.filter_map(|statement| DeTable::parse(&statement).ok().map(|table| list_in(table.get_ref())));
    lists.into_iter().next().unwrap_or_default()
}

fn list_in(table: &DeTable<'_>) -> Vec<String> {
    let Some(DeValue::Array(items)) = table.get(FILES).map(toml::Spanned::get_ref) else { return Vec::new() };
    items.iter().filter_map(|item| item.get_ref().as_str()).map(ToOwned::to_owned).collect()
}

/// The roots of the states that these files are part of, each once. A file that is part of no state has none.
pub(crate) fn of_files(files: &[PathBuf]) -> Result<Vec<PathBuf>, Unread> {
    let mut parts: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let mut roots = Vec::new();
    for file in files {
        let root = nearest(folder(file));
        if !root.is_file() || roots.contains(&root) {
            continue;
        }
        let known = match parts.get(&root) {
            Some(known) => known,
            None => parts.entry(root.clone()).or_insert(members(&root)?),
        };
        let is_part = file.canonicalize().is_ok_and(|file| known.contains(&file));
        // A file that was deleted was a part of it, perhaps.
        if is_part || !file.exists() {
            roots.push(root);
        }
    }
    Ok(roots)
}

fn members(root: &Path) -> Result<Vec<PathBuf>, Unread> {
    let listed = listed(root, Wanted::Any)?;
    Ok([root.to_owned()].iter().chain(&listed).filter_map(|file| file.canonicalize().ok()).collect())
}

/// The inputs with the files that they list behind them.
pub(super) fn with_listed(
    inputs: Vec<Input>,
    wanted: Wanted,
    to_input: impl Fn(PathBuf) -> Input,
) -> Result<Vec<Input>, Unread> {
    let mut all = Vec::with_capacity(inputs.len());
    for input in inputs {
        let further = match &input {
            Input::File(path) if is_wanted(path, STATES) => listed(path, wanted)?,
            Input::Instead(Instead { path, text }) if is_wanted(path, STATES) => {
                matching(path, &patterns_in(text), wanted)?
            }
            _ => Vec::new(),
        };
        all.push(input);
        all.extend(further.into_iter().map(&to_input));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::patterns_in;

    #[test]
    fn a_list_is_found_whatever_else_is_wrong() {
        for (text, expected) in [
            ("files = [\"a\"]\n[x]\nfiles = [\"b\"]\n", &["a"][..]),
            ("na\nfiles = [\n  \"[ab].toml\", # ]\n  'c',\n]\nfoo = \n[x", &["[ab].toml", "c"]),
            ("na\nfiles = [\"a\"\n", &[]),
            ("na\n", &[]),
        ] {
            assert_eq!(patterns_in(text), expected, "{text}");
        }
    }
}
