use serde::Deserialize;
use serde_json::{Value, json};

use crate::diagnostic::Severity;
use crate::operation::{Parameter, Takes, Tool};
use crate::report;
use crate::store::{Refusal, Store};
use crate::{Options, compile};

/// All that is wrong with the state.
pub(super) static CHECK: Tool = Tool {
    name: "tcpgen_check",
    title: "Check the state",
    description: "All diagnostics of the state: what an API server would refuse, and what Traefik will not do as it is \
                  written. Each has a code, a place, what to write instead, and edits that mend it.",
    parameters: &[
        Parameter::optional("strict", Takes::Flag, Some("false"), "warnings are errors"),
        super::traefik::PARAMETER,
    ],
    read_only: true,
};

#[derive(Deserialize)]
pub(super) struct Arguments {
    #[serde(default)]
    traefik: Option<String>,
    strict: bool,
}

pub(super) fn run(store: &dyn Store, arguments: &Arguments) -> Result<Value, Refusal> {
    let sources = store.state()?.for_traefik(super::traefik::read(arguments.traefik.as_deref())?);
    let compilation = compile(&sources, Options { strict: arguments.strict });
    let found = &compilation.diagnostics;
    let count = |severity| found.iter().filter(|found| found.severity == severity).count();
    Ok(json!({
        "status": "success",
        "traefik": compilation.table.version().to_string(),
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "diagnostics": report::json(found, &sources),
    }))
}
