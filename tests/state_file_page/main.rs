//! docs/state-file.md is made from the JSON Schema of the state file: `TCPGEN_UPDATE=1 cargo test --test
//! state_file_page`. Every key has an example there, and every example is read without an error.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod keys;
mod sections;
mod toml_text;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value as Json;
use tcpgen::diagnostic::{Diagnostic, Severity};
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

use sections::{SECTIONS, Section};

const PAGE: &str = "docs/state-file.md";
/// What a live example with scenarios opens with.
const SCENARIO_VIEWS: &str = " view-scenarios view-connection view-yaml view-problems";
const UPDATE: &str = "TCPGEN_UPDATE=1 cargo test --test suite state_file_page";

fn page(schema: &Json) -> String {
    let mut page = String::from(
        "# State file reference\n\n\
         A state file, `tcpgen.toml` by default, is TOML. Its keys are snake_case spellings of Traefik's own names. A key \
         that\nis not listed here is an error, and the nearest known key is suggested. Several files given to one \
         command form one\nstate; `namespace`, `labels` and `annotations` at the top apply to their own file.\n\n\
         A key with a star is required. The default is the value that tcpgen or Traefik uses if the key is omitted.\n\n\
         `tcpgen schema` prints the JSON Schema that this page is generated from; `tcpgen init` puts it beside a new state \
         file,\nso that editors complete and check it. A test keeps this page up to date.\n",
    );
    for section in SECTIONS {
        let table = section.table(schema);
        write!(page, "\n## {}\n\n", section.heading).unwrap();
        if !section.written.is_empty() {
            write!(page, "{} ", section.written).unwrap();
        }
        writeln!(page, "{}\n", table["description"].as_str().unwrap()).unwrap();
        page.push_str(&keys::rows(table));
        if let Ok(snippet) = fs::read_to_string(snippet_path(section)) {
            let views = if snippet.contains("[scenarios.") { SCENARIO_VIEWS } else { "" };
            write!(page, "\n```toml tcpgen{views}\n{snippet}```\n").unwrap();
        }
    }
    page
}

fn snippet_path(section: &Section) -> std::path::PathBuf {
    let name = section.heading.to_lowercase().replace(' ', "-");
    Path::new("tests/state_file_page/snippets").join(name + ".toml")
}

#[test]
fn the_page_is_what_the_schema_says() {
    let page = page(&tcpgen::desired::schema());
    if std::env::var_os("TCPGEN_UPDATE").is_some() {
        fs::write(PAGE, &page).unwrap();
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(written == page, "{PAGE} is stale: {UPDATE}");
}

#[test]
fn every_table_of_the_schema_has_a_section() {
    let schema = tcpgen::desired::schema();
    for name in schema["definitions"].as_object().unwrap().keys() {
        let sections = SECTIONS.iter().filter(|section| section.definition == name).count();
        assert_eq!(sections, 1, "`{name}` needs one line in tests/state_file_page/sections.rs");
    }
    assert_eq!(SECTIONS.len(), schema["definitions"].as_object().unwrap().len() + 1);
}

#[test]
fn every_snippet_belongs_to_a_section() {
    let used: Vec<_> = SECTIONS.iter().map(snippet_path).collect();
    for entry in fs::read_dir("tests/state_file_page/snippets").unwrap() {
        let path = entry.unwrap().path();
        assert!(used.contains(&path), "{} is on no page", path.display());
    }
}

#[test]
fn every_key_has_an_example_that_is_read_without_an_error() {
    let schema = tcpgen::desired::schema();
    let mut wrong = String::new();
    for section in SECTIONS {
        for key in section.table(&schema)["properties"].as_object().unwrap().keys() {
            let text = section.state_with(&schema, key);
            let compilation = compile(&Sources::single("tcpgen.toml", text.as_str()), &Options::default());
            // The reference has the keys of every version.
            let other_version = |found: &&Diagnostic| found.code.name == "not-in-this-version";
            let errors = compilation.diagnostics.iter().filter(|found| found.severity == Severity::Error);
            for found in errors.filter(|found| !other_version(found)) {
                writeln!(wrong, "{} `{key}`: {}: {}\n{text}", section.heading, found.code.name, found.message).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
