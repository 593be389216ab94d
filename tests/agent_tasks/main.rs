//! What people ask of an agent, in plain words, with the state before and after: through `ask`, and as a script that goes by the
//! tools' schemas alone calls them. `TCPGEN_UPDATE=1` writes what comes out into the files, to be read and judged.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails the test")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;
use serde_json::{Value, json};
use tcpgen::Session;

use crate::support::project;

/// A request and what has to come of it.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Task {
    request: String,
    before: String,
    /// The tool, none where the request is not understood.
    tool: Option<String>,
    /// Its arguments as JSON.
    arguments: Option<String>,
    /// The code of the refusal.
    refused: Option<String>,
    /// The state, none where it stays as it is.
    after: Option<String>,
}

fn tasks() -> Vec<(PathBuf, Task)> {
    let folder = project::root().join("tests/agent_tasks");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|kind| kind == "toml")).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let task = toml::from_str(&fs::read_to_string(&path).unwrap());
            (path.clone(), task.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        })
        .collect()
}

/// What `ask` makes of a request, and the call of the state.
fn asked(task: &Task) -> Task {
    let mut session = Session::new(task.before.as_str());
    let answer = session.ask(&task.request);
    let tool = answer["tool"].as_str().map(ToOwned::to_owned);
    let code = |answer: &Value| answer["code"].as_str().map(ToOwned::to_owned);
    let called = tool.as_ref().map(|tool| session.call(tool, &answer["arguments"]));
    Task {
        request: task.request.clone(),
        before: task.before.clone(),
        arguments: tool.as_ref().map(|_| answer["arguments"].to_string()),
        tool,
        refused: code(called.as_ref().unwrap_or(&answer)),
        after: (session.source() != task.before).then(|| session.source().to_owned()),
    }
}

fn written(task: &Task) -> String {
    let quoted = |text: &str| Value::from(text).to_string();
    let mut out = String::new();
    writeln!(out, "request = {}", quoted(&task.request)).unwrap();
    if let Some(tool) = &task.tool {
        writeln!(out, "tool = {}", quoted(tool)).unwrap();
    }
    if let Some(arguments) = &task.arguments {
        writeln!(out, "arguments = '{arguments}'").unwrap();
    }
    if let Some(refused) = &task.refused {
        writeln!(out, "refused = {}", quoted(refused)).unwrap();
    }
    write!(out, "\nbefore = '''\n{}'''\n", task.before).unwrap();
    if let Some(after) = &task.after {
        write!(out, "\nafter = '''\n{after}'''\n").unwrap();
    }
    out
}

#[test]
fn plain_words_do_what_they_ask() {
    let update = std::env::var_os("TCPGEN_UPDATE").is_some();
    let tasks = tasks();
    assert!(tasks.len() >= 25, "{}", tasks.len());
    for (path, task) in tasks {
        let found = asked(&task);
        if update {
            fs::write(&path, written(&found)).unwrap();
        } else {
            assert_eq!(found, task, "{}", path.display());
        }
    }
}

/// The script knows of the server what `tools/list` says: it validates the arguments and the results with an independent
/// implementation of JSON Schema.
#[test]
fn a_script_that_goes_by_the_schemas_does_the_same() {
    let tasks: Vec<Task> = tasks().into_iter().map(|(_, task)| task).filter(|task| task.tool.is_some()).collect();
    let calls: Vec<Value> = tasks
        .iter()
        .map(|task| {
            let arguments: Value = serde_json::from_str(task.arguments.as_deref().unwrap()).unwrap();
            json!({ "tool": task.tool, "arguments": arguments, "before": task.before })
        })
        .collect();
    let script = project::root().join("tests/agent_tasks/script.py");
    let mut command = Command::new(project::tool("venv/bin/python", None));
    command.arg(script).arg(env!("CARGO_BIN_EXE_tcpgen")).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(Value::from(calls).to_string().as_bytes()).unwrap();
    let ran = child.wait_with_output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
    let results: Vec<Value> = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(results.len(), tasks.len());
    for (task, result) in tasks.iter().zip(results) {
        assert_eq!(result["text"].as_str(), Some(task.after.as_ref().unwrap_or(&task.before).as_str()), "{result}");
        assert_eq!(result["result"]["code"].as_str(), task.refused.as_deref(), "{result}");
    }
}
