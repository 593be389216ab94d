//! What `deny.toml`, `rust-toolchain.toml` and SECURITY.md state, as far as it can be checked without cargo-deny and a network.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use toml::{Table, Value};

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn table(name: &str) -> Table {
    read(name).parse().unwrap()
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table[key].as_str().unwrap()
}

fn packages(lock: &Table) -> impl Iterator<Item = &Table> {
    lock["package"].as_array().unwrap().iter().map(|package| package.as_table().unwrap())
}

/// `base64@0.22` of each `base64 0.22.1`, as far as deny.toml spells it.
#[test]
fn every_doubled_crate_is_a_decision_and_no_decision_is_stale() {
    let (lock, deny) = (table("Cargo.lock"), table("deny.toml"));
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages(&lock) {
        versions.entry(text(package, "name")).or_default().push(text(package, "version"));
    }
    let skipped = deny["bans"]["skip"].as_array().unwrap().iter().map(|skip| text(skip.as_table().unwrap(), "crate"));
    let skipped: BTreeSet<&str> = skipped.collect();
    let is_skipped = |name: &str, version: &str| {
        let spelled = |skip: &&str| skip.split_once('@').is_some_and(|(of, at)| of == name && is_of(version, at));
        skipped.iter().copied().find(spelled)
    };
    let mut used = BTreeSet::new();
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        let found: Vec<&str> = versions.iter().filter_map(|version| is_skipped(name, version)).collect();
        assert_eq!(
            found.len(),
            versions.len() - 1,
            "{name} {versions:?}: merge them, or name all but one in deny.toml"
        );
        used.extend(found);
    }
    assert_eq!(used, skipped, "deny.toml skips what is no longer there twice");
}

/// Whether `0.22.1` is a `0.22`.
fn is_of(version: &str, wanted: &str) -> bool {
    version.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The command and the crate must have one version.
#[test]
fn wasm_bindgens_commands_are_of_the_version_of_its_crate() {
    let (lock, own) = (table("Cargo.lock"), table("tools/wasm-bindgen/Cargo.toml"));
    let crates = packages(&lock).find(|package| text(package, "name") == "wasm-bindgen");
    let version = text(crates.unwrap(), "version");
    let wanted = text(own["dependencies"]["wasm-bindgen-cli"].as_table().unwrap(), "version");
    assert_eq!((wanted, text(own["package"].as_table().unwrap(), "version")), (&*format!("={version}"), version));
}

/// Whatever the set-up installs is what was reviewed: each of its installers takes a lock, with hashes, and never goes on without.
#[test]
fn every_installer_of_the_set_up_takes_its_lock() {
    let mut installers = 0;
    for script in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tools")).unwrap() {
        let path = script.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.starts_with("setup-") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap().replace("\\\n", " ");
        for line in text.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            let has = |part: &str| line.contains(part);
            if has("cargo install") {
                assert!(has("--locked") && !has("||"), "{name}: {line}");
            } else if has("pip install") {
                assert!(has("--require-hashes") && has("--requirement"), "{name}: {line}");
            } else if has("npm ") && !has("command -v") && !has("echo") {
                // Nothing else takes the lock and fails where that is of another package.json.
                assert!(line.starts_with("npm ci ") && has("--ignore-scripts"), "{name}: {line}");
            } else {
                continue;
            }
            installers += 1;
        }
    }
    assert_eq!(installers, 10, "is one written in a way that this does not see?");
}

/// Each pin is in its lock, in that version.
#[test]
fn python_locks_are_those_of_their_pins() {
    for folder in ["tools", "tools/generators", "tools/dist"] {
        let (pins, lock) = (read(&format!("{folder}/requirements.in")), read(&format!("{folder}/requirements.txt")));
        let locked: BTreeSet<&str> = lock.lines().filter_map(|line| line.split(' ').next()).collect();
        let pins: Vec<String> = pins.lines().filter(|line| line.contains("==")).map(normal).collect();
        assert!(!pins.is_empty());
        for pin in pins {
            assert!(locked.contains(pin.as_str()), "{folder}: {pin}: run tools/lock-python");
        }
        let mut packages = lock.lines().filter(|line| line.contains("==") && !line.starts_with(['#', ' ']));
        assert!(packages.all(|line| line.ends_with(" \\")), "{folder}: a package without a hash");
    }
    let (versions, hashes) = (read("tools/traefik-versions.txt"), read("tools/traefik-hashes.txt"));
    for version in versions.lines().filter(|line| line.starts_with(char::is_numeric)) {
        let version = version.split(' ').next().unwrap();
        assert!(
            hashes.contains(&format!("\ntraefik-bin=={version} \\\n    --hash=")),
            "{version}: run tools/lock-python"
        );
    }
}

/// Each package comes from the registry and has a hash, and the lock is that of its package.json. Vite 8.4 is held back in the
/// generators' lock: it names an optional package that no registry has, and `npm ci` refuses the lock that npm writes for it.
#[test]
fn npm_locks_have_a_hash_for_each_package() {
    for folder in ["tools", "tools/generators", "editors/vscode", "www"] {
        let json = |file: &str| serde_json::from_str::<serde_json::Value>(&read(&format!("{folder}/{file}"))).unwrap();
        let (lock, manifest) = (json("package-lock.json"), json("package.json"));
        let packages = lock["packages"].as_object().unwrap();
        for kind in ["dependencies", "devDependencies"] {
            assert_eq!(packages[""].get(kind), manifest.get(kind), "{folder}: run `npm install --package-lock-only`");
        }
        for (path, package) in packages.iter().filter(|(path, package)| !path.is_empty() && package["link"] != true) {
            let hash = package["integrity"].as_str().unwrap_or_default();
            assert!(hash.starts_with("sha512-"), "{folder}: {path}: {hash:?}");
            let from = package["resolved"].as_str().unwrap_or_default();
            assert!(from.is_empty() || from.starts_with("https://registry.npmjs.org/"), "{folder}: {path}: {from:?}");
        }
    }
}

/// A pin as pip spells it.
fn normal(pin: &str) -> String {
    pin.to_lowercase().replace('_', "-")
}

#[test]
fn every_crate_is_from_the_registry_and_has_a_hash() {
    let lock = table("Cargo.lock");
    for package in packages(&lock).filter(|package| text(package, "name") != "tcpgen") {
        let name = text(package, "name");
        let source = package.get("source").and_then(Value::as_str);
        assert_eq!(source, Some("registry+https://github.com/rust-lang/crates.io-index"), "{name}");
        assert_eq!(package.get("checksum").and_then(Value::as_str).map(str::len), Some(64), "{name}");
    }
}

/// What only the tests read YAML with is in no feature.
#[test]
fn serde_yaml_is_a_dependency_of_the_tests_alone() {
    let (manifest, lock) = (table("Cargo.toml"), table("Cargo.lock"));
    assert!(manifest["dependencies"].get("serde_yaml").is_none());
    let wants = |package: &&Table| {
        let needed = package.get("dependencies").and_then(Value::as_array).into_iter().flatten();
        needed.filter_map(Value::as_str).any(|name| name.split(' ').next() == Some("serde_yaml"))
    };
    let users: Vec<&str> = packages(&lock).filter(wants).map(|package| text(package, "name")).collect();
    assert_eq!(users, ["tcpgen"]);
}

#[test]
fn the_toolchain_is_a_release_that_the_library_builds_with() {
    let (toolchain, manifest) = (table("rust-toolchain.toml"), table("Cargo.toml"));
    let parts = |version: &str| version.split('.').map(|part| part.parse().unwrap()).collect::<Vec<u32>>();
    let channel = parts(text(toolchain["toolchain"].as_table().unwrap(), "channel"));
    assert_eq!(channel.len(), 3, "a release, not a channel that moves");
    assert!(channel >= parts(text(manifest["package"].as_table().unwrap(), "rust-version")));
}

#[test]
fn what_holds_a_promise_of_security_md_is_there() {
    let page = read("SECURITY.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    let mut found = 0;
    for (_, holds) in rows {
        for path in holds.split('`').skip(1).step_by(2).filter(|path| path.contains('/')) {
            assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(), "{path}");
            found += 1;
        }
    }
    assert!(found >= 6, "{found}");
}
