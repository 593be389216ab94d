//! YAML readers that others wrote, in their own languages.

use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

use super::project;

/// A reader and the version of YAML that it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// `PyYAML`: YAML 1.1.
    PyYaml,
    /// The npm package `yaml` as YAML 1.1.
    Yaml11,
    /// The npm package `yaml` as YAML 1.2.
    Yaml12,
    /// The npm package `js-yaml` as YAML 1.1. Integers beyond 2^53 are beyond it: `{"!!int": "beyond 2^53"}`.
    JsYaml11,
    /// The npm package `js-yaml` as YAML 1.2, with the same limit.
    JsYaml12,
}

impl Reader {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::PyYaml, Self::Yaml11, Self::Yaml12, Self::JsYaml11, Self::JsYaml12];

    /// Reads a YAML stream of any number of documents. What JSON has no value for is told by its YAML tag: a date is
    /// `{"!!timestamp": "2024-01-01"}`, and the key `on`, where it is a boolean, `"!!bool true"`.
    ///
    /// One process is started for each call, which takes some 50 ms: join many documents to one stream.
    ///
    /// # Errors
    /// What the reader has against the text.
    pub fn read(self, stream: &str) -> Result<Vec<Value>, String> {
        let mut child = self
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot run {self:?}: {error}: run `make setup`"));
        let mut input = child.stdin.take().expect("it is piped");
        let output = thread::scope(|scope| {
            // While it is written to, it may write: neither side waits for the other.
            scope.spawn(move || input.write_all(stream.as_bytes()));
            child.wait_with_output()
        });
        let output = output.expect("cannot wait for a reader");
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        Ok(serde_json::from_slice(&output.stdout).expect("the readers print a JSON array"))
    }

    fn command(self) -> Command {
        let scripts = project::root().join("tests/readers");
        let (package, version) = match self {
            Self::PyYaml => {
                let mut command = Command::new(project::tool("venv/bin/python", None));
                command.arg(scripts.join("pyyaml.py"));
                return command;
            }
            Self::Yaml11 => ("yaml", "1.1"),
            Self::Yaml12 => ("yaml", "1.2"),
            Self::JsYaml11 => ("js-yaml", "1.1"),
            Self::JsYaml12 => ("js-yaml", "1.2"),
        };
        project::tool(&format!("node/node_modules/{package}/package.json"), None);
        let mut command = Command::new("node");
        command.arg(scripts.join("npm.cjs")).args([package, version]);
        command.env("NODE_PATH", project::root().join(".tools/node/node_modules"));
        command
    }
}
