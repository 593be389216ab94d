use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::kind::{Input, Instead, same};
use crate::file_store::{Disk, bounded, reason};
use crate::members::{DEFAULT, Unread, decoded, facts_of};
use crate::source::{SourceFile, Sources};

/// Reads state files. A manifest among them is refused: as TOML, each of its lines would be an error.
pub(crate) fn read_states(inputs: &[Input]) -> Result<Sources, Unread> {
    let sources = read(inputs)?;
    let manifests = sources.iter().filter(|(_, file)| file.is_manifest()).map(|(_, file)| file.name());
    let refused = manifests.fold(Unread::default(), |failure, name| {
        failure.and(
            Unread::new(format!("{name} is a manifest, and a state file is wanted"))
                .help("`tcpgen import` makes a state file of manifests"),
        )
    });
    if refused.is_empty() { Ok(sources) } else { Err(refused) }
}

/// Reads all inputs; everything that cannot be read is reported at once.
pub(crate) fn read(inputs: &[Input]) -> Result<Sources, Unread> {
    let (sources, failure) = read_partly(inputs);
    if failure.is_empty() { Ok(sources) } else { Err(failure) }
}

/// The inputs that can be read, and what keeps the others from it. A file that a state file names under `[traefik]` is read as
/// Traefik's configuration, and is no other input.
pub(crate) fn read_partly(inputs: &[Input]) -> (Sources, Unread) {
    let mut failure = Unread::default();
    let mut sources = Sources::default();
    let (mut files, mut found) = (Vec::new(), Vec::new());
    for input in inputs {
        let read = read_one(input).and_then(|file| {
            found.append(&mut named_by(input, &file)?);
            Ok(file)
        });
        match read {
            Ok(file) => files.push((input, file)),
            Err(found) => {
                failure = failure.and(found);
                sources.set_partial();
            }
        }
    }
    let named: HashSet<PathBuf> = found.iter().map(|(path, _)| same(path)).collect();
    let is_named = |input: &Input| input.path().is_some_and(|path| named.contains(&same(path)));
    for (_, file) in files.into_iter().filter(|(input, _)| named.is_empty() || !is_named(input)) {
        sources.add(file);
    }
    // Behind all others, over which they take precedence.
    for (_, facts) in found {
        sources.add_found(facts);
    }
    (sources, failure)
}

/// The files with Traefik's configuration that a state file names, and their facts.
fn named_by(input: &Input, file: &SourceFile) -> Result<Vec<(PathBuf, SourceFile)>, Unread> {
    match input.path().filter(|_| !file.is_manifest()) {
        Some(path) => facts_of(&Disk, path, file.text()),
        None => Ok(Vec::new()),
    }
}

fn read_one(input: &Input) -> Result<SourceFile, Unread> {
    let name = input.name();
    let refused = |reason: String| Unread::read(Path::new(&name), reason);
    let bytes = match input {
        Input::Instead(instead) => return Ok(SourceFile::new(name, instead.text.clone())),
        Input::Stdin => bounded(io::stdin().lock()),
        Input::File(path) => File::open(path).and_then(bounded),
    };
    let bytes = bytes.map_err(|error| missing_default(refused(reason(&error)), input, &error))?;
    decoded(&name, bytes)
}

/// Standard input, in place of a file.
pub(crate) fn read_instead(path: &Path) -> Result<Instead, Unread> {
    let text = read_one(&Input::Stdin)?.text().to_owned();
    Ok(Instead { path: path.to_owned(), text })
}

fn missing_default(failure: Unread, input: &Input, error: &io::Error) -> Unread {
    let is_default = *input == Input::File(DEFAULT.into());
    if is_default && error.kind() == io::ErrorKind::NotFound {
        return failure.help("name a state file or a directory, or let `tcpgen init` write one");
    }
    failure
}
