use std::collections::HashMap;

use super::envelope::{self, Envelope};
use super::imported::Imported;
use super::metadata::metadata;
use super::other_kinds::OtherKinds;
use super::problem::{invalid_manifest, manifest_duplicate_object, manifest_unknown_field};
use super::{typed, yaml};
use crate::diagnostic::{Diagnostic, Severity};
use crate::resource::{ApiGroup, IngressRouteTcp, Kind, Object, Resources, Spec};
use crate::source::{FileId, SourceFile};

/// Reads all sources as manifests: the objects as they are written, v2's spellings included.
///
/// An object that cannot be read whole is there all the same, marked as such, and one of which nothing but its name can be
/// read counts as one that exists elsewhere. A document that has not even a name is a problem of its own.
pub fn manifests<'a>(files: impl IntoIterator<Item = (FileId, &'a SourceFile)>) -> Imported {
    let mut diagnostics = Vec::new();
    let mut lost_names = false;
    let mut others = OtherKinds::default();
    let mut objects = Vec::new();
    for (file, source) in files {
        let documents = yaml::read(file, source.text(), &mut diagnostics);
        lost_names |= has_errors(&diagnostics);
        for document in documents {
            let before = diagnostics.len();
            let envelopes = envelope::open(&document, &mut diagnostics);
            lost_names |= diagnostics.len() > before;
            for envelope in envelopes {
                match identify(&envelope) {
                    Some((group, kind)) => {
                        let read = object(&envelope, group, kind, &mut diagnostics);
                        lost_names |= read.is_none();
                        objects.extend(read);
                    }
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
    Imported { resources: Resources::new(referenced), diagnostics, lost_names }
}

/// The group and kind of an object that is for tcpgen.
fn identify(envelope: &Envelope<'_>) -> Option<(ApiGroup, Kind)> {
    let group = [ApiGroup::TraefikIo, ApiGroup::TraefikContainoUs]
        .into_iter()
        .find(|group| group.name() == envelope.api_version.as_str())?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == envelope.kind.as_str())?;
    Some((group, kind))
}

fn object(envelope: &Envelope<'_>, group: ApiGroup, kind: Kind, diagnostics: &mut Vec<Diagnostic>) -> Option<Object> {
    const KNOWN: [&str; 5] = ["apiVersion", "kind", "metadata", "spec", "status"];
    for (key, _) in envelope.object.entries().iter().filter(|(key, _)| !KNOWN.contains(&key.as_str())) {
        diagnostics.push(manifest_unknown_field::diagnostic(key, key, &KNOWN));
    }
    let span = envelope.place();
    let before = diagnostics.len();
    let metadata = metadata(envelope.object, span, diagnostics)?;
    let read = spec(envelope, kind, diagnostics);
    let external = read.is_none();
    let whole = !has_errors(diagnostics.get(before..).unwrap_or_default());
    Some(Object { external, span, whole, ..Object::new(group, metadata, read.unwrap_or_else(|| Spec::empty(kind))) })
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|found| found.severity == Severity::Error)
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
