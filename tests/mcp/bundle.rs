//! What is published beside the server: `server.json` for the registry, and the bundle that clients install.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::others::node;
use super::support::project;

/// The bundle's own tool validates its manifest, packs it and unpacks it; the server in it still runs.
#[cfg(unix)]
#[test]
fn a_bundle_has_a_valid_manifest_and_a_server_that_runs() {
    let Some(node) = node() else { return };
    let directory = tempfile::tempdir().unwrap();
    let [folder, file, unpacked] = ["bundle", "tcpgen.mcpb", "unpacked"].map(|name| directory.path().join(name));
    let root = project::root();
    let run = |arguments: &[&str]| {
        let ran = Command::new(&node).args(arguments).current_dir(&root).output().unwrap();
        assert!(ran.status.success(), "{arguments:?}: {ran:?}");
    };
    let tool = project::tool("node/node_modules/@anthropic-ai/mcpb/dist/cli/cli.js", None);
    let [tool, folder, file, unpacked] = [&tool, &folder, &file, &unpacked].map(|path| path.to_str().unwrap());
    let licences = root.join("LICENSE");
    // A debug build is too large to be packed in every run: this is it by name.
    let program = directory.path().join("tcpgen");
    fs::write(&program, format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_tcpgen"))).unwrap();
    let made = ["tools/dist/mcpb.mjs", "x86_64-unknown-linux-musl", program.to_str().unwrap()];
    run(&[&made[..], &[licences.to_str().unwrap(), folder]].concat());
    run(&[tool, "validate", &format!("{folder}/manifest.json")]);
    run(&[tool, "pack", folder, file]);
    run(&[tool, "unpack", file, unpacked]);
    let manifest: Value = serde_json::from_slice(&fs::read(format!("{unpacked}/manifest.json")).unwrap()).unwrap();
    let server = &manifest["server"]["mcp_config"];
    let command = server["command"].as_str().unwrap().replace("${__dirname}", unpacked);
    let state = format!("{unpacked}/tcpgen.toml");
    let arguments = server["args"].as_array().unwrap().iter();
    let arguments = arguments.map(|argument| argument.as_str().unwrap().replace("${user_config.state}", &state));
    // It serves until its input ends.
    let ran = Command::new(command).args(arguments).stdin(std::process::Stdio::null()).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    let asked = manifest["user_config"].as_object().unwrap();
    assert!(asked.keys().eq(["state"]), "{asked:?}");
}

/// As far as the registry's rules go that are about this package (modelcontextprotocol.io, "Package types").
#[test]
fn the_registry_is_told_the_package_of_this_version() {
    let root = project::root();
    let read = |name: &str| -> Value { serde_json::from_slice(&fs::read(root.join(name)).unwrap()).unwrap() };
    let (server, pkg) = (read("server.json"), read("pkg.json"));
    let version = env!("CARGO_PKG_VERSION");
    assert!(server["$schema"].as_str().unwrap().ends_with("/2025-12-11/server.schema.json"));
    let (namespace, name) = server["name"].as_str().unwrap().split_once('/').unwrap();
    let repository = env!("CARGO_PKG_REPOSITORY").strip_prefix("https://github.com/").unwrap();
    assert_eq!((namespace.strip_prefix("io.github."), name), (repository.split('/').next(), "tcpgen"));
    assert_eq!(server["repository"]["url"], env!("CARGO_PKG_REPOSITORY"));
    let length = |key: &str| server[key].as_str().unwrap().chars().count();
    assert!((1..=100).contains(&length("description")) && (1..=100).contains(&length("title")));
    assert_eq!(server["version"], version);
    let [package] = server["packages"].as_array().unwrap().as_slice() else { panic!("not one package: {server}") };
    assert_eq!((&package["registryType"], &package["identifier"]), (&"npm".into(), &pkg["name"]));
    assert_eq!((&package["version"], &package["transport"]["type"]), (&version.into(), &"stdio".into()));
    // The registry compares the name with the package's own.
    assert!(
        fs::read_to_string(root.join("tools/dist/npm.mjs"))
            .unwrap()
            .contains("mcpName: JSON.parse(readFileSync(\"server.json\"")
    );
    let arguments = package["packageArguments"].as_array().unwrap();
    let words: Vec<&str> = arguments.iter().map(|it| it["value"].as_str().or(it["name"].as_str()).unwrap()).collect();
    assert_eq!(words, ["mcp", "--state"]);
    let help = Command::new(env!("CARGO_BIN_EXE_tcpgen")).args(["mcp", "--help"]).output().unwrap();
    assert!(String::from_utf8_lossy(&help.stdout).contains("--state <FILE>"));
}
