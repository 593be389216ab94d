//! The root of a state: the nearest `tcpgen.toml` upwards, with the files that it lists.

use std::collections::BTreeMap;
use std::env;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Component, Path, PathBuf};

use super::kind::{Input, Instead};
use crate::file_store::{Disk, special};
use crate::members::{DEFAULT, STATES, Unread, Wanted, is_wanted, matching, patterns_in};

/// No list of files is longer, in bytes.
const HEAD_AT_MOST: u64 = 1 << 20;

/// The nearest `tcpgen.toml`, from `directory` upwards; as a path from there. Without one, it is taken to be in `directory`.
pub(crate) fn nearest(directory: &Path) -> PathBuf {
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
    matching(&Disk, file, &patterns(file), wanted)
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
                matching(&Disk, path, &patterns_in(text), wanted)?
            }
            _ => Vec::new(),
        };
        all.push(input);
        all.extend(further.into_iter().map(&to_input));
    }
    Ok(all)
}
