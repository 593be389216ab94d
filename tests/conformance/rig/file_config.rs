//! A state as `tcpgen build --target file` writes it, with the addresses of the backends.

use std::fmt::Write;

use serde_json::Value;
use tcpgen::output::file_provider;
use tcpgen::routing::ObjectName;
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Options, compile};

use super::backends::Backends;
use super::state::State;

/// The configuration, as YAML.
pub fn file_config(state: &State, backends: &Backends) -> String {
    let mut sources: Sources = state.sources.clone();
    sources.add(SourceFile::new("services.toml", services(state, backends)));
    let compilation = compile(&sources, &Options::default());
    let file = file_provider(&compilation.desired, &compilation.resources).expect("objects are YAML");
    file.yaml
}

/// One configuration of two, tables of one name put together.
pub fn merged(one: &str, other: &str) -> String {
    match (one.trim(), other.trim()) {
        ("" | "{}", only) | (only, "" | "{}") => only.to_owned() + "\n",
        (one, other) => {
            let read =
                |text: &str| serde_yaml::from_str::<Value>(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            let mut all = read(one);
            add(&mut all, read(other));
            all.to_string()
        }
    }
}

fn add(to: &mut Value, more: Value) {
    match (to, more) {
        (Value::Object(to), Value::Object(more)) => {
            more.into_iter().for_each(|(key, value)| add(to.entry(key).or_insert(Value::Null), value));
        }
        (to, more) => *to = more,
    }
}

/// `[services]` with all that the state's routes name; one that the state knows has no servers is there already.
fn services(state: &State, backends: &Backends) -> String {
    let mut text = String::new();
    for name in state.services().keys().filter(|name| !state.has_no_servers(name)) {
        let ObjectName { namespace, name } = name;
        let address = backends.address(namespace, name);
        let _ = writeln!(text, "[services.\"{namespace}/{name}\"]\naddresses = [\"{address}\"]");
    }
    text
}
