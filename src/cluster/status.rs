use std::fmt;

use serde::{Deserialize, Serialize};

/// How an API server reports a failure.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Status {
    pub message: String,
    pub reason: String,
    pub details: Details,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Details {
    pub name: String,
    pub kind: String,
    causes: Vec<Cause>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Cause {
    reason: String,
    message: String,
    field: String,
}

impl Status {
    /// Reads an answer's body. One that is not a `Status`, such as a proxy's, becomes the message.
    pub fn of(body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap_or_else(|_| {
            let words = String::from_utf8_lossy(body);
            Self { message: words.trim().chars().take(300).collect(), ..Self::default() }
        })
    }

    /// Whether one of the causes has this reason.
    pub fn is_because(&self, reason: &str) -> bool {
        self.details.causes.iter().any(|cause| cause.reason == reason)
    }

    /// Who owns what, if that is why the server refused.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut conflicts: Vec<Conflict> = Vec::new();
        for cause in self.details.causes.iter().filter(|cause| cause.reason == "FieldManagerConflict") {
            // `conflict with "kubectl-edit" using traefik.io/v1alpha1`
            let manager = cause.message.split('"').nth(1).unwrap_or("another manager");
            match conflicts.iter_mut().find(|conflict| conflict.manager == manager) {
                Some(conflict) => conflict.fields.push(cause.field.clone()),
                None => conflicts.push(Conflict { manager: manager.to_owned(), fields: vec![cause.field.clone()] }),
            }
        }
        conflicts
    }
}

/// Fields that another manager owns and that tcpgen would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// Who owns them: `kubectl`, `argocd-controller`.
    pub manager: String,
    /// Which they are: `.spec.routes`.
    pub fields: Vec<String>,
}

/// `` `kubectl` owns .spec.routes, .spec.tls.secretName ``
impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` owns {}", self.manager, self.fields.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Status;

    #[test]
    fn conflicts_are_told_by_owner() {
        let cause = |manager: &str, field: &str| {
            let message = format!("conflict with \"{manager}\" using traefik.io/v1alpha1");
            json!({ "reason": "FieldManagerConflict", "message": message, "field": field })
        };
        let causes = [cause("kubectl", ".spec.routes"), cause("argocd", ".spec.tls"), cause("kubectl", ".spec.x")];
        let body = json!({ "reason": "Conflict", "details": { "causes": causes } }).to_string();
        let told: Vec<String> = Status::of(body.as_bytes()).conflicts().iter().map(ToString::to_string).collect();
        assert_eq!(told, ["`kubectl` owns .spec.routes, .spec.x", "`argocd` owns .spec.tls"]);
    }

    #[test]
    fn what_is_no_status_is_told_in_its_own_words() {
        assert_eq!(Status::of(b"404 page not found\n").message, "404 page not found");
    }
}
