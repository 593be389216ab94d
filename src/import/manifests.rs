use std::collections::HashMap;

use smol_str::SmolStr;

use super::envelope::{self, Envelope};
use super::imported::Imported;
use super::metadata::metadata;
use super::other_kinds::OtherKinds;
use super::problem::{invalid_manifest, manifest_duplicate_object, manifest_unknown_field};
use super::{typed, yaml};
use crate::diagnostic::Diagnostic;
use crate::resource::{ApiGroup, IngressRouteTcp, Kind, Object, Resources, Spec};
use crate::source::Sources;

/// Reads all sources as manifests: the objects as they are written, v2's spellings included.
pub fn manifests(sources: &Sources) -> Imported {
    let mut diagnostics = Vec::new();
    let mut others = OtherKinds::default();
    let mut objects = Vec::new();
    let fallback = sources.namespace().map_or("default", SmolStr::as_str);
    for (file, source) in sources.iter() {
        for document in yaml::read(file, source.text(), &mut diagnostics) {
            for envelope in envelope::open(&document, &mut diagnostics) {
                match identify(&envelope) {
                    Some(kind) => objects.extend(object(&envelope, kind, fallback, &mut diagnostics)),
                    None => others.add(&envelope),
                }
            }
        }
    }
    others.report(&mut diagnostics);
    let objects = last_of_each(objects, &mut diagnostics);
    let (routes, mut referenced): (Vec<_>, Vec<_>) =
        objects.into_iter().partition(|object| object.kind() == Kind::IngressRouteTcp);
    referenced.extend(routes);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Imported { resources: Resources::new(referenced), diagnostics }
}

/// The group and kind of an object that is for tcpgen.
fn identify(envelope: &Envelope<'_>) -> Option<(ApiGroup, Kind)> {
    let group = [ApiGroup::TraefikIo, ApiGroup::TraefikContainoUs]
        .into_iter()
        .find(|group| group.name() == envelope.api_version.as_str())?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == envelope.kind.as_str())?;
    Some((group, kind))
}

fn object(
    envelope: &Envelope<'_>,
    (group, kind): (ApiGroup, Kind),
    namespace: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Object> {
    const KNOWN: [&str; 5] = ["apiVersion", "kind", "metadata", "spec", "status"];
    for (key, _) in envelope.object.entries().iter().filter(|(key, _)| !KNOWN.contains(&key.as_str())) {
        diagnostics.push(manifest_unknown_field::diagnostic(key, key, &KNOWN));
    }
    let span = envelope.place();
    let metadata = metadata(envelope.object, span, namespace, diagnostics)?;
    let spec = spec(envelope, kind, diagnostics)?;
    Some(Object { group, metadata, spec, external: false, span })
}

fn spec(envelope: &Envelope<'_>, kind: Kind, diagnostics: &mut Vec<Diagnostic>) -> Option<Spec> {
    let Some(node) = envelope.object.get("spec").filter(|node| !node.is_null()) else {
        let help = "the API server refuses an object without `spec`; it is left out";
        diagnostics.push(invalid_manifest::diagnostic(envelope.place(), "this object has no `spec`", help));
        return None;
    };
    Some(match kind {
        Kind::ServersTransportTcp => Spec::ServersTransportTcp(typed::read(node, "spec", diagnostics)?),
        Kind::TlsOption => Spec::TlsOption(typed::read(node, "spec", diagnostics)?),
        Kind::TlsStore => Spec::TlsStore(typed::read(node, "spec", diagnostics)?),
        Kind::MiddlewareTcp => Spec::MiddlewareTcp(typed::read(node, "spec", diagnostics)?),
        Kind::IngressRouteTcp => {
            let mut route: IngressRouteTcp = typed::read(node, "spec", diagnostics)?;
            if let (Some(tls), Some(written)) = (&mut route.tls, node.get("tls")) {
                tls.span = written.span;
            }
            Spec::IngressRouteTcp(route)
        }
    })
}

/// Of objects that share a name the last counts, as with kubectl, and stands where the first stood.
fn last_of_each(objects: Vec<Object>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Object> {
    let mut places: HashMap<(Kind, String), usize> = HashMap::with_capacity(objects.len());
    let mut kept: Vec<Object> = Vec::with_capacity(objects.len());
    for object in objects {
        let identity = (object.kind(), object.object_ref().to_string());
        if let Some(earlier) = places.get(&identity).and_then(|&at| kept.get_mut(at)) {
            diagnostics.push(manifest_duplicate_object::diagnostic(earlier, &object));
            *earlier = object;
        } else {
            places.insert(identity, kept.len());
            kept.push(object);
        }
    }
    kept
}
