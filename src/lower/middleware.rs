use crate::desired;
use crate::resource::{ApiGroup, InFlightConn, IpAllowList, MiddlewareTcp, Spec};
use crate::source::Spanned;

/// Traefik v2 knows the allow list by its old name alone.
pub(super) fn spec(written: &desired::Middleware, group: ApiGroup) -> Spec {
    let list = written.ip_allow_list.as_ref().map(allow_list);
    let old_list = written.ip_white_list.as_ref().map(allow_list);
    let (ip_allow_list, ip_white_list) = match group {
        ApiGroup::TraefikIo => (list, old_list),
        ApiGroup::TraefikContainoUs => (None, list.or(old_list)),
    };
    let in_flight_conn = written.in_flight_conn.as_ref().map(|limit| InFlightConn { amount: limit.amount });
    Spec::MiddlewareTcp(MiddlewareTcp { in_flight_conn, ip_allow_list, ip_white_list })
}

fn allow_list(written: &desired::IpAllowList) -> IpAllowList {
    let source_range = written.source_range.clone().unwrap_or(Spanned::new(Vec::new(), written.span));
    IpAllowList { source_range }
}
