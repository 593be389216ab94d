//! Reads files on a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::event::{Event, Load, Loaded};
use crate::file_store;
use crate::inputs::{Unread, Wanted, matching, patterns_in, read_file, root_of};
use crate::source::{SourceFile, normal};

/// The thread's door.
#[derive(Debug)]
pub(super) struct Loader {
    loads: Sender<Load>,
}

impl Loader {
    /// Starts the thread, which ends with the loader.
    pub fn new(events: Sender<Event>) -> Self {
        let (loads, received) = channel::<Load>();
        let read = move || {
            for load in received {
                if events.send(Event::Loaded(self::load(&load))).is_err() {
                    return;
                }
            }
        };
        // Without a thread nothing is ever read, and what is open is checked alone.
        let _ = thread::Builder::new().name("loader".to_owned()).spawn(read);
        Self { loads }
    }

    /// Asks for the state of a file.
    pub fn load(&self, load: Load) -> bool {
        self.loads.send(load).is_ok()
    }
}

fn load(load: &Load) -> Loaded {
    let root = normal(&root_of(&load.path));
    let (listed, problem) = match listed(&root, load) {
        Ok(listed) => (listed, None),
        Err(problem) => (Vec::new(), Some(words(problem))),
    };
    let is_part = load.path == root || listed.contains(&load.path);
    let (root, files) = if is_part {
        (root.clone(), [root].into_iter().chain(listed).collect())
    } else {
        (load.path.clone(), vec![load.path.clone()])
    };
    let parts = Vec::into_iter(files).map(|path| {
        let text = read_file(&path).map(|file| file.text().to_owned()).map_err(words);
        (path, text)
    });
    let parts: Vec<_> = parts.collect();
    let (found, unread) = configuration(&parts, load);
    let problems: Vec<String> = problem.filter(|_| is_part).into_iter().chain(unread).collect();
    let problem = (!problems.is_empty()).then(|| problems.join("; "));
    Loaded { path: load.path.clone(), root, parts, found, problem }
}

/// What Traefik's configuration says, where state files name it, and why it cannot be read.
fn configuration(parts: &[(PathBuf, Result<String, String>)], load: &Load) -> (Vec<SourceFile>, Vec<String>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    let is_state = |path: &Path| path.extension().is_some_and(|extension| extension == "toml");
    for (path, on_disk) in parts.iter().filter(|(path, _)| is_state(path)) {
        let open = load.open.iter().find(|(known, _)| known == path).map(|(_, text)| text);
        let Some(text) = open.or(on_disk.as_ref().ok()) else { continue };
        match file_store::configuration(path, text) {
            Ok(facts) => found.extend(facts.into_iter().map(|(_, facts)| facts)),
            Err(problem) => unread.push(problem),
        }
    }
    (found, unread)
}

fn listed(root: &Path, load: &Load) -> Result<Vec<PathBuf>, Unread> {
    let open = load.open.iter().find(|(path, _)| path == root).map(|(_, text)| text.clone());
    let text = match open {
        Some(text) => text,
        None if !root.is_file() => return Ok(Vec::new()),
        None => read_file(root)?.text().to_owned(),
    };
    let files = matching(root, &patterns_in(&text), Wanted::Any)?;
    let mut seen = std::collections::HashSet::from([root.to_owned()]);
    Ok(files.iter().map(|file| normal(file)).filter(|file| seen.insert(file.clone())).collect())
}

fn words(problem: Unread) -> String {
    problem.notes.into_iter().map(|(message, _)| message).collect::<Vec<_>>().join("; ")
}
