//! What an API server's refusal means.

use super::ClusterError;
use super::answer::Answer;
use super::request::{Request, Verb};
use super::status::Status;
use crate::resource::ObjectRef;

/// Reads an answer that is not a success. None: there is no such object.
pub(super) fn refusal(request: &Request, answer: &Answer, address: &str) -> Option<ClusterError> {
    let status = Status::of(&answer.body);
    let object = title_of(request);
    Some(match answer.code {
        401 => ClusterError::Unauthorized { address: address.to_owned(), reason: status.message },
        403 if status.is_because("NamespaceTerminating") => {
            ClusterError::NamespaceTerminating { object, namespace: request.namespace.clone().unwrap_or_default() }
        }
        403 => match missing_right(request, &status) {
            Some(verb) => {
                let (resource, namespace) = (request.resource(), request.namespace.clone());
                ClusterError::Forbidden { verb, resource, namespace }
            }
            None => ClusterError::Refused { object, reason: words(answer.code, status) },
        },
        404 => return not_found(request, &status, object),
        409 if !status.conflicts().is_empty() => ClusterError::Conflict { object, conflicts: status.conflicts() },
        409 if request.conditional => ClusterError::Changed { object },
        410 => ClusterError::Expired { resource: request.resource() },
        _ => ClusterError::Refused { object, reason: words(answer.code, status) },
    })
}

fn not_found(request: &Request, status: &Status, object: String) -> Option<ClusterError> {
    let namespace = request.namespace.clone().unwrap_or_default();
    if status.details.kind == "namespaces" && status.details.name == namespace {
        return Some(ClusterError::NoNamespace { object, namespace });
    }
    let is_object = request.name.as_ref().is_some_and(|name| *name == status.details.name);
    (!is_object).then(|| ClusterError::NoCrds { resource: request.resource() })
}

/// The error of a successful answer that is not an object.
pub(super) fn unreadable(request: &Request) -> ClusterError {
    ClusterError::Unreadable { object: title_of(request), reason: "the answer is not a JSON object".to_owned() }
}

/// The missing permission, if that is the reason. Policies, quotas and webhooks refuse with the same code and a reason of
/// their own; an apply that would create an object gets no reason at all (`... is forbidden: `), or notes of RBAC.
fn missing_right(request: &Request, status: &Status) -> Option<&'static str> {
    if status.message.contains(" cannot create ") {
        return Some("create");
    }
    let creates = request.verb == Verb::Patch;
    let reason = status.message.split_once(" is forbidden:").map(|(_, reason)| reason.trim());
    match reason {
        Some(reason) if creates && (reason.is_empty() || reason.starts_with("RBAC:")) => Some("create"),
        Some(reason) if !reason.contains(" cannot ") => None,
        // Or somebody before the API server, in words of their own.
        _ if status.message.contains("denied the request") => None,
        _ => Some(request.verb.name()),
    }
}

fn title_of(request: &Request) -> String {
    match (&request.namespace, &request.name) {
        (Some(namespace), Some(name)) => request.of.title(ObjectRef { namespace, name }),
        _ => request.of.name.to_owned(),
    }
}

fn words(code: u16, status: Status) -> String {
    match (status.message.is_empty(), status.reason.is_empty()) {
        (false, _) => status.message,
        (true, false) => format!("the server answered {code} {}", status.reason),
        (true, true) => format!("the server answered {code}"),
    }
}
