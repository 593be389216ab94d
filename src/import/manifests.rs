use std::collections::HashMap;

use super::configuration;
use super::envelope::{self, Envelope};
use super::metadata::metadata;
use super::other_kinds::{OtherKinds, is_traefik};
use super::problem::{invalid_manifest, manifest_duplicate_object, manifest_unknown_field};
use super::{https, typed, yaml};
use crate::desired::HttpsRouter;
use crate::diagnostic::{Diagnostic, Severity};
use crate::resource::{ApiGroup, IngressRouteTcp, Kind, Object, Resources, Spec};
use crate::source::{FileId, SourceFile};

/// The kinds of Traefik's CRDs
/// (<https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/>).
const KINDS: [&str; 10] = [
    "IngressRoute",
    "IngressRouteTCP",
    "IngressRouteUDP",
    "Middleware",
    "MiddlewareTCP",
    "ServersTransport",
    "ServersTransportTCP",
    "TLSOption",
    "TLSStore",
    "TraefikService",
];

/// Reads all sources as manifests: the objects as they are written, v2's spellings included. `namespace` is that of objects
/// that name none.
///
/// An object that cannot be read completely is included and marked as such. One of which only the name can be read counts as
/// external. A document without a name is only reported.
pub fn manifests<'a>(files: impl IntoIterator<Item = (FileId, &'a SourceFile)>, namespace: &str) -> Imported {
    let mut reader = Reader { namespace, ..Reader::default() };
    for (file, source) in files {
        reader.file(file, source);
    }
    let Reader { objects, others, https, mut diagnostics, mut left_out, lost_names, .. } = reader;
    others.report(&mut left_out);
    let mut objects = last_of_each(objects, &mut diagnostics);
    objects.sort_by_key(|object| object.kind() == Kind::IngressRouteTcp);
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    Imported { resources: Resources::new(objects), https, diagnostics, left_out, lost_names }
}

/// What was read so far.
#[derive(Default)]
struct Reader<'n> {
    namespace: &'n str,
    objects: Vec<Object>,
    others: OtherKinds,
    https: Vec<HttpsRouter>,
    diagnostics: Vec<Diagnostic>,
    left_out: Vec<Diagnostic>,
    lost_names: bool,
}

impl Reader<'_> {
    fn file(&mut self, file: FileId, source: &SourceFile) {
        let before = self.diagnostics.len();
        let documents = yaml::read(file, source.text(), &mut self.diagnostics);
        self.lost_names |= self.diagnostics.len() > before;
        for document in documents {
            if let Some((what, key)) = configuration::of(&document) {
                let place = document.entries().first().map_or(document.span, |(key, _)| key.span);
                self.diagnostics.push(invalid_manifest::configuration(place, what, key, source.name()));
                continue;
            }
            let before = self.diagnostics.len();
            let envelopes = envelope::open(&document, &mut self.diagnostics);
            self.lost_names |= self.diagnostics.len() > before;
            for envelope in envelopes {
                self.envelope(&envelope);
            }
        }
    }

    fn envelope(&mut self, envelope: &Envelope<'_>) {
        if is_unknown_version(envelope) {
            self.diagnostics.push(invalid_manifest::unknown_version(&envelope.api_version));
        }
        if let Some((group, kind)) = identify(envelope) {
            let read = self.object(envelope, group, kind);
            self.lost_names |= read.is_none();
            self.objects.extend(read);
        } else if envelope.group() == ApiGroup::TraefikIo.domain() && !KINDS.contains(&envelope.kind.as_str()) {
            self.lost_names = true;
            self.diagnostics.push(invalid_manifest::unknown_kind(&envelope.kind, &KINDS));
        } else {
            self.diagnostics.extend(https::tcp_rules(envelope));
            self.https.extend(https::router(envelope));
            self.others.add(envelope);
        }
    }

    fn object(&mut self, envelope: &Envelope<'_>, group: ApiGroup, kind: Kind) -> Option<Object> {
        const KNOWN: [&str; 5] = ["apiVersion", "kind", "metadata", "spec", "status"];
        let diagnostics = &mut self.diagnostics;
        for (key, _) in envelope.object.entries().iter().filter(|(key, _)| !KNOWN.contains(&key.as_str())) {
            diagnostics.push(manifest_unknown_field::diagnostic(key, key, &KNOWN));
        }
        let span = envelope.place();
        let before = diagnostics.len();
        let metadata = metadata(envelope.object, span, self.namespace, diagnostics, &mut self.left_out)?;
        let read = spec(envelope, kind, diagnostics);
        let external = read.is_none();
        // A field that no kind has does not affect the others; one that is misspelt is missing elsewhere.
        let is_gap = |found: &Diagnostic| {
            let says_nothing = found.code == &manifest_unknown_field::CODE && found.fixes.is_empty();
            found.severity == Severity::Error && !says_nothing
        };
        let whole = !diagnostics.get(before..).unwrap_or_default().iter().any(is_gap);
        let spec = read.unwrap_or_else(|| Spec::empty(kind));
        Some(Object { external, span, whole, ..Object::new(group, metadata, spec) })
    }
}

/// Whether an object is of a group of Traefik's, and of a version that the group does not have.
fn is_unknown_version(envelope: &Envelope<'_>) -> bool {
    let groups = [ApiGroup::TraefikIo, ApiGroup::TraefikContainoUs];
    let is_known = groups.iter().any(|group| group.name() == envelope.api_version.as_str());
    is_traefik(envelope.group()) && !is_known
}

/// The group and kind of an object that is for tcpgen.
fn identify(envelope: &Envelope<'_>) -> Option<(ApiGroup, Kind)> {
    let group = [ApiGroup::TraefikIo, ApiGroup::TraefikContainoUs]
        .into_iter()
        .find(|group| group.domain() == envelope.group())?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == envelope.kind.as_str())?;
    Some((group, kind))
}

fn spec(envelope: &Envelope<'_>, kind: Kind, diagnostics: &mut Vec<Diagnostic>) -> Option<Spec> {
    let Some(node) = envelope.object.get("spec").filter(|node| !node.is_null()) else {
        let help = "the API server refuses an object without `spec`; it is left out";
        diagnostics.push(invalid_manifest::diagnostic(envelope.place(), "this object has no `spec`", help));
        return None;
    };
    Some(match kind {
        Kind::ServersTransportTcp => Spec::ServersTransportTcp(typed::read_spec(node, kind, diagnostics)?),
        Kind::TlsOption => Spec::TlsOption(typed::read_spec(node, kind, diagnostics)?),
        Kind::TlsStore => Spec::TlsStore(typed::read_spec(node, kind, diagnostics)?),
        Kind::MiddlewareTcp => Spec::MiddlewareTcp(typed::read_spec(node, kind, diagnostics)?),
        Kind::IngressRouteTcp => {
            if node.get("routes").is_none() {
                diagnostics.push(invalid_manifest::missing_field(envelope.place(), "spec", "routes"));
            }
            let mut route: IngressRouteTcp = typed::read_spec(node, kind, diagnostics)?;
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

/// What manifests say.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Traefik's TCP objects, referenced kinds before the routes, otherwise in the order of the manifests. An object
    /// without a namespace is taken to be in `default`.
    pub resources: Resources,
    /// HTTPS routers of other kinds of objects.
    pub https: Vec<HttpsRouter>,
    /// What is wrong with the manifests, in the order of the text. Errors are what an API server would refuse.
    pub diagnostics: Vec<Diagnostic>,
    /// What a state file does not carry, and no API server refuses: other metadata, objects of other kinds.
    pub left_out: Vec<Diagnostic>,
    /// Whether there may be objects of any name that could not be read.
    pub lost_names: bool,
}

impl Imported {
    /// Whether something could not be read, and may be missing among the objects.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
