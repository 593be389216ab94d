use std::collections::HashMap;

use super::provider::Provider;
use super::{Cause, Difference, Running, RunningMiddleware, Topic};
use crate::resource::{MiddlewareTcp, Object, Resources};
use crate::routing::names;
use crate::source::Text;
use crate::source_range::spelled;

/// The guards that Traefik has, against those of the state. Returns how many are alike.
pub(super) fn compare(
    resources: &Resources,
    running: &Running,
    provider: Provider,
    found: &mut Vec<Difference>,
) -> usize {
    let theirs: HashMap<&str, &RunningMiddleware> =
        running.middlewares.iter().map(|middleware| (middleware.name.as_str(), middleware)).collect();
    let mut alike = 0;
    for (object, middleware) in resources.middlewares().filter(|(object, _)| !object.external) {
        let name = provider.qualified(&names::known_as(object.object_ref()));
        let differs = match theirs.get(name.as_str()) {
            None => Some(missing(object)),
            Some(theirs) => guard(object, middleware, theirs),
        };
        alike += usize::from(differs.is_none());
        found.extend(differs);
    }
    alike
}

fn difference(object: &Object, field: &'static str, message: String) -> Difference {
    Difference {
        topic: Topic::Middleware,
        name: object.object_ref().to_string(),
        rule: None,
        field,
        predicted: None,
        running: None,
        cause: Cause::NotApplied,
        message,
    }
}

fn missing(object: &Object) -> Difference {
    let message =
        "Traefik does not have this middleware: the state is not applied, or Traefik does not watch its namespace";
    Difference { predicted: Some("present".to_owned()), ..difference(object, "status", message.to_owned()) }
}

/// What a guard does, where it does otherwise. Of an allow list and a limit in one, the allow list counts
/// (`pkg/server/middleware/tcp/middlewares.go`).
fn guard(object: &Object, ours: &MiddlewareTcp, theirs: &RunningMiddleware) -> Option<Difference> {
    let list = ours.ip_allow_list.as_ref().or(ours.ip_white_list.as_ref());
    let their_list = theirs.ip_allow_list.as_ref().or(theirs.ip_white_list.as_ref());
    let (field, predicted, running) = match (list, their_list) {
        (None, None) => {
            let amount = ours.in_flight_conn.as_ref().map(|limit| limit.amount.map_or(0, |amount| amount.value));
            let running = theirs.in_flight_conn.as_ref().map(|limit| limit.amount);
            ("amount", amount.map(|amount| amount.to_string()), running.map(|amount| amount.to_string()))
        }
        (list, their_list) => {
            let ranges = list.map(|list| spelled(list.source_range.value.iter().map(Text::as_str)));
            let running = their_list.map(|list| spelled(list.source_range.iter().map(String::as_str)));
            ("sourceRange", ranges, running)
        }
    };
    if predicted == running {
        return None;
    }
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    let message = format!("predicted {}, is {}: another form of it is in force", shown(&predicted), shown(&running));
    Some(Difference { predicted, running, ..difference(object, field, message) })
}
