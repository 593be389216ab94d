//! docs/diagnostics.md is made from the codes' own explanations: `TCPGEN_UPDATE=1 cargo test --test suite diagnostics_page`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write;
use std::fs;

use tcpgen::check::CODES;

const PAGE: &str = "docs/diagnostics.md";

fn page() -> String {
    let mut page = String::from(
        "# Diagnostics\n\nEvery problem that tcpgen reports, by its code. `tcpgen explain CODE` prints the same text.\n\n\
         - An **error** prevents all output: the file cannot be compiled, an API server refuses the object, or no Traefik\n  accepts what is written.\n\
         - A **warning** is about what an API server accepts, and Traefik ignores, disables or does differently. `--strict`\n  makes it an error.\n\
         - **Advice** is about what works, and is often not what people mean.\n\n\
         Warnings and advice can be accepted in an entry, or at the top of a file for the whole state:\n\
         `allow = [{ code = \"...\", reason = \"...\" }]`. To set the level of a code for the whole state, use `[lints]`:\n\n\
         ```toml\n[lints]\nclient-sends-no-sni = \"deny\" # or \"allow\", \"advice\", \"warn\"\n```\n\n\
         `--allow CODE`, `--warn CODE` and `--deny CODE` do the same for one run, also for manifests alone. The level of an error\n\
         cannot be lowered.\n\n\
         `tcpgen check --fix` applies the safe fixes, lists them, and reports the remaining problems. A fix is safe in two cases:\n\n\
         - It changes no connection: a repeated range of a list is removed.\n\
         - The text does not work, and can mean only one thing: `entryPoints` is `entry_points`, and `and` is `&&`.\n  \
         If Traefik served the state before, the list marks such a fix: *which takes effect now*.\n\n\
         If a name is merely similar to another (`tags` and `tls`), or a text has two readings (`10.1.2.3/8`, the network or the\n\
         address), the choice is yours: the playground, SARIF and JSON offer those fixes too, and\n\
         `--fix --unsafe-fixes` applies one if the finding has no other. tcpgen also does not apply a fix that would cause a new\n\
         problem, nor any fix in a table with a syntax error. Neither prevents fixes in other places. `--fix --diff` shows what would\n\
         change, and writes nothing.\n\n\
         This page is generated from the sources; a test keeps it up to date.\n\n",
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
