//! The server, as the official conformance suite, the TypeScript SDK and the Inspector see it. All need a newer Node.js than the
//! machine may have; `make setup` brings one for Linux on x86-64.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::offer::calls;
use super::server::Server;
use super::support::project;

pub fn node() -> Option<PathBuf> {
    if cfg!(not(all(target_os = "linux", target_arch = "x86_64"))) {
        eprintln!("skipped: `make setup` installs Node.js 24 on Linux on x86-64 alone");
        return None;
    }
    Some(project::tool("node/node_modules/node-24/bin/node", None))
}

/// The suite has no way to send a token, so its server needs none.
#[test]
fn the_official_suite_passes_but_for_what_needs_its_own_example_server() {
    let Some(node) = node() else { return };
    let directory = tempfile::tempdir().unwrap();
    let server = Server::open(&directory.path().join("tcpgen.toml"));
    let suite = project::tool("node/node_modules/@modelcontextprotocol/conformance/dist/index.js", None);
    let mut command = Command::new(node);
    command.arg(suite).args(["server", "--suite", "all", "--url"]).arg(format!("http://{}/mcp", server.address));
    command.arg("--expected-failures").arg(project::root().join("tests/mcp/conformance.yaml"));
    let ran = command.arg("-o").arg(directory.path().join("results")).output().unwrap();
    let told = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{told}{}", String::from_utf8_lossy(&ran.stderr));
    let passed = told.lines().filter(|line| line.starts_with('\u{2713}')).count();
    assert!(passed >= 9, "scenarios that passed: {passed}\n{told}");
}

/// Its command line, once a tool; `--strict` fails where a schema is not portable.
#[test]
fn the_inspector_lists_and_calls_every_tool() {
    let Some(node) = node() else { return };
    let inspector = "node/node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";
    let inspector = project::tool(inspector, None);
    let directory = tempfile::tempdir().unwrap();
    let inspect = |arguments: &[String]| -> Value {
        let mut command = Command::new(&node);
        command.arg(&inspector).arg("--cli").args([env!("CARGO_BIN_EXE_tcpgen"), "mcp", "--state"]);
        command.arg(directory.path().join("tcpgen.toml")).args(arguments);
        // It keeps a catalog of servers there.
        let ran = command.env("HOME", directory.path()).output().unwrap();
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
        serde_json::from_slice(&ran.stdout).unwrap()
    };
    let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    let listed = inspect(&words(&["--method", "tools/list", "--strict"]));
    let calls = calls();
    assert!(listed["tools"].as_array().unwrap().iter().all(|tool| calls.iter().any(|(name, _)| tool["name"] == *name)));
    for (name, arguments) in calls {
        let mut given = words(&["--method", "tools/call", "--tool-name", name]);
        for (key, value) in arguments.as_object().unwrap() {
            given.extend(["--tool-arg".to_owned(), format!("{key}={value}")]);
        }
        let result = inspect(&given);
        assert_eq!(result["structuredContent"]["status"], "success", "{name}: {result}");
    }
    let read = inspect(&words(&["--method", "resources/read", "--uri", "traefik://traffic/tcp/list"]));
    assert!(read["contents"][0]["text"].as_str().unwrap().contains(r#""count":1"#), "{read}");
}

#[test]
fn the_typescript_sdk_takes_every_result() {
    let Some(node) = node() else { return };
    let directory = tempfile::tempdir().unwrap();
    let mut command = Command::new(node);
    command.arg(project::root().join("tests/mcp/typescript.mjs")).arg(env!("CARGO_BIN_EXE_tcpgen"));
    command.args(["mcp", "--state"]).arg(directory.path().join("tcpgen.toml"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let calls = calls();
    child.stdin.take().unwrap().write_all(serde_json::to_string(&calls).unwrap().as_bytes()).unwrap();
    let ran = child.wait_with_output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let results: Vec<Value> = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(results.len(), calls.len());
    for result in results {
        assert_eq!(
            (&result["isError"], &result["structuredContent"]["status"]),
            (&false.into(), &"success".into()),
            "{result}"
        );
    }
}
