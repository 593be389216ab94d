use serde::Deserialize;
use serde_json::{Value, json};

use super::{sound, success};
use crate::difference::{Difference, Side};
use crate::operation::{Parameter, Takes, Tool, fence};
use crate::source::Sources;
use crate::store::{Refusal, Store};
use crate::{Options, compile};

/// What another text would change.
pub(super) static DIFF: Tool = Tool {
    name: "tcpgen_diff",
    title: "Compare with another state",
    description: "What would be different if the state were the given text: objects field by field, connections that fare \
                  otherwise, diagnostics that come and go. Changes nothing.",
    parameters: &[
        Parameter::required("state", Takes::Text, "the text of a whole state file, TOML"),
        super::traefik::PARAMETER,
    ],
    read_only: true,
};

#[derive(Deserialize)]
pub(super) struct Arguments {
    #[serde(default)]
    traefik: Option<String>,
    state: String,
}

pub(super) fn run(store: &dyn Store, arguments: &Arguments) -> Result<Value, Refusal> {
    let (old_sources, old) = sound(store, super::traefik::read(arguments.traefik.as_deref())?)?;
    let sources = Sources::single("state", arguments.state.as_str()).for_traefik(old_sources.traefik());
    let new = compile(&sources, Options::default());
    if let Some(refusal) = Refusal::of(&new.diagnostics) {
        return Err(refusal);
    }
    for object in new.resources.emitted() {
        fence::admit(store, object.object_ref().namespace)?;
    }
    let failed = |error: serde_json::Error| Refusal::new("not-written", error.to_string());
    let sides = [Side { sources: &old_sources, compilation: &old }, Side { sources: &sources, compilation: &new }];
    let difference = Difference::new(sides[0], sides[1]).map_err(failed)?;
    success("difference", json!(difference.json(&old_sources, &sources).map_err(failed)?))
}
