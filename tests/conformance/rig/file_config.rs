//! A state as `tcpgen build --target file` writes it, with the addresses of the backends.

use std::fmt::Write;

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
    let compilation = compile(&sources, Options::default());
    let file = file_provider(&compilation.desired, &compilation.resources).expect("objects are YAML");
    file.yaml
}

/// `[services]` with all that the state's routes name; one that the state knows has no servers is there already.
fn services(state: &State, backends: &Backends) -> String {
    let mut text = String::new();
    for name in state.services().keys().filter(|name| !state.environment.empty_services.contains(*name)) {
        let ObjectName { namespace, name } = name;
        let address = backends.address(namespace, name);
        let _ = writeln!(text, "[services.\"{namespace}/{name}\"]\naddresses = [\"{address}\"]");
    }
    text
}
