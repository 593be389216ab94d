//! docs/diagnostics.md is made from the codes' own explanations: `TCPGEN_UPDATE=1 cargo test --test suite diagnostics_page`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write;
use std::fs;

use tcpgen::check::CODES;

const PAGE: &str = "docs/diagnostics.md";

fn page() -> String {
    let mut page = String::from(
        "# Diagnostics\n\nEvery problem that tcpgen reports, by its code. An **error** keeps anything from being emitted; \
         a **warning** is\nemitted all the same, an error under `--strict`, and can be allowed where it stands:\n\
         `allow = [{ code = \"...\", reason = \"...\" }]`. `tcpgen explain CODE` shows the same text.\n\n\
         This page is made from the sources; a test holds it fresh.\n\n",
    );
    for code in CODES.iter().copied() {
        writeln!(page, "- [`{}`](#{}) ({}): {}", code.name, code.name, code.severity.name(), code.summary).unwrap();
    }
    for code in CODES.iter().copied() {
        write!(page, "\n## {}\n\n**{}**: {}.\n\n", code.name, code.severity.name(), code.summary).unwrap();
        page.push_str(code.explanation.trim_end());
        page.push('\n');
    }
    page
}

#[test]
fn the_page_is_what_the_codes_say() {
    if std::env::var_os("TCPGEN_UPDATE").is_some() {
        fs::write(PAGE, page()).unwrap();
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(written == page(), "{PAGE} is stale: TCPGEN_UPDATE=1 cargo test --test suite diagnostics_page");
}

#[test]
fn there_are_at_least_forty_codes_and_each_is_named_once() {
    let mut names: Vec<_> = CODES.iter().map(|code| code.name).collect();
    names.dedup();
    assert_eq!(names.len(), CODES.len());
    assert!(names.len() >= 40, "{}", names.len());
}
