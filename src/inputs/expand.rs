use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::kind::{Input, Instead, same};
use super::root;
use crate::file_store::{reason, special};
use crate::members::{MANIFESTS, STATES, Unread, Wanted, is_wanted};

/// The files that the arguments name, in order, each once, and those that these list under `files`. Without arguments it is the
/// nearest `tcpgen.toml` upwards. A directory means its files of the wanted kind, by name, without
/// those whose name begins with a dot, like a shell's `*.toml`.
pub(crate) fn expand(arguments: &[PathBuf], wanted: Wanted) -> Result<Vec<Input>, Unread> {
    expand_with(arguments, wanted, None)
}

/// The same where standard input may replace one of them; `-` then means that file.
pub(crate) fn expand_with(
    arguments: &[PathBuf],
    wanted: Wanted,
    instead: Option<&Instead>,
) -> Result<Vec<Input>, Unread> {
    let file = |path: PathBuf| match instead {
        Some(instead) if instead.is_of(&path) => Input::Instead(instead.clone()),
        _ => Input::File(path),
    };
    if arguments.is_empty() {
        return root::with_listed(vec![file(root::nearest(Path::new("")))], wanted, file);
    }
    let mut failure = Unread::default();
    let mut inputs = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.push(instead.cloned().map_or(Input::Stdin, Input::Instead));
        } else if argument.is_dir() {
            match wanted_files(argument, wanted) {
                Ok(files) => inputs.extend(files.into_iter().map(&file)),
                Err(found) => failure = failure.and(found),
            }
        } else {
            inputs.push(file(argument.clone()));
        }
    }
    if !failure.is_empty() {
        return Err(failure);
    }
    inputs = root::with_listed(inputs, wanted, file)?;
    let mut seen = HashSet::new();
    inputs.retain(|input| seen.insert(input.path().map_or_else(|| PathBuf::from("-"), same)));
    Ok(inputs)
}

fn wanted_files(directory: &Path, wanted: Wanted) -> Result<Vec<PathBuf>, Unread> {
    let sorts: &[&[&str]] = match wanted {
        Wanted::States => &[STATES],
        Wanted::Manifests => &[MANIFESTS],
        Wanted::Either | Wanted::Any => &[STATES, MANIFESTS],
    };
    for extensions in sorts {
        let files = files(directory, extensions)?;
        if !files.is_empty() {
            return Ok(files);
        }
    }
    let names: Vec<String> = sorts.concat().iter().map(|extension| format!("*.{extension}")).collect();
    Err(Unread::read(directory, format!("there is no {} file in this directory", names.join(" or ")))
        .help("directories are not searched further down: name the directory that has the files"))
}

fn files(directory: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, Unread> {
    let entries = fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| Unread::read(directory, reason(&error)))?;
    let paths = entries.into_iter().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = paths.filter(|path| is_wanted(path, extensions) && !path.is_dir()).collect();
    files.sort();
    // One without a writer would be waited for. Those that an argument names are, as `<(command)` is.
    let special = files.iter().find_map(|path| Some((path, special(path)?)));
    match special {
        Some((path, kind)) => Err(Unread::read(path, format!("it is {kind}")).help("move it out of the directory")),
        None => Ok(files),
    }
}

/// Of the files of a directory those that are inputs: state files; if there are none, manifests.
pub(crate) fn wanted_names<'n>(names: &[&'n Path]) -> Vec<&'n Path> {
    let of = |extensions: &[&str]| -> Vec<&'n Path> {
        names.iter().copied().filter(|name| is_wanted(name, extensions)).collect()
    };
    let states = of(STATES);
    if states.is_empty() { of(MANIFESTS) } else { states }
}
