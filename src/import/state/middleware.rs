use super::document::{Table, Value};
use crate::resource::{InFlightConn, IpAllowList, MiddlewareTcp};

pub(super) fn keys(middleware: &MiddlewareTcp, table: &mut Table) {
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
