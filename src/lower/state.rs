use super::{metadata, middleware, route, servers_transport, tls_option, tls_store, waves};
use crate::desired::{Body, DesiredState, Entry, FileSettings};
use crate::diagnostic::Diagnostic;
use crate::resource::{Kind, Labels, Object};
use crate::source::EntryId;

/// Lowers every entry. Objects are in the order of the entries, referenced kinds before routes.
pub fn lower(desired: &DesiredState, diagnostics: &mut Vec<Diagnostic>) -> Vec<Object> {
    let mut objects: Vec<Object> =
        desired.ids().zip(&desired.entries).map(|(id, entry)| lower_entry(desired, id, entry, diagnostics)).collect();
    objects.sort_by_key(|object| object.kind() == Kind::IngressRouteTcp);
    objects
}

/// Lowers one entry of a state, exactly as [`lower`] does.
pub fn lower_entry(desired: &DesiredState, id: EntryId, entry: &Entry, diagnostics: &mut Vec<Diagnostic>) -> Object {
    let (group, common, settings) = (desired.api_group(), entry.body.common(), desired.settings(entry.key.span));
    let spec = match &entry.body {
        Body::ServersTransport(body) => servers_transport::spec(body),
        Body::TlsOption(body) => tls_option::spec(body),
        Body::TlsStore(body) => tls_store::spec(body),
        Body::Middleware(body) => middleware::spec(body, group),
        Body::Route(body) => route::spec(body, entry.key.span, diagnostics),
    };
    let (namespace, name) = metadata::resolve(&entry.key, common, settings, diagnostics);
    let mut metadata = metadata::metadata(name, namespace, common, settings);
    if in_waves(desired) {
        waves::annotate(&mut metadata.annotations, spec.kind(), waves::has_own_wave(common));
    }
    Object {
        group,
        metadata,
        spec,
        external: entry.body.is_external(),
        span: entry.key.span,
        entry: Some(id),
        whole: entry.whole,
    }
}

/// The annotations of an object of this kind whose entry has none of its own.
pub(crate) fn annotations(desired: &DesiredState, file: &FileSettings, kind: Kind) -> Labels {
    let mut annotations: Labels = file.annotations.iter().cloned().collect();
    if in_waves(desired) {
        waves::annotate(&mut annotations, kind, false);
    }
    annotations
}

fn in_waves(desired: &DesiredState) -> bool {
    desired.output.argo_sync_waves.is_some_and(|waves| waves.value)
}
