use super::document::{Table, Value};
use super::{rule, tls};
use crate::resource::IngressRouteTcp;

/// The short form for one rule, the long form for several or none.
pub(super) fn keys(route: &IngressRouteTcp, table: &mut Table) {
    table.set_texts("entry_points", &route.entry_points);
    if let [only] = route.routes.as_slice() {
        rule::keys(only, table);
    }
    table.set_with("tls", route.tls.as_deref(), tls::route);
    table.set_text("ingress_class_name", route.ingress_class_name.as_ref());
    if route.routes.len() != 1 {
        let rules = route.routes.iter().map(|written| {
            let mut table = Table::default();
            rule::keys(written, &mut table);
            table
        });
        table.set("rules", Value::Tables(rules.collect()));
    }
}
