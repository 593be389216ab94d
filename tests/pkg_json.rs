//! What pkg.json says is what Cargo.toml says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use serde_json::Value;

#[test]
fn pkg_json_is_in_step_with_the_package() {
    let pkg: Value = serde_json::from_str(&std::fs::read_to_string("pkg.json").unwrap()).unwrap();
    assert_eq!(pkg["name"], env!("CARGO_PKG_NAME"));
    assert_eq!(pkg["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(pkg["license"], env!("CARGO_PKG_LICENSE"));
    assert_eq!(pkg["description"], env!("CARGO_PKG_DESCRIPTION"));
    let targets = pkg["targets"].as_array().unwrap();
    for target in targets {
        assert!(tcpgen::TraefikVersion::parse(target.as_str().unwrap()).is_some(), "{target}");
    }
}
