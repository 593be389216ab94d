use std::fmt::Write;

use tcpgen::diagnostic::Diagnostic;
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Options, compile};

/// What it is about, the files of the state (`a.toml`, `b.toml`, ..), and the places that the code points at: line and
/// column (with the file, where there are several) and the text's first line there.
pub type Case<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

/// The files as one state.
pub fn sources(files: &[&str]) -> Sources {
    let mut sources = Sources::default();
    for (name, text) in ('a'..).zip(files) {
        sources.add(SourceFile::new(format!("{name}.toml"), *text));
    }
    sources
}

/// Everything that is said of a state.
pub fn diagnostics(sources: &Sources) -> Vec<Diagnostic> {
    compile(sources, &Options::default()).diagnostics
}

/// Holds one code to its cases.
pub fn holds(code: &str, cases: &[Case<'_>]) {
    for (what, files, expected) in cases {
        let sources = sources(files);
        let found = diagnostics(&sources);
        let own = found.iter().filter(|diagnostic| diagnostic.code.name == code);
        let places: Vec<String> = own.map(|diagnostic| place(&sources, diagnostic)).collect();
        assert_eq!(places, *expected, "{code}: {what}\n{files:#?}\n{found:#?}");
    }
}

fn place(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let (start, _) = sources.position(diagnostic.span).unwrap_or_else(|| panic!("nowhere: {diagnostic:?}"));
    let mut text = String::new();
    if sources.iter().count() > 1 {
        let file = sources.file(diagnostic.span.file).unwrap_or_else(|| panic!("no file: {diagnostic:?}"));
        write!(text, "{}:", file.name()).unwrap();
    }
    let fragment = sources.slice(diagnostic.span).lines().next().unwrap_or("");
    write!(text, "{}:{} {fragment}", start.line, start.column).unwrap();
    text
}

/// The text after the first fix of the first diagnostic of `code`, and whether the fix is safe.
pub fn fixed(code: &str, text: &str) -> (String, bool) {
    let sources = sources(&[text]);
    let found = diagnostics(&sources);
    let diagnostic = found.iter().find(|diagnostic| diagnostic.code.name == code);
    let fix = diagnostic.and_then(|diagnostic| diagnostic.fixes.first());
    let fix = fix.unwrap_or_else(|| panic!("{code} has no fix: {found:#?}"));
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in &edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    (text, fix.safe)
}
