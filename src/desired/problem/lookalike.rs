use std::ops::Range;

/// What a text that is not TOML is instead: where this is seen, what it looks like, and what to do.
pub(super) struct Lookalike {
    pub place: Range<usize>,
    pub message: &'static str,
    pub help: &'static str,
}

const CONFLICT: (&str, &str) = (
    "this file has the markers of a merge conflict",
    "keep one side, and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
);
const JSON: (&str, &str) =
    ("this looks like JSON", "a state file is TOML: `[routes.pg]` begins a table, and `key = value` is a line of it");
const MANIFEST: (&str, &str) = (
    "this looks like a manifest in YAML",
    "name the file `*.yaml` to use it as it is, or convert it with `tcpgen import`",
);
const YAML: (&str, &str) =
    ("this looks like YAML", "a state file is TOML: `[routes.pg]` begins a table, and `key = value` is a line of it");

/// Recognises a text as something else. One finding then replaces all syntax errors.
pub(super) fn lookalike(text: &str) -> Option<Lookalike> {
    let conflict = line_that(text, |line| line.starts_with("<<<<<<< "));
    if let Some(place) = conflict.filter(|_| line_that(text, |line| line.starts_with(">>>>>>> ")).is_some()) {
        return Some(Lookalike::new(place, CONFLICT));
    }
    let first = line_that(text, |line| !matches!(line.trim(), "" | "---") && !line.trim_start().starts_with('#'))?;
    let line = text.get(first.clone())?.trim();
    if line.starts_with('{') {
        return Some(Lookalike::new(first, JSON));
    }
    if !is_mapping(line) {
        return None;
    }
    let is_manifest = line_that(text, |line| line.starts_with("apiVersion:") || line.starts_with("kind:")).is_some();
    Some(Lookalike::new(first, if is_manifest { MANIFEST } else { YAML }))
}

impl Lookalike {
    fn new(place: Range<usize>, (message, help): (&'static str, &'static str)) -> Self {
        Self { place, message, help }
    }
}

/// The place of the first line of which this is true.
fn line_that(text: &str, is_meant: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let from = start;
        start += line.len();
        let line = line.trim_end();
        is_meant(line).then(|| from..from + line.len())
    })
}

/// `key:`, or `key: value`.
fn is_mapping(line: &str) -> bool {
    let Some((key, rest)) = line.split_once(':') else { return false };
    let is_key = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '/' | '"' | '\'');
    !key.is_empty() && key.chars().all(is_key) && (rest.is_empty() || rest.starts_with(' '))
}
