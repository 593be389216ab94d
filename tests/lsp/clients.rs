//! Clients that others wrote: pytest-lsp, which reads every answer as the specification has it, and Neovim.

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::support::project::{root, tool};

#[test]
fn a_client_that_knows_the_specification_understands_every_answer() {
    let out = Command::new(tool("venv/bin/python", None))
        .args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir"])
        .arg(root().join("tests/lsp"))
        .arg(root().join("tests/lsp/test_capabilities.py"))
        .env("TCPGEN_LSP", json!([env!("CARGO_BIN_EXE_tcpgen"), "lsp"]).to_string())
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success(), "{text}\n{}", String::from_utf8_lossy(&out.stderr));
    assert!(text.contains("15 passed"), "three clients and five tests: {text}");
}

#[test]
fn neovim_shows_a_diagnostic() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[routes.pg]\nentry_points = [\"pg\"]\nsni = \"a.example.com\"\nservice = \"a:1\"\n";
    fs::write(folder.path().join("tcpgen.toml"), text).unwrap();
    let home = tempfile::tempdir().unwrap();
    let out = Command::new(tool("venv/bin/nvim", None))
        .args(["--headless", "--clean", "-l"])
        .arg(root().join("tests/lsp/attach.lua"))
        .env("TCPGEN", env!("CARGO_BIN_EXE_tcpgen"))
        .env("FOLDER", folder.path())
        .env("HOME", home.path())
        .env("XDG_STATE_HOME", home.path())
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&out.stdout);
    let expected = "3:7 tcpgen sni-without-tls\n**`entry_points`**\n";
    assert_eq!(shown, expected, "{}", String::from_utf8_lossy(&out.stderr));
}
