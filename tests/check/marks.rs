//! States in which `«` and `»` enclose the places that a check must point at, and nothing else.

#![allow(clippy::expect_used, clippy::panic, reason = "a helper that fails fails the test")]

use tcpgen::diagnostic::{Diagnostic, Fix};
use tcpgen::source::{Position, Sources};
use tcpgen::{Options, compile};

/// What is found in a text without marks.
pub fn found(text: &str) -> (Sources, Vec<Diagnostic>) {
    let sources = Sources::single("tcpgen.toml", text);
    let diagnostics = compile(&sources, &Options::default()).diagnostics;
    (sources, diagnostics)
}

/// The text without its marks, and the byte ranges that they enclose.
fn unmarked(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut places, mut open) = (String::new(), Vec::new(), Vec::new());
    for letter in marked.chars() {
        match letter {
            '«' => open.push(text.len()),
            '»' => places.push((open.pop().expect("a mark is not opened"), text.len())),
            _ => text.push(letter),
        }
    }
    assert!(open.is_empty(), "a mark is not closed");
    places.sort_unstable();
    (text, places)
}

/// `code` fires at the marked places, and no other code fires.
#[track_caller]
pub fn fires(code: &str, marked: &str) {
    fires_beside(code, marked, &[]);
}

/// `code` fires at the marked places, and no code but these others fires.
#[track_caller]
pub fn fires_beside(code: &str, marked: &str, others: &[&str]) {
    let (text, expected) = unmarked(marked);
    let (sources, diagnostics) = found(&text);
    let place = |start: usize, end: usize| {
        let shown = |position: Position| format!("{}:{}", position.line, position.column);
        let file = sources.iter().next().expect("there is a file").1;
        format!("{}-{} `{}`", shown(file.position(start)), shown(file.position(end)), &text[start..end])
    };
    let of_code = diagnostics.iter().filter(|diagnostic| diagnostic.code.name == code);
    let got: Vec<String> = of_code.map(|found| place(found.span.start as usize, found.span.end as usize)).collect();
    let expected: Vec<String> = expected.into_iter().map(|(start, end)| place(start, end)).collect();
    assert_eq!(got, expected, "{code} in\n{text}\n{diagnostics:#?}");
    let strange: Vec<_> = diagnostics
        .iter()
        .map(|found| found.code.name)
        .filter(|name| *name != code && !others.contains(name))
        .collect();
    assert!(strange.is_empty(), "beside {code}, {strange:?} in\n{text}");
}

/// Nothing at all fires.
#[track_caller]
pub fn silent(text: &str) {
    let (_, diagnostics) = found(text);
    let all: Vec<String> = diagnostics.iter().map(|found| format!("{}: {}", found.code.name, found.message)).collect();
    assert!(all.is_empty(), "{all:#?} in\n{text}");
}

/// `code` does not fire, whatever else does.
#[track_caller]
pub fn spares(code: &str, text: &str) {
    let (_, diagnostics) = found(text);
    assert!(diagnostics.iter().all(|found| found.code.name != code), "{code} in\n{text}");
}

/// The only diagnostic of `code`.
#[track_caller]
pub fn only(code: &str, text: &str) -> Diagnostic {
    let (_, diagnostics) = found(text);
    let mut of_code = diagnostics.into_iter().filter(|found| found.code.name == code);
    let first = of_code.next().unwrap_or_else(|| panic!("{code} does not fire in\n{text}"));
    assert!(of_code.next().is_none(), "{code} fires more than once in\n{text}");
    first
}

/// The text after a fix.
pub fn apply(fix: &Fix, text: &str) -> String {
    let mut edits = fix.edits.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut mended = text.to_owned();
    for edit in edits {
        mended.replace_range(edit.span.range(), &edit.text);
    }
    mended
}

/// The texts after each fix of the only diagnostic of `code`.
#[track_caller]
pub fn fixed(code: &str, text: &str) -> Vec<String> {
    only(code, text).fixes.iter().map(|fix| apply(fix, text)).collect()
}

/// A route with TLS and this rule, as the value of `match` with its TOML quotes.
pub fn tls(rule: &str) -> String {
    format!("[routes.pg]\nentry_points = [\"pg\"]\nmatch = {rule}\nservice = \"pg:9000\"\ntls = \"passthrough\"\n")
}

/// A route without TLS.
pub fn plain(rule: &str) -> String {
    format!("[routes.pg]\nentry_points = [\"pg\"]\nmatch = {rule}\nservice = \"pg:5432\"\n")
}
