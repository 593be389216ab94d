use toml_edit::{DocumentMut, Table};

use crate::import::state_entry;
use crate::resource::{IngressRouteTcp, RouteTcp, Spec};

/// What an object says in the short forms, as a table of keys. Two tables have the same keys for what two objects have in
/// common.
pub(super) fn canonical(spec: &Spec) -> Option<Table> {
    let document: DocumentMut = state_entry(spec, "entry").parse().ok()?;
    document.get(spec.kind().table())?.get("entry")?.as_table().cloned()
}

/// What a rule says, as the keys of a row of `rules`.
pub(super) fn rule(rule: &RouteTcp) -> Option<Table> {
    let route = IngressRouteTcp { routes: vec![rule.clone()], ..IngressRouteTcp::default() };
    canonical(&Spec::IngressRouteTcp(route))
}
