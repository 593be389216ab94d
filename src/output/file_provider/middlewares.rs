use serde_json::{Map, Value, json};

use super::configuration::Builder;
use super::section::texts;
use crate::resource::{IpAllowList, MiddlewareTcp, Resources, Spec};

/// `tcp.middlewares`. One that exists elsewhere is reported: its routes are disabled without it.
pub(super) fn add(builder: &mut Builder<'_>, resources: &Resources) {
    for object in builder.objects(resources) {
        let Spec::MiddlewareTcp(middleware) = &object.spec else { continue };
        let id = builder.naming().object(&object.metadata.namespace, &object.metadata.name);
        builder.middlewares.insert(id, Value::Object(of(middleware)));
    }
}

/// An allow list without ranges is written as `sourceRange: []`, with which Traefik disables the router as in Kubernetes;
/// a limit without an amount as `amount: 0`, which closes every connection there as well. Both as `{}` would make
/// Traefik refuse the file.
fn of(middleware: &MiddlewareTcp) -> Map<String, Value> {
    let mut section = Map::new();
    if let Some(limit) = &middleware.in_flight_conn {
        let amount = limit.amount.map_or(0, |amount| amount.value);
        section.insert("inFlightConn".to_owned(), json!({ "amount": amount }));
    }
    let list = |list: &IpAllowList| json!({ "sourceRange": texts(&list.source_range) });
    if let Some(white_list) = &middleware.ip_white_list {
        section.insert("ipWhiteList".to_owned(), list(white_list));
    }
    if let Some(allow_list) = &middleware.ip_allow_list {
        section.insert("ipAllowList".to_owned(), list(allow_list));
    }
    section
}
