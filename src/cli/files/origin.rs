use std::collections::BTreeSet;
use std::fmt;
use std::path::{Component, Path, PathBuf};

use crate::Compilation;
use crate::inputs::STDIN;
use crate::members::DEFAULT;
use crate::resource::STATE_LABEL;

/// Which state a file was generated from: what its header names.
///
/// A state with a name (the label `tcpgen.dev/state`) is identified by it. Any other is identified by its inputs as the
/// command line names them, relative to the directory of the output and with `/` between the parts. So the origin is the
/// same on every machine where the repository has the same layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Origin(String);

impl Origin {
    /// The origin of what is written into `directory`.
    pub fn new(compilation: &Compilation, inputs: &[PathBuf], directory: &Path) -> Self {
        let labels = compilation.desired.files.iter().flat_map(|file| &file.labels);
        let names: BTreeSet<&str> =
            labels.filter(|(key, _)| key.as_str() == STATE_LABEL).map(|(_, value)| value.as_str()).collect();
        if !names.is_empty() {
            let names: Vec<&str> = names.into_iter().collect();
            return Self(escaped(&format!("the state {}", names.join(", "))));
        }
        let default = [PathBuf::from(DEFAULT)];
        let inputs = if inputs.is_empty() { &default } else { inputs };
        let directory = real(directory);
        // One state, however often and in which order its inputs are named.
        let paths: BTreeSet<String> = inputs.iter().map(|input| seen_from(&directory, input)).collect();
        Self(escaped(&paths.into_iter().collect::<Vec<_>>().join(" ")))
    }

    /// The origin that a header names.
    pub fn of_header(text: &str) -> Self {
        Self(escaped(text))
    }

    /// Whether other states may have this origin as well: all that come from standard input have the same.
    pub fn is_anonymous(&self) -> bool {
        self.0.split(' ').any(|part| part == STDIN)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Text that fits on one line of a comment or a terminal: what is not printable is written as `\u{..}`.
pub(super) fn escaped(text: &str) -> String {
    let escape = |letter: char| match letter {
        '\\' | '"' | '\'' => letter.to_string(),
        _ => letter.escape_debug().to_string(),
    };
    text.chars().map(escape).collect()
}

/// An input relative to a directory that [`real`] gave.
fn seen_from(directory: &Path, input: &Path) -> String {
    if input.as_os_str() == "-" {
        return STDIN.to_owned();
    }
    let input = real(input);
    let shared = directory.components().zip(input.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return input.display().to_string();
    }
    let up = directory.components().skip(shared).map(|_| "..".to_owned());
    let down = input.components().skip(shared).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// An absolute path without `.` and `..`. Symbolic links to directories are followed. One to the file itself is not, since
/// build systems link single files from elsewhere.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if path.is_dir() || !matches!(absolute.components().next_back(), Some(Component::Normal(_))) {
        return existing(&absolute);
    }
    match (absolute.parent(), absolute.file_name()) {
        (Some(parent), Some(name)) => existing(parent).join(name),
        _ => absolute,
    }
}

/// The part of a path that exists with its links followed, and the rest as it is.
fn existing(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => existing(parent).join(name),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;
    use crate::{Options, compile};

    fn origin(text: &str, inputs: &[&str], directory: &Path) -> String {
        let compilation = compile(&Sources::single("a", text), &Options::default());
        let inputs: Vec<PathBuf> = inputs.iter().map(|input| directory.parent().unwrap().join(input)).collect();
        Origin::new(&compilation, &inputs, directory).to_string()
    }

    #[test]
    fn a_state_is_identified_by_its_name_or_else_by_its_inputs() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        std::fs::create_dir(folder.path().join("prod")).unwrap();
        assert_eq!(origin("", &["tcpgen.toml"], &out), "../tcpgen.toml");
        assert_eq!(origin("", &["prod/"], &out), "../prod");
        assert_eq!(origin("", &["prod/../prod/."], &out), "../prod", "another spelling");
        assert_eq!(origin("", &["b.toml", "a.toml", "b.toml"], &out), "../a.toml ../b.toml");
        assert_eq!(origin("", &["out/in.toml"], &out), "in.toml");
        assert_eq!(origin("labels = { 'tcpgen.dev/state' = 'orders' }", &["a.toml"], &out), "the state orders");
    }

    #[test]
    fn standard_input_is_any_state_until_it_has_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let of = |text: &str| {
            let compilation = compile(&Sources::single("a", text), &Options::default());
            Origin::new(&compilation, &[PathBuf::from("-")], folder.path())
        };
        assert!(of("").is_anonymous());
        assert!(!of("labels = { 'tcpgen.dev/state' = 'orders' }").is_anonymous());
    }

    #[test]
    fn no_name_breaks_out_of_its_line() {
        assert_eq!(escaped("a\nkind: x\u{2028}\u{202e}\u{1b}é\"'\\"), "a\\nkind: x\\u{2028}\\u{202e}\\u{1b}é\"'\\");
    }
}
