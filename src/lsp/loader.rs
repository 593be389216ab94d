//! Reads the files of a state.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::event::{Load, Loaded};
use crate::members::{DEFAULT, Files, Unread, Wanted, decoded, facts_of, matching, patterns_in};
use crate::source::{SourceFile, normal};

/// Reads the state of a file.
pub(super) fn load(files: &dyn Files, load: &Load) -> Loaded {
    let root = root_of(files, &load.path);
    let (listed, problem) = match listed(files, &root, load) {
        Ok(listed) => (listed, None),
        Err(problem) => (Vec::new(), Some(problem.words())),
    };
    let is_part = load.path == root || listed.contains(&load.path);
    let (root, members) = if is_part {
        (root.clone(), [root].into_iter().chain(listed).collect())
    } else {
        (load.path.clone(), vec![load.path.clone()])
    };
    let parts = Vec::into_iter(members).map(|path| {
        let text = read(files, &path).map_err(|problem| problem.words());
        (path, text)
    });
    let parts: Vec<_> = parts.collect();
    let (found, unread) = configuration(files, &parts, load);
    let problems: Vec<String> = problem.filter(|_| is_part).into_iter().chain(unread).collect();
    let problem = (!problems.is_empty()).then(|| problems.join("; "));
    Loaded { path: load.path.clone(), root, parts, found, problem }
}

/// The nearest `tcpgen.toml` upwards. Without one, it is taken to be beside the file.
fn root_of(files: &dyn Files, file: &Path) -> PathBuf {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut roots = folder.ancestors().map(|above| above.join(DEFAULT));
    roots.find(|root| files.is_file(root)).unwrap_or_else(|| folder.join(DEFAULT))
}

fn read(files: &dyn Files, path: &Path) -> Result<String, Unread> {
    let bytes = files.read(path).map_err(|reason| Unread::read(path, reason))?;
    decoded(&path.display().to_string(), bytes).map(|file| file.text().to_owned())
}

/// What Traefik's configuration says, where state files name it, and why it cannot be read.
fn configuration(
    files: &dyn Files,
    parts: &[(PathBuf, Result<String, String>)],
    load: &Load,
) -> (Vec<SourceFile>, Vec<String>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    let is_state = |path: &Path| path.extension().is_some_and(|extension| extension == "toml");
    for (path, stored) in parts.iter().filter(|(path, _)| is_state(path)) {
        let open = load.open.iter().find(|(known, _)| known == path).map(|(_, text)| text);
        let Some(text) = open.or(stored.as_ref().ok()) else { continue };
        match facts_of(files, path, text) {
            Ok(facts) => found.extend(facts.into_iter().map(|(_, facts)| facts)),
            Err(problem) => unread.push(problem.words()),
        }
    }
    (found, unread)
}

fn listed(files: &dyn Files, root: &Path, load: &Load) -> Result<Vec<PathBuf>, Unread> {
    let open = load.open.iter().find(|(path, _)| path == root).map(|(_, text)| text.clone());
    let text = match open {
        Some(text) => text,
        None if !files.is_file(root) => return Ok(Vec::new()),
        None => read(files, root)?,
    };
    let listed = matching(files, root, &patterns_in(&text), Wanted::Any)?;
    let mut seen = HashSet::from([root.to_owned()]);
    Ok(listed.iter().map(|file| normal(file)).filter(|file| seen.insert(file.clone())).collect())
}
