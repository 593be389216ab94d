use super::object::ToObject;
use super::{middleware, route, servers_transport, tls_option, tls_store};
use crate::desired::{DesiredState, EntryId, EntryKind, Named};
use crate::diagnostic::Diagnostic;
use crate::resource::{ApiGroup, Object, Resources, Spec};

/// What lowering one entry needs to know of the whole.
pub(super) struct Lowering<'a> {
    pub desired: &'a DesiredState,
    pub group: ApiGroup,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

/// What an entry of one kind says, lowered.
type ToSpec<T> = fn(&mut Lowering<'_>, &Named<T>) -> Spec;

/// Lowers every entry. Objects stand in file order, referenced kinds before routes.
pub fn lower(desired: &DesiredState, diagnostics: &mut Vec<Diagnostic>) -> Resources {
    let group = group(desired);
    let mut lowering = Lowering { desired, group, diagnostics };
    let mut objects = Vec::with_capacity(desired.middlewares.len() + desired.routes.len());
    let all = &mut objects;
    lowering.entries(&desired.servers_transports, servers_transport::spec, all);
    lowering.entries(&desired.tls_options, tls_option::spec, all);
    lowering.entries(&desired.tls_stores, tls_store::spec, all);
    lowering.entries(&desired.middlewares, middleware::spec, all);
    objects.sort_by_key(|object: &Object| object.span);
    lowering.entries(&desired.routes, route::spec, &mut objects);
    Resources::new(objects)
}

/// Lowers one entry, exactly as [`lower`] does. None when the state has no such entry.
pub fn lower_entry(desired: &DesiredState, id: EntryId, diagnostics: &mut Vec<Diagnostic>) -> Option<Object> {
    let mut lowering = Lowering { desired, group: group(desired), diagnostics };
    Some(match id.kind {
        EntryKind::ServersTransport => {
            lowering.entry(desired.servers_transports.get(id.index)?, servers_transport::spec)
        }
        EntryKind::TlsOption => lowering.entry(desired.tls_options.get(id.index)?, tls_option::spec),
        EntryKind::TlsStore => lowering.entry(desired.tls_stores.get(id.index)?, tls_store::spec),
        EntryKind::Middleware => lowering.entry(desired.middlewares.get(id.index)?, middleware::spec),
        EntryKind::Route => lowering.entry(desired.routes.get(id.index)?, route::spec),
    })
}

/// Traefik v2 serves another API group than v3.
fn group(desired: &DesiredState) -> ApiGroup {
    if desired.traefik.version().is_v2() { ApiGroup::TraefikContainoUs } else { ApiGroup::TraefikIo }
}

impl Lowering<'_> {
    fn entries<T: ToObject>(&mut self, entries: &[Named<T>], spec: ToSpec<T>, objects: &mut Vec<Object>) {
        objects.extend(entries.iter().map(|entry| self.entry(entry, spec)));
    }

    fn entry<T: ToObject>(&mut self, entry: &Named<T>, spec: ToSpec<T>) -> Object {
        let spec = spec(self, entry);
        self.object(entry, spec)
    }
}
