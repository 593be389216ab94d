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
         `tcpgen check --fix` applies the fixes that are safe, lists them, and reports the rest. A fix is safe in two cases:\n\n\
         - It changes no connection: a range that stands in a list twice is taken out.\n\
         - What is written does not work, and can mean one thing only: `entryPoints` is `entry_points`, and `and` is `&&`.\n  \
         Where Traefik served the state before, the list marks such a fix: *which takes effect now*.\n\n\
         A name that is only near to another (`tags` and `tls`) and a text with two readings (`10.1.2.3/8`, the network or the\n\
         address) are for you to choose: the playground, SARIF and JSON offer those fixes too. A fix after which something\n\
         would be reported that was not reported before is left to you as well, and so is all of a table with a syntax error;\n\
         neither holds up the fixes of other places.\n\n\
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
