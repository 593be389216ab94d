use smol_str::SmolStr;

use super::envelope::Envelope;
use super::problem::manifest_other_kind;
use crate::diagnostic::Diagnostic;
use crate::resource::ApiGroup;
use crate::source::Span;

/// Objects that are left out, by API version and kind, in the order in which the kinds were met.
#[derive(Default)]
pub(super) struct OtherKinds {
    kinds: Vec<OtherKind>,
}

struct OtherKind {
    api_version: SmolStr,
    kind: SmolStr,
    traefik: bool,
    objects: Vec<(String, Span)>,
}

impl OtherKinds {
    /// Notes one.
    pub(super) fn add(&mut self, envelope: &Envelope<'_>) {
        let object = (envelope.title(), envelope.place());
        let same = |known: &&mut OtherKind| {
            known.api_version == envelope.api_version.value && known.kind == envelope.kind.value
        };
        if let Some(known) = self.kinds.iter_mut().find(same) {
            known.objects.push(object);
            return;
        }
        self.kinds.push(OtherKind {
            api_version: envelope.api_version.value.clone(),
            kind: envelope.kind.value.clone(),
            traefik: is_traefik(envelope.group()),
            objects: vec![object],
        });
    }

    /// One diagnostic a kind.
    pub(super) fn report(self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.extend(self.kinds.iter().map(|known| {
            let title = format!("`{}` of `{}`", known.kind, known.api_version);
            manifest_other_kind::diagnostic(&title, hint(known), &known.objects)
        }));
    }
}

/// Whether a group is one of Traefik's CRDs.
pub(super) fn is_traefik(group: &str) -> bool {
    [ApiGroup::TraefikIo, ApiGroup::TraefikContainoUs].iter().any(|known| known.domain() == group)
}

fn hint(other: &OtherKind) -> &'static str {
    if !other.traefik {
        return "keep it in a manifest of its own; tcpgen writes Traefik's TCP objects alone";
    }
    match other.kind.as_str() {
        "IngressRoute" => {
            "HTTP stays in a manifest of its own; where it shares an entry point with TCP routes, name its hosts: \
             `websecure = { port = 8443, http_hosts = [\"app.example.com\"] }`"
        }
        "Middleware" => "this guards HTTP; an IngressRouteTCP takes a `MiddlewareTCP`: `[middlewares.name]`",
        "ServersTransport" => "this is for HTTP servers; TCP services take `[servers_transports.name]`",
        "TraefikService" => {
            "this is for HTTP; a TCP rule weighs its services itself: `services = [{ .., weight = 3 }]`"
        }
        "IngressRouteUDP" => "UDP stays in a manifest of its own",
        _ => "tcpgen does not know this kind or version; keep it in a manifest of its own",
    }
}
