//! The cookbook holds: every example compiles without a word under `--strict`, says first whom it is for, and has its
//! YAML beside it.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tcpgen::scenario::{self, Coverage};
use tcpgen::source::Sources;
use tcpgen::{Compilation, Options, compile};

/// The command that writes the YAML anew.
const UPDATE: &str = "TCPGEN_UPDATE=1 cargo test --test suite examples";

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    assert!(files.len() >= 14, "the cookbook has lost an example: {files:?}");
    files
}

fn compiled(path: &Path) -> (Sources, Compilation) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let sources = Sources::single(name, fs::read_to_string(path).unwrap());
    let compilation = compile(&sources, Options { strict: true });
    (sources, compilation)
}

#[test]
fn examples_compile_without_a_word_under_strict() {
    let mut found = String::new();
    for path in examples() {
        let (sources, compilation) = compiled(&path);
        for diagnostic in &compilation.diagnostics {
            let line = sources.position(diagnostic.span).map_or(0, |(start, _)| start.line);
            let (code, message) = (diagnostic.code.name, &diagnostic.message);
            writeln!(found, "{}:{line}: {code}: {message}", path.display()).unwrap();
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn the_yaml_beside_each_example_is_what_it_compiles_to() {
    let mut stale = Vec::new();
    for path in examples() {
        let (_, compilation) = compiled(&path);
        let yaml = tcpgen::output::yaml(compilation.resources.emitted()).unwrap();
        let beside = path.with_extension("yaml");
        if fs::read_to_string(&beside).is_ok_and(|text| text == yaml) {
            continue;
        }
        if std::env::var_os("TCPGEN_UPDATE").is_some() {
            fs::write(&beside, yaml).unwrap();
        } else {
            stale.push(beside);
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}\nwrite them anew with `{UPDATE}` and look at the difference");
}

#[test]
fn no_yaml_is_left_without_its_example() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            assert!(path.with_extension("toml").exists(), "{} belongs to no example", path.display());
        }
    }
}

#[test]
fn the_first_lines_say_whom_an_example_is_for_and_what_to_know() {
    for path in examples() {
        let text = fs::read_to_string(&path).unwrap();
        let head: String = text.lines().take_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n");
        for part in ["\n# For: ", "\n# To know:\n# - "] {
            assert!(head.contains(part), "{}: no `{}`", path.display(), part.trim());
        }
    }
}

#[test]
fn every_example_has_scenarios_and_they_pass() {
    let mut failures = String::new();
    for path in examples() {
        let (sources, compilation) = compiled(&path);
        assert!(!compilation.desired.scenarios.is_empty(), "{} has no scenario", path.display());
        for scenario in &compilation.desired.scenarios {
            let result = scenario::run(&sources, &compilation, scenario);
            for failure in result.failures() {
                let line = sources.position(failure.span).map_or(0, |(start, _)| start.line);
                writeln!(failures, "{}:{line}: {}", path.display(), failure.message).unwrap();
                for related in &failure.related {
                    writeln!(failures, "    {}", related.message).unwrap();
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// A cookbook whose scenarios miss half of it would teach people to do the same.
#[test]
fn the_scenarios_of_every_example_cover_all_of_it() {
    for path in examples() {
        let (sources, compilation) = compiled(&path);
        let scenarios = compilation.desired.scenarios.iter();
        let results: Vec<_> = scenarios.map(|scenario| scenario::run(&sources, &compilation, scenario)).collect();
        let coverage = Coverage::new(&compilation.resources, &results);
        assert_eq!(coverage.percent, 100, "{}: {coverage:#?}", path.display());
    }
}
