use toml_edit::{DocumentMut, Table};

use crate::import::state_entry;
use crate::resource::{ApiGroup, IngressRouteTcp, Metadata, Object, RouteTcp, Spec};
use crate::source::Span;

/// What an object says in the short forms, as a table of keys. Two tables have the same keys for what two objects have in
/// common.
pub(super) fn canonical(object: &Object) -> Option<Table> {
    let document: DocumentMut = state_entry(object, "entry").parse().ok()?;
    document.get(object.kind().table())?.get("entry")?.as_table().cloned()
}

/// What a rule says, as the keys of a row of `rules`.
pub(super) fn rule(rule: &RouteTcp) -> Option<Table> {
    let route = IngressRouteTcp { routes: vec![rule.clone()], ..IngressRouteTcp::default() };
    canonical(&Object {
        group: ApiGroup::default(),
        metadata: Metadata::default(),
        spec: Spec::IngressRouteTcp(route),
        external: false,
        span: Span::NOWHERE,
    })
}
