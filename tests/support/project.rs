//! Where the package and its installed tools are.

use std::path::{Path, PathBuf};

/// The folder of the package's `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A tool that `make setup` installs, as a path below `.tools`. The environment variable `over`, where one is given,
/// names another copy. Panics with the way to install it when there is none.
pub fn tool(below: &str, over: Option<&str>) -> PathBuf {
    let path = path_of(below, over);
    assert!(path.is_file(), "{} is missing: run `make setup` in {}", path.display(), root().display());
    path
}

/// kubectl from `tools/requirements.in`, or the one that `TCPGEN_TEST_KUBECTL` names. Without one, tests are skipped.
pub fn kubectl() -> Option<PathBuf> {
    let path = path_of("venv/bin/kubectl", Some("TCPGEN_TEST_KUBECTL"));
    if !path.is_file() {
        eprintln!("skipped: {} is missing: run `make setup`", path.display());
        return None;
    }
    Some(path)
}

fn path_of(below: &str, over: Option<&str>) -> PathBuf {
    let named = over.and_then(std::env::var_os).map(PathBuf::from);
    named.unwrap_or_else(|| root().join(".tools").join(below))
}
