//! Manifests become state files that compile to the same objects, and what does not is said.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use crate::support;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::prelude::ProptestConfig;
use proptest::{prop_assert, prop_assert_eq, proptest};
use tcpgen::diagnostic::Diagnostic;
use tcpgen::import::{import, manifests};
use tcpgen::resource::{Metadata, Resources, Spec};
use tcpgen::source::Sources;
use tcpgen::{Options, compile, output};

fn compiled(state: &str) -> Resources {
    compile(&Sources::single("tcpgen.toml", state), &Options::default()).resources
}

/// What objects are, apart from where they stand.
fn told(resources: &Resources) -> Vec<(&Metadata, &Spec)> {
    resources.objects().iter().map(|object| (&object.metadata, &object.spec)).collect()
}

/// One diagnostic a paragraph, as far as a fixture fixes it.
fn notes(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for found in diagnostics {
        let at = sources.position(found.span).map_or((0, 0), |(start, _)| (start.line, start.column));
        let (severity, code) = (found.severity.name(), found.code.name);
        let _ = writeln!(text, "{}:{}: {severity}: {} [{code}]", at.0, at.1, found.message);
        for line in found.help.iter().flat_map(|help| help.lines()) {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml" || extension == "json"));
    files.sort();
    files
}

/// Compares with the file beside a fixture; `UPDATE_EXPECTED=1` writes it.
fn expect(fixture: &Path, extension: &str, got: &str) {
    let path = fixture.with_extension(extension);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, got).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(got, expected, "{} (UPDATE_EXPECTED=1 writes what is got)", path.display());
}

#[test]
fn fixtures_become_the_state_files_beside_them() {
    let files = fixtures("tests/import");
    assert!(files.len() >= 10, "only {} fixtures", files.len());
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let sources = Sources::single(name, text);
        let (imported, state) = import(&sources);
        expect(&path, "toml", &state);
        expect(&path, "notes", &notes(&sources, &imported.diagnostics));
        assert_eq!(told(&compiled(&state)), told(&with_label(imported.resources)), "{name}:\n{state}");
    }
}

/// Objects as tcpgen writes them: with its label.
fn with_label(mut resources: Resources) -> Resources {
    let own = compiled("[middlewares.a]\nin_flight_conn = 1\n").objects()[0].metadata.labels.clone();
    for object in resources.objects_mut() {
        own.iter().for_each(|(key, value)| object.metadata.labels.set(key.clone(), value.clone()));
    }
    resources
}

#[test]
fn examples_survive_the_way_through_yaml() {
    let files = fixtures("examples");
    assert!(files.len() >= 10, "only {} examples", files.len());
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let sources = Sources::single("example.yaml", text.as_str());
        let (imported, state) = import(&sources);
        assert_eq!(notes(&sources, &imported.diagnostics), "", "{}", path.display());
        let yaml = output::yaml(compiled(&state).emitted()).unwrap();
        // A header says where the file is from, and nothing of the objects.
        let objects = if text.starts_with('#') { text.split_once('\n').unwrap().1 } else { &text };
        assert_eq!(yaml, objects, "{}", path.display());
    }
}

/// Whatever is hostile ends, with something to say.
#[test]
fn hostile_texts_end() {
    let object = "apiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\nmetadata: {name: x}\n";
    let mut keys = format!("{object}spec:\n");
    (0..200_000).for_each(|index| writeln!(keys, "  k{index}: 1").unwrap());
    let texts = [
        ("[".repeat(1_000_000), "yaml-syntax"),
        ("- ".repeat(500_000), "yaml-syntax"),
        ("{a: ".repeat(1_000_000), "yaml-syntax"),
        ("a: *a\n".to_owned(), "yaml-syntax"),
        ("&a [*a]".to_owned(), "yaml-syntax"),
        ("\0".to_owned(), "yaml-syntax"),
        ("\0".repeat(1_000_000), "yaml-syntax"),
        ("x".repeat(10_000_000), "invalid-manifest"),
        ("---\n".repeat(200_000) + "x", "invalid-manifest"),
        ("{}\n---\n".repeat(100_000), "invalid-manifest"),
        (format!("{object}spec: {{inFlightConn: {}1{}}}", "[".repeat(200), "]".repeat(200)), "manifest-wrong-type"),
        (keys, "manifest-unknown-field"),
        (format!("{object}spec: {{inFlightConn: [{}]}}", "1,".repeat(300_000)), "manifest-wrong-type"),
    ];
    for (text, code) in texts {
        let begun = Instant::now();
        let sources = Sources::single("hostile.yaml", text);
        let (imported, _) = import(&sources);
        let found = imported.diagnostics.iter().any(|found| found.code.name == code);
        let head: String = sources.iter().next().unwrap().1.text().chars().take(100).collect();
        assert!(found, "{head:?}: {:?}", imported.diagnostics.first());
        assert!(begun.elapsed() < Duration::from_secs(50), "{head:?} takes {:?}", begun.elapsed());
        println!("{:?} {} {}", begun.elapsed(), imported.diagnostics.len(), head.lines().next().unwrap_or_default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_objects_survive_yaml_import_and_compilation(resources in support::arbitrary::resources()) {
        let yaml = output::yaml(resources.emitted()).unwrap();
        let sources = Sources::single("manifest.yaml", yaml.clone());
        let read = manifests(&sources, "default");
        prop_assert_eq!(notes(&sources, &read.diagnostics), "", "{}", yaml);
        prop_assert!(told(&read.resources) == told(&resources), "{}\nis read as\n{}", yaml, output::yaml(read.resources.emitted()).unwrap());
        let (imported, state) = import(&sources);
        // Deprecated fields become what replaced them.
        let is_lifted = |found: &Diagnostic| found.message.contains("becomes the servers transport")
            || found.message.contains("beside `serversTransport`")
            || found.message.contains("is written as");
        let (lifted, others): (Vec<_>, Vec<_>) = imported.diagnostics.iter().cloned().partition(is_lifted);
        prop_assert_eq!(notes(&sources, &others), "", "{}", yaml);
        let back = compiled(&state);
        let again = output::yaml(back.emitted()).unwrap();
        prop_assert!(!lifted.is_empty() || told(&back) == told(&resources), "{}\nbecomes\n{}", yaml, state);
        prop_assert!(told(&back) == told(&with_label(imported.resources)), "{}\nbecomes\n{}\nwhich is\n{}", yaml, state, again);
    }

    #[test]
    fn every_leaf_knows_its_place(resources in support::arbitrary::resources()) {
        let sources = Sources::single("manifest.yaml", output::yaml(resources.emitted()).unwrap());
        for (_, route) in manifests(&sources, "default").resources.routes() {
            for name in &route.entry_points {
                let written = sources.slice(name.span);
                let value: String = serde_yaml::from_str(written).unwrap_or_else(|_| written.to_owned());
                prop_assert_eq!(value.as_str(), name.as_str());
            }
        }
    }

    #[test]
    fn json_is_read_as_well(resources in support::arbitrary::resources()) {
        let json = output::json(resources.emitted()).unwrap();
        let sources = Sources::single("manifest.json", json);
        let read = manifests(&sources, "default");
        prop_assert_eq!(notes(&sources, &read.diagnostics), "");
        prop_assert!(told(&read.resources) == told(&resources));
    }

    #[test]
    fn garbage_is_no_panic(text in "[-a-z:{}&*!|>'\"%@`,\\[\\]#?\n\t \0\u{feff}é]{0,200}") {
        import(&Sources::single("garbage.yaml", text));
    }
}
