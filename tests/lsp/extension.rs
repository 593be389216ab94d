//! The extension for VS Code agrees with the package and the server.

use std::fs;

use serde_json::Value;

use crate::support::project::root;

#[test]
fn the_extension_has_the_version_of_the_package_and_starts_the_server() {
    let read = |name: &str| fs::read_to_string(root().join("editors/vscode").join(name)).unwrap();
    let manifest: Value = serde_json::from_str(&read("package.json")).unwrap();
    let lock: Value = serde_json::from_str(&read("package-lock.json")).unwrap();
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!((&lock["version"], &lock["name"]), (&manifest["version"], &manifest["name"]));
    let program = read("extension.js") + &read("client.js");
    assert!(program.contains("args: [\"lsp\"]"));
    for property in manifest["contributes"]["configuration"]["properties"].as_object().unwrap().keys() {
        let key = property.strip_prefix("tcpgen.").unwrap();
        // The client library reads the other one.
        assert!(program.contains(&format!("\"{key}\"")) || key == "trace.server", "{property} is not read");
    }
    for command in manifest["contributes"]["commands"].as_array().unwrap() {
        assert!(program.contains(command["command"].as_str().unwrap()), "{command}");
    }
}
