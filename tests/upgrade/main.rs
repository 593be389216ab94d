//! `tcpgen upgrade`: what another version of Traefik does differently, and because of which change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod cases;
mod classes;
mod command;
mod random;

use serde_json::Value;
use tcpgen::question::{Question as _, Subject, Upgrade, Upgraded};
use tcpgen::source::Sources;
use tcpgen::{Options, TraefikVersion};

/// The texts under their own version and whatever else they say.
fn subject(text: &str) -> Subject {
    Subject::new(Sources::single("tcpgen.toml", text), Options::default())
}

fn asked<'s>(subject: &'s Subject, from: &str, to: &str) -> Upgraded<'s> {
    let [from, to] = [from, to].map(|version| Some(TraefikVersion::parse(version).expect("a version")));
    Upgrade { from, to }.ask(subject).unwrap()
}

/// The answer in JSON.
fn upgrade(text: &str, from: &str, to: &str) -> Value {
    serde_json::to_value(asked(&subject(text), from, to)).unwrap()
}

/// The names of the changes that make a difference, each with those that it needs.
fn causes(answer: &Value) -> Vec<String> {
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    let with = |row: &Value| row["with"].as_array().unwrap().iter().map(id).collect::<Vec<_>>();
    answer["changes"].as_array().unwrap().iter().map(|row| [vec![id(row)], with(row)].concat().join("+")).collect()
}

/// What a change alone does.
fn of<'a>(answer: &'a Value, id: &str) -> &'a Value {
    let alone = |row: &&Value| row["id"] == id && row["with"] == Value::Array(Vec::new());
    answer["changes"].as_array().unwrap().iter().find(alone).unwrap_or_else(|| panic!("no {id} in {answer:#}"))
}
