use super::document::{Table, Value};
use super::{route, servers_transport, tls};
use crate::resource::{InFlightConn, IpAllowList, MiddlewareTcp, Spec};

/// The keys of one object.
pub(super) fn spec(spec: &Spec, table: &mut Table) {
    match spec {
        Spec::ServersTransportTcp(transport) => servers_transport::keys(transport, table),
        Spec::TlsOption(option) => tls::option(option, table),
        Spec::TlsStore(store) => tls::store(store, table),
        Spec::MiddlewareTcp(middleware) => guard(middleware, table),
        Spec::IngressRouteTcp(written) => route::keys(written, table),
    }
}

fn guard(middleware: &MiddlewareTcp, table: &mut Table) {
    table.set_with("ip_allow_list", middleware.ip_allow_list.as_ref(), allow_list);
    table.set_with("ip_white_list", middleware.ip_white_list.as_ref(), allow_list);
    table.set_with("in_flight_conn", middleware.in_flight_conn.as_ref(), limit);
}

fn allow_list(list: &IpAllowList) -> Value {
    Value::texts(&list.source_range)
}

fn limit(limit: &InFlightConn) -> Value {
    limit.amount.map_or(Value::Table(Table::default()), |amount| Value::Int(amount.value))
}
