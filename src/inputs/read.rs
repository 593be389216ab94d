use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::kind::{DEFAULT, Input, Instead};
use super::unread::Unread;
use crate::file_store::reason;
use crate::source::{SourceFile, Sources};

/// The longest state file in bytes. Spans count in 32 bits; ten thousand routes take two megabytes.
const FILE_AT_MOST: u64 = 64 << 20;

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

/// The inputs that can be read, and what keeps the others from it.
pub(crate) fn read_partly(inputs: &[Input]) -> (Sources, Unread) {
    let mut failure = Unread::default();
    let mut sources = Sources::default();
    for input in inputs {
        match read_one(input) {
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

/// The text of a file.
#[cfg(feature = "lsp")]
pub(crate) fn read_file(path: &Path) -> Result<SourceFile, Unread> {
    if let Some(kind) = crate::file_store::special(path) {
        return Err(Unread::read(path, format!("it is {kind}")));
    }
    read_one(&Input::File(path.to_owned()))
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

/// The bytes of a file as text.
pub(crate) fn decoded(name: &str, bytes: Vec<u8>) -> Result<SourceFile, Unread> {
    let refused = |reason: String| Unread::read(Path::new(name), reason);
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

fn missing_default(failure: Unread, input: &Input, error: &io::Error) -> Unread {
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
