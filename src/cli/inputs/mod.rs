mod root;

pub(super) use root::of_files;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::file_store::reason;
use crate::source::{SourceFile, Sources};

/// The name of standard input in messages.
pub(super) const STDIN: &str = "<stdin>";

/// The default input.
pub(super) const DEFAULT: &str = "tcpgen.toml";

/// The longest state file in bytes. Spans count in 32 bits; ten thousand routes take two megabytes.
const FILE_AT_MOST: u64 = 64 << 20;

/// Which files of a directory are inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
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
    fn takes(self, path: &Path) -> bool {
        match self {
            Self::States => is_wanted(path, STATES),
            Self::Manifests => is_wanted(path, MANIFESTS),
            Self::Either | Self::Any => is_wanted(path, STATES) || is_wanted(path, MANIFESTS),
        }
    }
}

const STATES: &[&str] = &["toml"];
const MANIFESTS: &[&str] = &["yaml", "yml", "json"];

/// A file that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// The name that messages use.
    fn name(&self) -> String {
        match self {
            Self::Stdin => STDIN.to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    fn read(&self) -> Result<SourceFile, Failure> {
        let name = self.name();
        let refused = |reason: String| Failure::read(Path::new(&name), reason);
        let bytes = match self {
            Self::Stdin => bounded(io::stdin().lock()),
            Self::File(path) => File::open(path).and_then(bounded),
        };
        let bytes = bytes.map_err(|error| missing_default(refused(reason(&error)), self, &error))?;
        decoded(&name, bytes)
    }
}

/// The bytes of a file as text.
pub(super) fn decoded(name: &str, bytes: Vec<u8>) -> Result<SourceFile, Failure> {
    let refused = |reason: String| Failure::read(Path::new(name), reason);
    if bytes.len() as u64 > FILE_AT_MOST {
        let megabytes = FILE_AT_MOST >> 20;
        return Err(refused(format!("it is larger than {megabytes} MiB"))
            .help("split the state into several files: they are read as one"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(name, text)),
        Err(error) => {
            let (valid, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
            Err(refused(not_utf8(bytes, valid)).help("save it as UTF-8"))
        }
    }
}

/// Reads one byte more than is allowed, and no further: an endless pipe ends here.
fn bounded(stream: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(FILE_AT_MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn missing_default(failure: Failure, input: &Input, error: &io::Error) -> Failure {
    let is_default = *input == Input::File(DEFAULT.into());
    if is_default && error.kind() == io::ErrorKind::NotFound {
        return failure.help("name a state file or a directory, or let `tcpgen init` write one");
    }
    failure
}

fn not_utf8(bytes: &[u8], valid: usize) -> String {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return "it is UTF-16, not UTF-8".to_owned();
    }
    let before = str::from_utf8(bytes.get(..valid).unwrap_or_default()).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let byte = bytes.get(valid).copied().unwrap_or_default();
    format!("it is not UTF-8 (byte 0x{byte:02x} in line {line})")
}

/// The files that the arguments name, in order, each once, and those that these list under `files`. Without arguments it is the
/// nearest `tcpgen.toml` upwards. A directory means its files of the wanted kind, by name, without
/// those whose name begins with a dot, like a shell's `*.toml`.
pub(super) fn expand(arguments: &[PathBuf], wanted: Wanted) -> Result<Vec<Input>, Failure> {
    if arguments.is_empty() {
        return root::with_listed(vec![Input::File(root::nearest(Path::new("")))], wanted);
    }
    let mut failure = Failure::default();
    let mut inputs = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            inputs.push(Input::Stdin);
        } else if argument.is_dir() {
            match wanted_files(argument, wanted) {
                Ok(files) => inputs.extend(files.into_iter().map(Input::File)),
                Err(found) => failure = failure.and(found),
            }
        } else {
            inputs.push(Input::File(argument.clone()));
        }
    }
    if !failure.is_empty() {
        return Err(failure);
    }
    inputs = root::with_listed(inputs, wanted)?;
    let mut seen = HashSet::new();
    inputs.retain(|input| match input {
        Input::Stdin => seen.insert(PathBuf::from("-")),
        Input::File(path) => seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())),
    });
    Ok(inputs)
}

fn wanted_files(directory: &Path, wanted: Wanted) -> Result<Vec<PathBuf>, Failure> {
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
    Err(Failure::read(directory, format!("there is no {} file in this directory", names.join(" or ")))
        .help("directories are not searched further down: name the directory that has the files"))
}

fn files(directory: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(directory).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| Failure::read(directory, reason(&error)))?;
    let paths = entries.into_iter().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = paths.filter(|path| is_wanted(path, extensions) && !path.is_dir()).collect();
    files.sort();
    Ok(files)
}

/// Of the files of a directory those that are inputs: state files; if there are none, manifests.
pub(super) fn wanted_names<'n>(names: &[&'n Path]) -> Vec<&'n Path> {
    let of = |extensions: &[&str]| -> Vec<&'n Path> {
        names.iter().copied().filter(|name| is_wanted(name, extensions)).collect()
    };
    let states = of(STATES);
    if states.is_empty() { of(MANIFESTS) } else { states }
}

fn is_wanted(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let is_hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !is_hidden && extension.is_some_and(|extension| extensions.contains(&extension))
}

/// Reads state files. A manifest among them is refused: as TOML, each of its lines would be an error.
pub(super) fn read_states(inputs: &[Input]) -> Result<Sources, Failure> {
    let sources = read(inputs)?;
    let manifests = sources.iter().filter(|(_, file)| file.is_manifest()).map(|(_, file)| file.name());
    let refused = manifests.fold(Failure::default(), |failure, name| {
        failure.and(
            Failure::new(format!("{name} is a manifest, and a state file is wanted"))
                .help("`tcpgen import` makes a state file of manifests"),
        )
    });
    if refused.is_empty() { Ok(sources) } else { Err(refused) }
}

/// Reads all inputs; everything that cannot be read is reported at once.
pub(super) fn read(inputs: &[Input]) -> Result<Sources, Failure> {
    let (sources, failure) = read_partly(inputs);
    if failure.is_empty() { Ok(sources) } else { Err(failure) }
}

/// The inputs that can be read, and what keeps the others from it.
pub(super) fn read_partly(inputs: &[Input]) -> (Sources, Failure) {
    let mut failure = Failure::default();
    let mut sources = Sources::default();
    for input in inputs {
        match input.read() {
            Ok(file) => {
                sources.add(file);
            }
            Err(found) => {
                failure = failure.and(found);
                sources.set_partial();
            }
        }
    }
    (sources, failure)
}
