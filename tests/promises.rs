//! Each sentence of the docs that promises something is held by tests, which `tests/promises.toml` names. A sentence without
//! a row fails, a row without a sentence, and a row that names a test which is not there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use regex::{Captures, Regex};
use serde::Deserialize;

use crate::docs::markdown::{Page, book};

/// The words that make a sentence a promise.
const WORDS: &str = r"(?i)\b(atomic(ally)?|never|always|refuse[sd]?|keeps?|cannot|linear(ly)?|milliseconds?|proven)\b";

/// Pages that promise nothing of their own: the first two are generated, from the explanations of the checks (whose examples
/// are tests) and from the schema; the next two are about Traefik, what goes wrong with it and what its versions do; the last
/// has the titles of the others.
const LEFT_OUT: [&str; 5] =
    ["diagnostics.md", "state-file.md", "troubleshooting.md", "traefik-versions.md", "SUMMARY.md"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    promise: Vec<Promise>,
    others: Vec<Others>,
}

/// A promise of ours.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Promise {
    page: String,
    /// Some of the sentence, which no other has.
    words: String,
    /// `path::function`, or `path: title` of a test in JavaScript.
    tests: Vec<String>,
}

/// A sentence about others, in words of promise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Others {
    page: String,
    words: String,
    about: String,
}

fn pages() -> Vec<Page> {
    let book = book().into_iter().filter(|page| !LEFT_OUT.iter().any(|name| page.path.ends_with(name)));
    ["README.md", "SECURITY.md"].iter().map(|path| Page::read(Path::new(path))).chain(book).collect()
}

/// What is read as one text: a paragraph, an item of a list, a heading, a cell of a table. Indented code is left out.
fn texts(page: &Page) -> Vec<String> {
    let begins = Regex::new(r"^(#+|[-*]|\d+\.) ").unwrap();
    let mut all = vec![String::new()];
    let mut last = 0;
    for (number, line) in &page.prose {
        let text = line.trim();
        if *number != last + 1 || text.is_empty() || begins.is_match(text) {
            all.push(String::new());
        }
        last = *number;
        if text.starts_with('|') {
            // A bar behind a backslash ends no cell.
            all.extend(text.replace(r"\|", "/").split('|').map(|cell| cell.trim().to_owned()));
        } else if !line.starts_with("    ") {
            let open = all.last_mut().unwrap();
            open.push_str(if open.is_empty() { "" } else { " " });
            open.push_str(text);
        }
    }
    all
}

/// The sentences that have one of the words outside of code and of links' targets, each once.
fn sentences(page: &Page) -> BTreeSet<String> {
    let words = Regex::new(WORDS).unwrap();
    let unread = Regex::new(r"``.+?``|`[^`]+`|\]\([^)]*\)").unwrap();
    let end = Regex::new(r#"[.!?][)"*_]*\s+"#).unwrap();
    let mut found = BTreeSet::new();
    for text in texts(page) {
        // As long as the text: a place in one is a place in the other.
        let read = unread.replace_all(&text, |code: &Captures<'_>| "`".repeat(code[0].len()));
        let mut from = 0;
        for to in end.find_iter(&read).map(|end| end.end()).chain([read.len()]) {
            if words.is_match(&read[from..to]) {
                found.insert(text[from..to].trim().to_owned());
            }
            from = to;
        }
    }
    found
}

/// Whether a test is there.
fn exists(test: &str) -> bool {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default();
    let found = |pattern: String, text: &str| Regex::new(&pattern).unwrap().find_iter(text).count();
    if let Some((path, name)) = test.split_once("::").filter(|(path, _)| !path.contains(".mjs")) {
        let source = read(path);
        let is_test = found(format!(r"#\[test\]\s*(#\[[^\]]*\]\s*)*fn {name}\("), &source) == 1;
        // Or a part of the suite of all stores, which calls it with a new one.
        return is_test || found(format!(r"\b{name}\((&mut \*)?new\b"), &source) == 1;
    }
    let Some((path, title)) = test.split_once(": ") else { return false };
    let source = read(path);
    ['"', '`'].iter().any(|quote| source.contains(&format!("test({quote}{title}{quote},")))
}

#[test]
fn every_promise_of_the_docs_is_held_by_tests_that_are_there() {
    let Table { promise, others } = toml::from_str(&fs::read_to_string("tests/promises.toml").unwrap()).unwrap();
    let mut wrong = String::new();
    for one in &promise {
        if one.tests.is_empty() {
            writeln!(wrong, "{}: no test holds {:?}", one.page, one.words).unwrap();
        }
        for test in one.tests.iter().filter(|test| !exists(test)) {
            writeln!(wrong, "{}: {:?} is held by {test}, which is not there", one.page, one.words).unwrap();
        }
    }
    for one in others.iter().filter(|one| one.about.trim().is_empty()) {
        writeln!(wrong, "{}: who is {:?} about?", one.page, one.words).unwrap();
    }
    let promised = promise.iter().map(|one| (&one.page, &one.words));
    let rows: Vec<(&String, &String)> = promised.chain(others.iter().map(|one| (&one.page, &one.words))).collect();
    let mut met = vec![0; rows.len()];
    for page in pages() {
        let path = page.path.display().to_string();
        for sentence in sentences(&page) {
            let fits = |(own, words): &(&String, &String)| **own == path && sentence.contains(words.as_str());
            let fitting: Vec<usize> = (0..rows.len()).filter(|row| fits(&rows[*row])).collect();
            if fitting.len() != 1 {
                writeln!(wrong, "{path}: {} rows for: {sentence}", fitting.len()).unwrap();
            }
            for row in fitting {
                met[row] += 1;
            }
        }
    }
    for ((page, words), _) in rows.iter().zip(&met).filter(|(_, met)| **met != 1) {
        writeln!(wrong, "{page}: no sentence, or several, with {words:?}").unwrap();
    }
    assert!(wrong.is_empty(), "see tests/promises.toml, and \"A promise\" in CONTRIBUTING.md:\n{wrong}");
    assert!(promise.len() > 60, "no more than {} promises were found", promise.len());
}

#[test]
fn promises_are_read_in_prose_and_not_in_code() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.md");
    let text = "# It never ends\n\nOne line. It is `always` so, and\nCANNOT change (yes.) More.\n\n    keep this\n\n\
                | a | it keeps `a.b \\| c` |\n| --- | --- |\n| [refuses](#never) | [one](never.md) |\n\n- An item\n  is proven. \
                Yes\n- no\n\n```text\nrefused\n```\nNever, `never. Never` again!\n";
    fs::write(&path, text).unwrap();
    let found: Vec<String> = sentences(&Page::read(&path)).into_iter().collect();
    let expected = [
        "# It never ends",
        "- An item is proven.",
        "It is `always` so, and CANNOT change (yes.)",
        "Never, `never. Never` again!",
        "[refuses](#never)",
        "it keeps `a.b / c`",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_test_that_a_promise_names_is_looked_for() {
    assert!(exists("tests/promises.rs::a_test_that_a_promise_names_is_looked_for"));
    assert!(exists("tests/stores/suite.rs::a_refused_change_changes_nothing"), "a part of a suite");
    assert!(exists("tests/browser/offline.test.mjs: after the first load the page works without a network"));
    for gone in ["tests/promises.rs::exists", "tests/promises.rs::gone", "tests/none.rs::gone", "gone"] {
        assert!(!exists(gone), "{gone}");
    }
    assert!(!exists("tests/browser/offline.test.mjs: after the first"));
}
