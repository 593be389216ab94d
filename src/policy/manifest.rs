use serde_json::{Value, json};

use super::{EXPRESSIONS, Expression};
use crate::check::code;
use crate::diagnostic::Severity;
use crate::resource::{ApiGroup, Kind};

/// What to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The beginning of the objects' names.
    pub name: String,
    /// Whether warnings refuse an object as well; otherwise the client is warned.
    pub strict: bool,
    /// Codes that are left out.
    pub allow: Vec<String>,
}

/// What a policy does with what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Deny,
    Warn,
}

impl Policy {
    fn action(&self, severity: Severity) -> Action {
        if severity == Severity::Error || self.strict { Action::Deny } else { Action::Warn }
    }
}

/// The objects: for each kind and action a ValidatingAdmissionPolicy and its binding, of `admissionregistration.k8s.io/v1`
/// (Kubernetes 1.30 and later; the functions on addresses are of 1.31).
pub fn policy(policy: &Policy) -> Vec<Value> {
    let mut objects = Vec::new();
    for kind in [Kind::ServersTransportTcp, Kind::MiddlewareTcp, Kind::IngressRouteTcp] {
        for action in [Action::Deny, Action::Warn] {
            let of_both = |expression: &&Expression| {
                let severity = code(expression.code).map(|code| code.severity);
                expression.kind == kind
                    && severity.is_some_and(|severity| policy.action(severity) == action)
                    && !policy.allow.iter().any(|allowed| allowed == expression.code)
            };
            let expressions: Vec<&Expression> = EXPRESSIONS.iter().filter(of_both).collect();
            if !expressions.is_empty() {
                objects.extend(pair(policy, kind, action, &expressions));
            }
        }
    }
    objects
}

/// A policy and its binding.
fn pair(policy: &Policy, kind: Kind, action: Action, expressions: &[&Expression]) -> [Value; 2] {
    let (suffix, actions) = match action {
        Action::Deny => ("deny", json!(["Deny"])),
        Action::Warn => ("warn", json!(["Warn", "Audit"])),
    };
    let name = format!("{}-{}-{suffix}", policy.name, kind.plural());
    let group = ApiGroup::TraefikIo;
    let version = group.name().rsplit('/').next().unwrap_or_default();
    let validations: Vec<Value> = expressions.iter().map(|expression| validation(expression)).collect();
    let metadata = |name: &str| json!({ "name": name, "labels": { "app.kubernetes.io/managed-by": "tcpgen" } });
    let definition = json!({
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicy",
        "metadata": metadata(&name),
        "spec": {
            "failurePolicy": "Fail",
            "matchConstraints": { "resourceRules": [{
                "apiGroups": [group.domain()],
                "apiVersions": [version],
                "operations": ["CREATE", "UPDATE"],
                "resources": [kind.plural()],
            }] },
            "validations": validations,
        },
    });
    let binding = json!({
        "apiVersion": "admissionregistration.k8s.io/v1",
        "kind": "ValidatingAdmissionPolicyBinding",
        "metadata": metadata(&name),
        "spec": { "policyName": name, "validationActions": actions },
    });
    [definition, binding]
}

fn validation(expression: &Expression) -> Value {
    let summary = code(expression.code).map_or("", |code| code.summary);
    let message = format!("{}: {summary} (`tcpgen explain {}`)", expression.code, expression.code);
    json!({ "expression": expression.cel, "message": message, "reason": "Invalid" })
}
