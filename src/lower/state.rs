use super::object::ToObject;
use super::{middleware, route, servers_transport, tls_option, tls_store};
use crate::desired::DesiredState;
use crate::diagnostic::Diagnostic;
use crate::resource::{ApiGroup, Object, Resources};

/// What lowering one entry needs to know of the whole.
pub(super) struct Lowering<'a> {
    pub desired: &'a DesiredState,
    pub group: ApiGroup,
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

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

/// Traefik v2 serves another API group than v3.
fn group(desired: &DesiredState) -> ApiGroup {
    let version = desired.traefik.version.as_ref().map_or("", |version| version.as_str());
    let major = version.trim_start_matches('v').split('.').next();
    if major == Some("2") { ApiGroup::TraefikContainoUs } else { ApiGroup::TraefikIo }
}

impl Lowering<'_> {
    fn entries<T>(
        &mut self,
        entries: &[crate::desired::Named<T>],
        spec: fn(&mut Self, &crate::desired::Named<T>) -> crate::resource::Spec,
        objects: &mut Vec<Object>,
    ) where
        T: ToObject,
    {
        for entry in entries {
            let spec = spec(self, entry);
            objects.push(self.object(entry, spec));
        }
    }
}
