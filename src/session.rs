//! A state file's text under an agent's hands: the traffic tools over a store in memory.

use serde_json::{Value, json};

use crate::ask::{Request, ask};
use crate::operation::{self, WOULD_TAKE_AWAY};
use crate::source::Sources;
use crate::store::{Refusal, StateText, Store};
use crate::traefik::TraefikVersion;

/// The name that the text has in diagnostics.
pub(crate) const NAME: &str = "tcpgen.toml";

/// The traffic tools over a state file's text. The text keeps its comments, its order and its layout.
#[derive(Clone, Debug, Default)]
pub struct Session {
    store: StateText,
}

impl Session {
    /// Begins with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { store: StateText::new(NAME, text) }
    }

    /// Begins with the first of these sources. Those behind it are what is known of Traefik beside it.
    pub fn over(sources: Sources) -> Self {
        Self { store: StateText::of(sources) }
    }

    /// The same text for this Traefik, which overrides the version in the text; none keeps that one.
    #[must_use]
    pub fn for_traefik(self, version: Option<TraefikVersion>) -> Self {
        Self { store: self.store.for_traefik(version) }
    }

    /// The text as it is now.
    pub fn source(&self) -> &str {
        self.store.text()
    }

    /// Does what a tool call asks, and answers as the tool does; a refusal is an answer as well.
    pub fn call(&mut self, tool: &str, arguments: &Value) -> Value {
        answer(operation::call(&mut self.store, tool, arguments))
    }

    /// Every route, where it leads and what guards it.
    pub fn list(&self) -> Value {
        answer(operation::list(&self.store))
    }

    /// The tool call that a request in plain words means, which is not made; or the part that is not understood, and where it is.
    /// A call that would take away what the request does not name has a `caution`; one that changes something has its `plan`:
    /// what goes, what comes, who gets in anew, or why it would be refused.
    pub fn ask(&self, text: &str) -> Value {
        match ask(text) {
            Ok(request) => {
                let mut answer = json!({ "status": "success" });
                if let (Value::Object(answer), Value::Object(request)) = (&mut answer, request.to_json()) {
                    answer.extend(request);
                }
                if let Some(caution) = self.caution(&request) {
                    answer["caution"] = caution;
                }
                if let Some(plan) = self.plan(&request) {
                    answer["plan"] = plan;
                }
                answer
            }
            Err(found) => {
                let mut answer = answer(Err(found.refusal()));
                answer["start"] = json!(found.place.start);
                answer["end"] = json!(found.place.end);
                answer
            }
        }
    }

    /// What the call of a request would remove from this state although the request does not name it.
    fn caution(&self, request: &Request) -> Option<Value> {
        let Request::Call { tool, arguments } = request else { return None };
        let mut copy = self.store.clone();
        let refusal = operation::call_in_words(&mut copy, tool, &Value::Object(arguments.clone())).err()?;
        if refusal.code == WOULD_TAKE_AWAY { serde_json::to_value(refusal).ok() } else { None }
    }

    /// What the call of a request would do to this state.
    fn plan(&self, request: &Request) -> Option<Value> {
        let Request::Call { tool, arguments } = request else { return None };
        let mut copy = self.store.clone();
        operation::plan(&mut copy, tool, &Value::Object(arguments.clone())).transpose().map(answer)
    }

    /// The store, for what else looks at the state.
    pub fn store(&mut self) -> &mut dyn Store {
        &mut self.store
    }
}

/// A tool's result, or why there is none.
pub fn answer(result: Result<Value, Refusal>) -> Value {
    result.unwrap_or_else(|refusal| {
        let mut answer = json!({ "status": "error" });
        if let (Value::Object(answer), Ok(Value::Object(refusal))) = (&mut answer, serde_json::to_value(&refusal)) {
            answer.extend(refusal);
        }
        answer
    })
}
