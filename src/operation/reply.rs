use serde_json::{Map, Value, json};

use super::consequences::{Access, Lost};
use super::tool::{Field, Is};
use crate::report;
use crate::resource::Kind;
use crate::store::{Applied, Judgement, Refusal};

/// What the result of a change has, beside the `name` of what is changed.
pub(super) const fn output(name: Field) -> [Field; 16] {
    [
        name,
        Field::new("namespace", Is::Text, "its namespace"),
        Field::new("result", Is::OneOf(&["created", "updated", "unchanged", "deleted"]), "what was done"),
        Field::new("spec", Is::Object, "the object's spec now"),
        Field::new("removed", Is::Texts, "what the object lost, by arguments and keys: middlewares, tls"),
        Field::new(
            "verdict",
            Is::OneOf(&["equivalent", "narrower", "wider", "mixed", "undecided"]),
            "narrower lets nobody new in, wider shuts nobody out",
        ),
        Field::new(
            "newly_admitted",
            Is::Objects,
            "connections that reach a service now and reached none: each represents all that are treated alike",
        ),
        Field::new("shut_out", Is::Objects, "connections that reach no service any more: each represents all alike"),
        Field::new("warnings", Is::Objects, "what Traefik will not do as it is written, as diagnostics"),
        Field::new("notes", Is::Texts, "what else a cluster reports: fields taken over or kept by others, warnings"),
        Field::new("state", Is::Text, "the other state that the changed object is part of"),
        Field::new("change", Is::OneOf(&["create", "update", "delete", "none"]), "of a dry run: what would be done"),
        Field::new("fields", Is::Objects, "of a dry run: what goes and what comes, field by field"),
        Field::new("lines", Is::Texts, "of a dry run: the same and its effect on clients, in words"),
        Field::new("needs_consent", Is::Texts, "of a dry run: what a person has to agree to: deletion, widening"),
        Field::new("message", Is::Text, "what was done and what it means for clients, in words"),
    ]
}

/// What was done, as a tool's result.
pub(super) struct Reply(Map<String, Value>);

impl Reply {
    /// Success, said in words.
    pub(super) fn new(message: &str) -> Self {
        let mut reply = Map::new();
        reply.insert("status".to_owned(), json!("success"));
        reply.insert("message".to_owned(), json!(message));
        Self(reply)
    }

    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// With what the object lost, and what clients notice.
    pub(super) fn effects(self, lost: &[Lost], access: &Access) -> Self {
        let Access { verdict, newcomers, shut_out, .. } = access;
        let keys: Vec<&str> = lost.iter().map(|lost| lost.key).collect();
        let reply = self.with("removed", keys).with("verdict", verdict.name());
        let reply = reply.with("newly_admitted", serde_json::to_value(newcomers).unwrap_or_default());
        reply.with("shut_out", serde_json::to_value(shut_out).unwrap_or_default())
    }

    /// As [`effects`](Self::effects); who gets in anew is in the message as well.
    pub(super) fn consequences(self, lost: &[Lost], access: &Access) -> Self {
        let reply = self.effects(lost, access);
        access.newcomers.iter().fold(reply, |reply, newcomer| reply.also(&newcomer.to_string()))
    }

    /// With the other state that the object is part of, if there is one.
    pub(super) fn state(self, state: Option<String>) -> Self {
        let Some(state) = state else { return self };
        self.also(&format!("it is part of the state `{state}`, whose next `tcpgen apply` writes it again"))
            .with("state", state)
    }

    /// With a note in the message.
    pub(super) fn note(self, note: Option<String>) -> Self {
        match note {
            Some(note) => self.also(&note),
            None => self,
        }
    }

    /// With more in the message.
    fn also(self, words: &str) -> Self {
        let message = self.0.get("message").and_then(Value::as_str).unwrap_or_default();
        let message = format!("{message}; {words}");
        self.with("message", message)
    }

    /// With what the checks say.
    pub(super) fn warnings(self, judgement: &Judgement) -> Value {
        let reported = report::Reported::new(&judgement.diagnostics, &judgement.sources);
        let warnings = serde_json::to_value(reported).unwrap_or_default();
        Value::Object(self.with("warnings", warnings).0)
    }
}

/// What became of an applied object, and what it lost, in words.
pub(super) fn applied(applied: Applied, kind: Kind, name: &str, lost: &[Lost]) -> String {
    let kind = kind.name();
    let gone = lost.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match applied {
        Applied::Created => format!("created the {kind} `{name}`"),
        Applied::Updated if lost.is_empty() => format!("updated the {kind} `{name}` in place"),
        Applied::Updated => format!("updated the {kind} `{name}` in place, which took away {gone}"),
        Applied::Unchanged => format!("the {kind} `{name}` already has these values; nothing was changed"),
    }
}

/// Refused because there is no such object; `near` is the one that may be meant.
pub(super) fn not_found(kind: &str, name: &str, near: Option<&str>) -> Refusal {
    let help = near.map_or_else(
        || "traefik://traffic/tcp/list shows what there is".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Refusal::new("not-found", format!("there is no {kind} `{name}`")).help(help)
}
