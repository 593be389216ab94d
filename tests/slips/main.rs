//! Slips of people who write state files and manifests: each gets one finding, and the docs list them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;

use serde::Deserialize;
use tcpgen::diagnostic::{Diagnostic, Fix};
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

const PAGE: &str = "docs/troubleshooting.md";
const START: &str = "<!-- slips: generated from tests/slips/slips.toml -->\n";
const END: &str = "<!-- end of slips -->\n";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slip {
    title: String,
    #[serde(default = "state_file")]
    file: String,
    input: String,
    code: String,
    message: String,
    help: String,
    fix: Option<String>,
    #[serde(default)]
    safe: bool,
    fixed: Option<String>,
}

fn state_file() -> String {
    "tcpgen.toml".to_owned()
}

fn slips() -> Vec<Slip> {
    #[derive(Deserialize)]
    struct All {
        slip: Vec<Slip>,
    }
    toml::from_str::<All>(&fs::read_to_string("tests/slips/slips.toml").unwrap()).unwrap().slip
}

fn diagnostics(slip: &Slip, text: &str) -> Vec<Diagnostic> {
    compile(&Sources::single(slip.file.as_str(), text), &Options::default()).diagnostics
}

fn applied(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    edits.into_iter().fold(text.to_owned(), |mut text, edit| {
        text.replace_range(edit.span.range(), &edit.text);
        text
    })
}

#[test]
fn a_slip_is_one_finding_with_its_words_and_its_fix() {
    let slips = slips();
    assert!(slips.len() >= 80, "only {} slips", slips.len());
    for slip in &slips {
        let found = diagnostics(slip, &slip.input);
        let [one] = found.as_slice() else {
            let codes: Vec<_> = found.iter().map(|found| (found.code.name, &found.message)).collect();
            panic!("{}: {codes:?}", slip.title);
        };
        let help = one.help.as_deref().unwrap_or_default();
        let (title, first) = (&slip.title, one.fixes.first());
        assert_eq!((one.code.name, one.message.as_str(), help), (&*slip.code, &*slip.message, &*slip.help), "{title}");
        assert_eq!(first.map(|fix| (&fix.title, fix.safe)), slip.fix.as_ref().map(|fix| (fix, slip.safe)), "{title}");
        let fixed = first.map(|fix| applied(&slip.input, fix));
        assert_eq!(fixed, slip.fixed, "{title}");
        if let Some(fixed) = fixed {
            let left = diagnostics(slip, &fixed);
            assert!(left.iter().all(|left| (left.code, &left.message) != (one.code, &one.message)), "{title}");
        }
    }
}

/// A table cell: one line, in which nothing ends the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('\n', " ")
}

fn table() -> String {
    let mut table = String::from("| what was written | what tcpgen reports | what to write |\n| --- | --- | --- |\n");
    for Slip { title, code, message, help, safe, .. } in slips() {
        let fix = if safe { "; `--fix` does it" } else { "" };
        let code = format!("[`{code}`](diagnostics.md#{code})");
        writeln!(table, "| {} | {code}: {} | {}{fix} |", cell(&title), cell(&message), cell(&help)).unwrap();
    }
    table
}

#[test]
fn the_docs_list_the_slips() {
    let page = fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(START).unwrap();
    let (_, behind) = rest.split_once(END).unwrap();
    let expected = format!("{before}{START}\n{}\n{END}{behind}", table());
    if std::env::var_os("TCPGEN_UPDATE").is_some() {
        fs::write(PAGE, &expected).unwrap();
    }
    assert!(page == expected, "{PAGE} is stale: TCPGEN_UPDATE=1 cargo test --all-features --test suite slips");
}
