//! What holds of any input: no panic, no place outside of the text, and objects that an API server takes.
//!
//! The bounded form of the fuzz targets in `fuzz/`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use proptest::prelude::{Strategy, any, prop};
use proptest::sample::select;
use proptest::test_runner::Config;
use proptest::{prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest};
use support::project;
use tcpgen::diagnostic::{Diagnostic, Severity};
use tcpgen::resource::{Labels, Resources};
use tcpgen::source::Sources;
use tcpgen::{Options, TraefikVersion, compile, import, output};

/// Pieces of state files, right and wrong: put together they reach further into the compiler than letters do.
const PIECES: [&str; 36] = [
    "[routes.a]\n",
    "[routes.\"n/b\"]\n",
    "[middlewares.m]\n",
    "[entry_points]\n",
    "[traefik]\n",
    "[[routes.a.rules]]\n",
    "[tls_options.o]\n",
    "[servers_transports.t]\n",
    "[tls_stores.default]\n",
    "[scenarios.s]\n",
    "[routes.a",
    "[",
    "entry_points = [\"pg\"]\n",
    "entry_points = [\"pg\"",
    "service = \"s:1\"\n",
    "service = { name = \"s\" }\n",
    "sni = \"x.test\"\n",
    "sni = [\"*.test\", \"ü\"]\n",
    "match = \"HostSNI(`x`) || !ClientIP(`10.0.0.1/8`)\"\n",
    "match = '''\nHostSNI(`a` &&'''\n",
    "tls = \"passthrough\"\n",
    "tls = {}\n",
    "middlewares = [\"m\", \"n/m\"]\n",
    "ip_allow_list = [\"0.0.0.0/0\", \"10.0.0.5/8\", \"x\"]\n",
    "in_flight_conn = -1\n",
    "priority = 9223372036854775807\n",
    "version = \"v2\"\n",
    "pg = 5432\n",
    "allow = [{ code = \"allows-everyone\", reason = \"\" }]\n",
    "x = 1\n",
    "= ",
    "\"",
    "'''",
    "\u{feff}",
    "\0",
    "# c\n",
];

/// Any text, or any pieces one after another.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24).prop_map(|all| all.concat())
    ]
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(2_000) })]

    #[test]
    fn any_text_compiles_to_an_answer(text in text()) {
        let compilation = compile(&Sources::single("any.toml", text.clone()), &Options::default());
        for found in &compilation.diagnostics {
            prop_assert!(text.get(found.span.range()).is_some(), "{} points outside of the text", found.code.name);
            for edit in found.fixes.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.span.range()).is_some(), "{} edits outside of the text", found.code.name);
            }
        }
        if !compilation.has_errors() {
            prop_assert!(output::yaml(compilation.resources.emitted()).is_ok());
        }
    }

    #[test]
    fn what_compiles_under_strict_compiles_to_the_same_objects(text in text()) {
        let sources = Sources::single("any.toml", text);
        let (loose, strict) = (compile(&sources, &Options::default()), compile(&sources, &Options::strict()));
        prop_assert_eq!(&loose.resources, &strict.resources);
        prop_assert_eq!(loose.diagnostics.len(), strict.diagnostics.len());
        let is_advice = |found: &Diagnostic| found.severity == Severity::Advice;
        prop_assert_eq!(strict.has_errors(), !strict.diagnostics.iter().all(is_advice));
    }
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(48) })]

    #[test]
    fn an_api_server_takes_the_objects_of_any_state_that_compiles(
        resources in support::arbitrary::resources(),
        minor in select(MINORS.as_slice()),
    ) {
        let Some(script) = crd_check() else { return Ok(()) };
        let state = import::state_file(&unlabelled(&resources));
        let stream = built(state, minor);
        prop_assume!(stream.is_some());
        let stream = stream.unwrap_or_default();
        prop_assert_eq!(refused(&script, minor, &stream), None, "{}", stream);
    }
}

/// The minor versions of Traefik 3 whose CRDs the checker has.
const MINORS: [&str; 8] = ["3.0", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7"];

/// The objects of a state for a version of Traefik; none when it refuses, as it does with fields that the version lacks.
fn built(state: impl Into<String>, minor: &str) -> Option<String> {
    let sources = Sources::single("any.toml", state.into()).for_traefik(TraefikVersion::parse(minor));
    let compilation = compile(&sources, &Options::default());
    (!compilation.has_errors()).then(|| output::yaml(compilation.resources.emitted()).unwrap())
}

#[test]
fn an_api_server_of_each_version_takes_the_objects_of_every_example() {
    let Some(script) = crd_check() else { return };
    let mut taken = 0;
    for entry in std::fs::read_dir(project::root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let state = std::fs::read_to_string(&path).unwrap();
            for minor in MINORS {
                let Some(stream) = built(state.as_str(), minor) else {
                    assert_ne!(minor, "3.7", "{}", path.display());
                    continue;
                };
                assert_eq!(refused(&script, minor, &stream), None, "{minor}: {}", path.display());
                taken += 1;
            }
        }
    }
    assert!(taken >= 100, "{taken}");
}

/// Labels of any text would be refused before the checker could see them.
fn unlabelled(resources: &Resources) -> Resources {
    let mut objects = resources.objects().to_vec();
    for object in &mut objects {
        object.metadata.labels = Labels::default();
        object.metadata.annotations = Labels::default();
    }
    Resources::new(objects)
}

/// A checker that holds objects against Traefik's CRD schemas. It is not part of the package: where it is missing, this
/// says so, and nothing is held against it.
fn crd_check() -> Option<PathBuf> {
    let script = project::root().join("../shared/tools/check_crd.py");
    if !script.is_file() {
        eprintln!("skipped: ../shared/tools/check_crd.py is not here");
        return None;
    }
    Some(script)
}

/// What the checker reports about a stream, held against the CRDs of a version; an empty one is not checked.
fn refused(script: &PathBuf, minor: &str, stream: &str) -> Option<String> {
    if stream.is_empty() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("stream.yaml");
    std::fs::write(&file, stream).unwrap();
    let python = project::tool("venv/bin/python", None);
    let ran = Command::new(python)
        .arg(script)
        .args(["--traefik", minor])
        .arg(&file)
        .stdin(Stdio::null())
        .output()
        .expect("Python starts");
    (!ran.status.success()).then(|| String::from_utf8_lossy(&ran.stdout).into_owned())
}
