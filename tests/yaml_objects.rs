//! Objects mean the same to every YAML reader, kubectl's YAML 1.1 among them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::support;

use std::fmt::Write;

use serde_json::Value;
use support::Reader;
use support::errors::refused_by_api_servers;
use tcpgen::source::Sources;
use tcpgen::{Options, compile, output};

/// Texts that one YAML version or another reads as something else than a string.
const TRAPS: [&str; 19] = [
    "on",
    "y",
    "no",
    "null",
    "~",
    "1e3",
    "0x1f",
    "0o7",
    "1_000",
    "12:30:45",
    "2024-01-01",
    ".inf",
    "true",
    "-",
    "=",
    "<<",
    "0.1",
    " x",
    "a: b #c",
];

/// A state in which each trap stands wherever a text may stand; those that are DNS names are names as well.
fn state() -> String {
    let mut text = String::new();
    for (number, trap) in TRAPS.iter().enumerate() {
        let named = trap.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit());
        let name = if named { (*trap).to_owned() } else { format!("m{number}") };
        writeln!(text, "[middlewares.{name:?}]\nip_allow_list = [{trap:?}]\nannotations = {{ note = {trap:?} }}")
            .unwrap();
        writeln!(text, "[routes.{name:?}]\nentry_points = [{trap:?}]\nsni = {trap:?}\nservice = \"s:1\"\ntls = {{}}")
            .unwrap();
    }
    text
}

#[test]
fn every_reader_finds_the_same_objects() {
    let sources = Sources::single("tcpgen.toml", state());
    let compilation = compile(&sources, &Options::default());
    assert_eq!(refused_by_api_servers(&compilation.diagnostics), [""; 0]);
    let objects: Vec<Value> =
        compilation.resources.emitted().map(|object| serde_json::to_value(object).unwrap()).collect();
    assert_eq!(objects.len(), 2 * TRAPS.len());
    let stream = output::yaml(compilation.resources.emitted()).unwrap();
    for reader in Reader::ALL {
        assert_eq!(reader.read(&stream).unwrap(), objects, "{reader:?}");
    }
    let own: Vec<Value> = serde_yaml::Deserializer::from_str(&stream)
        .map(|document| serde::Deserialize::deserialize(document).unwrap())
        .collect();
    assert_eq!(own, objects);
}
