//! Which text gives which code where: `tests/check/cases/<code>.toml`, with marks in the text itself.
//!
//! - `#= words` begins a case and names it; `#- NAME` begins another file of the same state (a manifest is `m.yaml`).
//! - A comment of carets marks what the line above has to be reported for: `#   ^^^` from the first caret to the last, or
//!   `#<^^^` from the line's beginning. What is not marked must not be reported under the code.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tcpgen::diagnostic::Diagnostic;
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Options, compile};

/// A place that a code is reported at: file, line and column from 1, and characters, of the first line alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    file: String,
    line: usize,
    column: usize,
    length: usize,
}

/// The files of a case: names and texts, the marks left in as comments.
fn files(case: &str) -> Vec<(String, String)> {
    let mut files = vec![("a.toml".to_owned(), String::new())];
    for line in case.split_inclusive('\n') {
        match line.strip_prefix("#- ") {
            Some(name) if files.len() == 1 && files[0].1.is_empty() => name.trim().clone_into(&mut files[0].0),
            Some(name) => files.push((name.trim().to_owned(), String::new())),
            None => files.last_mut().unwrap().1.push_str(line),
        }
    }
    files
}

/// The marks of a file. Lines of marks count as lines, as they do for the compiler.
fn marks(name: &str, text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut marked = 0;
    for (index, line) in text.lines().enumerate() {
        match mark(line) {
            Some((column, length)) => found.push(Mark { file: name.to_owned(), line: marked, column, length }),
            None => marked = index + 1,
        }
    }
    found
}

fn mark(line: &str) -> Option<(usize, usize)> {
    let marks = line.strip_prefix('#')?;
    if let Some(carets) = marks.strip_prefix('<') {
        return (!carets.is_empty() && carets.chars().all(|letter| letter == '^')).then_some((1, carets.len()));
    }
    let carets = marks.trim_start_matches(' ');
    let is_mark = !carets.is_empty() && carets.chars().all(|letter| letter == '^');
    is_mark.then(|| (marks.len() - carets.len() + 2, carets.len()))
}

fn reported(sources: &Sources, found: &Diagnostic) -> Mark {
    let (start, _) = sources.position(found.span).unwrap_or_else(|| panic!("nowhere: {found:?}"));
    let file = sources.file(found.span.file).unwrap().name().to_owned();
    let length = sources.slice(found.span).lines().next().unwrap_or("").chars().count();
    Mark { file, line: start.line, column: start.column, length }
}

/// The cases of a file, by name.
fn cases(text: &str) -> Vec<(&str, String)> {
    let cases = text.split("#= ").skip(1).map(|case| case.split_once('\n').unwrap_or((case, "")));
    cases.map(|(name, text)| (name, format!("{}\n", text.trim_end()))).collect()
}

#[test]
fn each_code_is_reported_where_it_is_marked_and_nowhere_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/cases");
    let mut wrong = String::new();
    let mut tried = 0;
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let code = path.file_stem().unwrap().to_str().unwrap();
        assert!(tcpgen::check::CODES.iter().any(|known| known.name == code), "there is no code `{code}`");
        for (name, text) in cases(&fs::read_to_string(&path).unwrap()) {
            let mut sources = Sources::default();
            let mut expected = Vec::new();
            for (file, text) in files(&text) {
                expected.append(&mut marks(&file, &text));
                sources.add(SourceFile::new(file, text));
            }
            let found = compile(&sources, &Options::default()).diagnostics;
            let own = found.iter().filter(|found| found.code.name == code);
            let mut places: Vec<Mark> = own.map(|found| reported(&sources, found)).collect();
            places.sort();
            expected.sort();
            if places != expected {
                let _ = writeln!(wrong, "{code}: {name}\nmarked {expected:?}\nreported {places:?}\n{text}");
            }
            tried += 1;
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(tried > 400, "only {tried} cases");
}
