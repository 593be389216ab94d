use serde::Serialize;

use crate::resource::{MiddlewareTcp, Resources};
use crate::source::{Place, Sources, Text};

/// A MiddlewareTCP in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutlinedMiddleware {
    /// `namespace/name`.
    pub middleware: String,
    /// The key of the state file that gives it its type; none where it has none, or is external.
    #[serde(rename = "type")]
    pub type_name: Option<&'static str>,
    /// Its source ranges, or its limit; empty where nothing is known.
    pub detail: String,
    /// Whether it exists elsewhere, so that what it says is unknown.
    pub external: bool,
    /// Where its name stands.
    #[serde(flatten)]
    pub place: Place,
}

pub(super) fn all(resources: &Resources, sources: &Sources) -> Vec<OutlinedMiddleware> {
    let outlined = resources.middlewares().map(|(object, middleware)| {
        let (type_name, detail) = detail(middleware).filter(|_| !object.external).unzip();
        OutlinedMiddleware {
            middleware: object.object_ref().to_string(),
            type_name,
            detail: detail.unwrap_or_default(),
            external: object.external,
            place: Place::new(sources, object.span),
        }
    });
    outlined.collect()
}

/// The type that Traefik serves of several, and what it says.
fn detail(middleware: &MiddlewareTcp) -> Option<(&'static str, String)> {
    let ranges = |ranges: &[Text]| ranges.iter().map(Text::as_str).collect::<Vec<_>>().join(", ");
    if let Some(list) = &middleware.ip_allow_list {
        return Some(("ip_allow_list", ranges(&list.source_range)));
    }
    if let Some(list) = &middleware.ip_white_list {
        return Some(("ip_white_list", ranges(&list.source_range)));
    }
    let limit = middleware.in_flight_conn.as_ref()?;
    Some(("in_flight_conn", limit.amount.map_or_else(String::new, |amount| amount.value.to_string())))
}
