//! Every code's explanation is a test: its example fires that code and nothing else, and what to write instead is silent.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use tcpgen::check::{CODES, empty_input};
use tcpgen::diagnostic::{Code, Diagnostic};
use tcpgen::import::import;
use tcpgen::scenario::{self, ScenarioResult};
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Options, compile, output};

/// Codes whose example cannot but fire others too.
const COMPANIONS: &[(&str, &[&str])] = &[("unknown-allowed-code", &["allows-everyone"])];

/// Codes that are found when the file target is built.
const OF_FILE_TARGET: &[&str] = &["no-backend-address", "not-in-file-target"];

/// Codes that are found when a state is built.
const OF_BUILD: &[&str] = &["empty-input"];

/// Codes of scenarios that were run.
const OF_SCENARIOS: &[&str] = &["failed-expectation"];

/// Codes of manifests explain themselves in YAML, all others in TOML.
fn is_of_manifests(code: &Code) -> bool {
    code.explanation.contains("```yaml\n")
}

/// A line `# file: NAME` begins another file of the same state.
fn diagnostics(code: &Code, text: &str) -> (Sources, Vec<Diagnostic>) {
    if is_of_manifests(code) {
        let sources = Sources::single("manifest.yaml", text);
        let of_import = ["invalid-manifest", "yaml-syntax"].contains(&code.name) || code.name.starts_with("manifest-");
        let found =
            if of_import { import(&sources).0.diagnostics } else { compile(&sources, &Options::default()).diagnostics };
        return (sources, found);
    }
    let mut sources = Sources::default();
    match text.strip_prefix("# file: ") {
        None => drop(sources.add(SourceFile::new("tcpgen.toml", text))),
        Some(files) => files.split("# file: ").for_each(|file| {
            let (name, text) = file.split_once('\n').unwrap_or((file, ""));
            sources.add(SourceFile::new(name, text));
        }),
    }
    let compiled = compile(&sources, &Options::default());
    let mut found = compiled.diagnostics.clone();
    if OF_FILE_TARGET.contains(&code.name) {
        found.extend(output::file_provider(&compiled.desired, &compiled.resources).unwrap().diagnostics);
    }
    if OF_BUILD.contains(&code.name) {
        found.extend(empty_input(&sources, &compiled.desired));
    }
    if OF_SCENARIOS.contains(&code.name) {
        let results = scenario::run(&sources, &compiled, &compiled.desired.scenarios);
        found.extend(results.iter().flat_map(ScenarioResult::failures));
    }
    (sources, found)
}

fn names(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|diagnostic| diagnostic.code.name).collect()
}

/// The one block under a heading.
fn block<'a>(code: &'a Code, heading: &str) -> &'a str {
    let name = code.name;
    let (_, section) = code
        .explanation
        .split_once(&format!("\n### {heading}\n"))
        .unwrap_or_else(|| panic!("{name}: no `### {heading}`"));
    let section = section.split("\n### ").next().unwrap_or(section);
    let fence = if is_of_manifests(code) { "```yaml\n" } else { "```toml\n" };
    let (_, block) = section.split_once(fence).unwrap_or_else(|| panic!("{name}: no block under `{heading}`"));
    let (block, rest) = block.split_once("```").unwrap_or_else(|| panic!("{name}: a block is not closed"));
    assert!(!rest.contains("```"), "{name}: more than one block under `{heading}`");
    block
}

/// All that is wrong, not the first alone.
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_example_fires_its_code_alone() {
    let mut wrong = Vec::new();
    for code in CODES.iter().copied() {
        let found = names(&diagnostics(code, block(code, "Example")).1);
        let also = COMPANIONS.iter().find(|(name, _)| *name == code.name).map_or(&[][..], |(_, also)| *also);
        let alone = found.iter().all(|name| *name == code.name || also.contains(name));
        if !found.contains(&code.name) || !alone {
            wrong.push(format!("{} fires {found:?}", code.name));
        }
    }
    none(&wrong);
}

#[test]
fn what_to_write_instead_is_silent() {
    let mut wrong = Vec::new();
    for code in CODES.iter().copied() {
        let found = diagnostics(code, block(code, "Instead")).1;
        wrong.extend(found.iter().map(|found| format!("{}: {}: {}", code.name, found.code.name, found.message)));
    }
    none(&wrong);
}

#[test]
fn every_diagnostic_of_an_example_stands_somewhere_and_helps() {
    let mut wrong = Vec::new();
    for code in CODES.iter().copied() {
        let (sources, found) = diagnostics(code, block(code, "Example"));
        for diagnostic in found {
            let (message, help) = (&diagnostic.message, diagnostic.help.as_deref());
            let placed = sources.position(diagnostic.span).is_some();
            let worded = !message.is_empty() && !message.ends_with('.') && !message.starts_with(char::is_uppercase);
            let helped = help.is_some_and(|help| !help.is_empty() && !help.ends_with('.'));
            if !(placed && worded && helped) {
                wrong.push(format!("{}: {message} ({help:?})", code.name));
            }
        }
    }
    none(&wrong);
}

/// A fix must leave text that is TOML, and for a safe one the code must be gone.
#[test]
fn every_fix_of_an_example_can_be_applied() {
    for code in CODES.iter().copied() {
        let text = block(code, "Example");
        let (_, found) = diagnostics(code, text);
        for fix in found.iter().filter(|diagnostic| diagnostic.code.name == code.name).flat_map(|found| &found.fixes) {
            let mut edits = fix.edits.clone();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
            let mut mended = text.to_owned();
            for edit in &edits {
                mended.replace_range(edit.span.range(), &edit.text);
            }
            let left = names(&diagnostics(code, &mended).1);
            assert!(
                !left.iter().any(|name| name.ends_with("-syntax")),
                "{}: `{}` leaves\n{mended}",
                code.name,
                fix.title
            );
            let before = found.iter().filter(|diagnostic| diagnostic.code.name == code.name).count();
            let after = left.iter().filter(|name| **name == code.name).count();
            assert!(after < before, "{}: `{}` mends nothing:\n{mended}", code.name, fix.title);
        }
    }
}

#[test]
fn codes_are_in_order_and_unique() {
    let names: Vec<&str> = CODES.iter().map(|code| code.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
    for code in CODES.iter().copied() {
        assert!(!code.summary.is_empty() && !code.summary.ends_with('.'), "{}: {}", code.name, code.summary);
    }
}

/// Every file under a folder of `src`, however deep.
fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// One code, one file, one explanation beside it.
#[test]
fn every_file_with_a_code_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut listed = 0;
    for path in ["check", "desired/problem", "import/problem"].iter().flat_map(|room| files(&root.join(room))) {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        if !text.contains("pub static CODE: Code") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().replace('_', "-");
        let code = CODES.iter().find(|code| code.name == name);
        let code = code.unwrap_or_else(|| panic!("{} has a code that is not `{name}` in the list", path.display()));
        let explanation = std::fs::read_to_string(path.with_extension("md")).unwrap();
        assert_eq!(explanation, code.explanation, "{name}");
        listed += 1;
    }
    assert_eq!(listed, CODES.len());
}

/// A rule inside a sentence is a word of its own: "write HostSNI(`*`) for every client".
#[test]
fn rules_in_messages_stand_apart_from_the_words_around_them() {
    let glued = regex::Regex::new(r"[a-z:](HostSNI|HostSNIRegexp|ClientIP|ALPN|\{matcher\})\(|`\)[a-z]").unwrap();
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let wrong = text.lines().find(|line| glued.is_match(line));
        assert_eq!(wrong, None, "{}", path.display());
    }
}
