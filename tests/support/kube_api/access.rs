//! Who asks, and what they may do.

use std::sync::{Mutex, PoisonError};

use super::error::{Refusal, details};
use super::faults::Asked;
use super::kind::Kind;

/// Somebody who is known by a token.
#[derive(Debug, Clone)]
pub struct User {
    /// As messages name them.
    pub name: &'static str,
    /// What they may do: verbs and the namespace where; `*` is every verb, and every namespace and the cluster's scope.
    pub may: Vec<(&'static str, &'static str)>,
}

/// Whom the server knows. As long as it knows nobody, everybody may do everything.
#[derive(Debug, Default)]
pub(super) struct Access {
    users: Mutex<Vec<(&'static str, User)>>,
}

impl Access {
    pub(super) fn know(&self, token: &'static str, user: User) {
        self.users.lock().unwrap_or_else(PoisonError::into_inner).push((token, user));
    }

    /// Whose token this is. None: somebody who may do everything.
    pub(super) fn who(&self, authorization: Option<&str>) -> Result<Option<User>, Refusal> {
        let users = self.users.lock().unwrap_or_else(PoisonError::into_inner);
        let token = authorization.and_then(|header| header.strip_prefix("Bearer "));
        match token {
            _ if users.is_empty() => Ok(None),
            None => Ok(Some(User { name: "system:anonymous", may: Vec::new() })),
            Some(token) => {
                let known = users.iter().find(|(known, _)| *known == token).map(|(_, user)| user.clone());
                known.map(Some).ok_or_else(|| Refusal::new(401, "Unauthorized", "Unauthorized"))
            }
        }
    }
}

impl User {
    /// Refuses an apply that would create an object, without the right to create. The server's message has the authorizer's
    /// reason, and RBAC gives none.
    pub(super) fn may_create(&self, asked: &Asked, kind: &Kind) -> Result<(), Refusal> {
        self.has_to_be_allowed("create", asked, kind).map_err(|_| {
            let message = format!("{} \"{}\" is forbidden: ", kind.resource(), asked.name);
            Refusal::new(403, "Forbidden", message).details(details(kind, &asked.name))
        })
    }

    /// Refuses what they may not do.
    pub(super) fn has_to_be_allowed(&self, verb: &str, asked: &Asked, kind: &Kind) -> Result<(), Refusal> {
        let namespace = if asked.namespace.is_empty() { "*" } else { &asked.namespace };
        let lets =
            |(may, place): &(&str, &str)| (*may == "*" || *may == verb) && (*place == "*" || *place == namespace);
        if self.may.iter().any(lets) { Ok(()) } else { Err(forbidden(self.name, verb, asked, kind)) }
    }
}

pub(super) fn forbidden(user: &str, verb: &str, asked: &Asked, kind: &Kind) -> Refusal {
    let Asked { resource, namespace, name, .. } = asked;
    let object = if name.is_empty() { kind.resource() } else { format!("{} \"{name}\"", kind.resource()) };
    let place = match namespace.as_str() {
        "" => "at the cluster scope".to_owned(),
        namespace => format!("in the namespace \"{namespace}\""),
    };
    let message = format!(
        "{object} is forbidden: User \"{user}\" cannot {verb} resource \"{resource}\" in API group \"{}\" {place}",
        kind.group
    );
    Refusal::new(403, "Forbidden", message).details(details(kind, name))
}
