use gen_lsp_types as lsp;
use serde_json::{Value, json};

use super::Worker;
use super::requests::Refused;
use crate::editor::{run_scenario, who_reaches_route};
use crate::lsp::capabilities::{RUN_SCENARIO, WHO_REACHES};

impl Worker {
    /// Runs a command of a code lens. Its arguments are a file of the state and a name; the answer is a text.
    pub(super) fn command(&mut self, params: lsp::ExecuteCommandParams) -> Result<Value, Refused> {
        let arguments = params.arguments.unwrap_or_default();
        let [Value::String(uri), Value::String(name)] = arguments.as_slice() else {
            return Err(Refused::failed("the arguments of the command are a URI and a name"));
        };
        let uri = lsp::Uri(uri.clone());
        let missing = || Refused::failed("the file is part of no state");
        let (summary, text) = match params.command.as_str() {
            RUN_SCENARIO => {
                let ran = self.in_file(&uri, |context, _| run_scenario(context.model(), name)).ok_or_else(missing)?;
                let (passed, text) = ran.map_err(Refused::failed)?;
                let outcome = if passed { "passed" } else { "failed" };
                (format!("scenario {name}: {outcome}"), text)
            }
            WHO_REACHES => {
                let told =
                    self.in_file(&uri, |context, _| who_reaches_route(context.model(), name)).ok_or_else(missing)?;
                let text = told.map_err(Refused::failed)?;
                (text.clone(), text)
            }
            other => return Err(Refused::failed(format!("there is no command `{other}`"))),
        };
        if !self.client.shows_results {
            self.notify("window/logMessage", json!({ "type": lsp::MessageType::Info, "message": text }));
            self.notify("window/showMessage", json!({ "type": lsp::MessageType::Info, "message": summary }));
        }
        Ok(Value::String(text))
    }
}
