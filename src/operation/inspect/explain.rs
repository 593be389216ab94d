use serde::Deserialize;
use serde_json::{Value, json};

use crate::check::CODES;
use crate::diagnostic::closest;
use crate::operation::{Parameter, Takes, Tool};
use crate::store::Refusal;

/// What a diagnostic's code means.
pub(super) static EXPLAIN: Tool = Tool {
    name: "tcpgen_explain",
    title: "Explain a code",
    description: "What a diagnostic's code means: why it matters, an example, and what to write instead.",
    parameters: &[Parameter::required("code", Takes::Text, "a diagnostic's code, such as sni-without-tls")],
    read_only: true,
};

#[derive(Deserialize)]
pub(super) struct Arguments {
    code: String,
}

pub(super) fn run(arguments: &Arguments) -> Result<Value, Refusal> {
    let name = arguments.code.as_str();
    let Some(code) = CODES.iter().copied().find(|code| code.name == name) else {
        let near = closest(name, CODES.iter().map(|code| code.name));
        let help =
            near.map_or_else(|| "codes are those of diagnostics".to_owned(), |near| format!("did you mean `{near}`?"));
        return Err(Refusal::new("unknown-code", format!("there is no code `{name}`")).help(help));
    };
    Ok(json!({
        "status": "success",
        "code": code.name,
        "severity": code.severity.name(),
        "summary": code.summary,
        "markdown": code.explanation,
    }))
}
