//! Deprecated fields of manifests, written as what replaced them where that means the same.

use std::collections::HashSet;

use smol_str::{SmolStr, format_smolstr};

use super::problem::manifest_changed;
use crate::diagnostic::Diagnostic;
use crate::resource::{
    ApiGroup, CLASS_ANNOTATION, IntOrString, Kind, Metadata, Object, Resources, RootCa, ServersTransportTcp,
    ServiceTcp, Spec,
};
use crate::source::{Span, Spanned, Text};

/// Lifts `rootCAsSecrets`, the annotation of the ingress class, and what services say of their connections.
pub(super) fn lift(mut resources: Resources, diagnostics: &mut Vec<Diagnostic>) -> Resources {
    let mut transports = Transports::of(&resources);
    for object in resources.objects_mut() {
        let (namespace, name) = (object.metadata.namespace.clone(), object.metadata.name.clone());
        match &mut object.spec {
            Spec::ServersTransportTcp(transport) => authorities(transport, object.span, diagnostics),
            Spec::IngressRouteTcp(route) => {
                if let Some(class) = object.metadata.annotations.remove(CLASS_ANNOTATION) {
                    let message = format!("the annotation `{CLASS_ANNOTATION}` is written as `ingress_class_name`");
                    let help = "Traefik reads the field since 3.7; for an older version, keep the annotation";
                    diagnostics.push(manifest_changed::diagnostic(class.span, message, help));
                    route.ingress_class_name.get_or_insert(class);
                }
                for service in route.routes.iter_mut().flat_map(|rule| &mut rule.services) {
                    transports.take(service, (&namespace, &name), diagnostics);
                }
            }
            _ => {}
        }
    }
    let mut objects = transports.made;
    objects.append(&mut resources.into_objects());
    Resources::new(objects)
}

/// Each is a Secret, as in the list that replaced it (`pkg/provider/kubernetes/crd/kubernetes.go`).
fn authorities(transport: &mut ServersTransportTcp, place: Span, diagnostics: &mut Vec<Diagnostic>) {
    let Some(tls) = transport.tls.as_mut().filter(|tls| !tls.root_cas_secrets.is_empty()) else { return };
    let at = tls.root_cas_secrets.first().map_or(place, |secret| secret.span);
    let secrets = std::mem::take(&mut tls.root_cas_secrets);
    tls.root_cas.extend(secrets.into_iter().map(|secret| RootCa { secret: Some(secret), ..RootCa::default() }));
    let help = "Traefik has `rootCAs` since 3.4; for an older version, use `root_cas_secrets`";
    diagnostics.push(manifest_changed::diagnostic(at, "`rootCAsSecrets` is written as `root_cas`", help));
}

/// Servers transports for what services say of their connections themselves.
struct Transports {
    names: HashSet<(SmolStr, SmolStr)>,
    made: Vec<Object>,
}

impl Transports {
    fn of(resources: &Resources) -> Self {
        let of_kind = resources.objects().iter().filter(|object| object.kind() == Kind::ServersTransportTcp);
        let names = of_kind.map(|object| (object.metadata.namespace.value.clone(), object.metadata.name.value.clone()));
        Self { names: names.collect(), made: Vec::new() }
    }

    /// Moves `terminationDelay` (in milliseconds) and `proxyProtocol` of a service into a servers transport of the route's
    /// namespace. A service with a transport of its own ignores them (`pkg/tcp/dialer.go`, `Build`).
    fn take(
        &mut self,
        service: &mut ServiceTcp,
        (namespace, route): (&Text, &Text),
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let (delay, protocol) = (service.termination_delay.take(), service.proxy_protocol.take());
        if delay.is_none() && protocol.is_none() {
            return;
        }
        let place = delay.map_or(service.name.span, |delay| delay.span);
        if service.servers_transport.is_some() {
            let message =
                "`terminationDelay` and `proxyProtocol` beside `serversTransport` do nothing and are left out";
            diagnostics.push(manifest_changed::diagnostic(place, message, "the servers transport counts"));
            return;
        }
        let delay =
            delay.map(|delay| IntOrString::String(Spanned::new(format_smolstr!("{}ms", delay.value), delay.span)));
        let spec = ServersTransportTcp { termination_delay: delay, proxy_protocol: protocol, ..Default::default() };
        let name = self.name_of(&spec, namespace, route);
        let message = format!("what the service says of its connections becomes the servers transport `{name}`");
        let help = "its other settings are Traefik's defaults; where the static configuration changes those, set them";
        diagnostics.push(manifest_changed::diagnostic(place, message, help));
        service.servers_transport = Some(Spanned::new(name, place));
    }

    /// The name of a transport with these settings, which is made if there is none.
    fn name_of(&mut self, spec: &ServersTransportTcp, namespace: &Text, route: &Text) -> SmolStr {
        let is_same = |made: &&Object| {
            made.metadata.namespace == *namespace && made.spec == Spec::ServersTransportTcp(Box::new(spec.clone()))
        };
        if let Some(made) = self.made.iter().find(is_same) {
            return made.metadata.name.value.clone();
        }
        let first = format_smolstr!("{}-transport", route.as_str());
        let numbered = (2..).map(|number| format_smolstr!("{first}-{number}"));
        let is_free = |name: &SmolStr| !self.names.contains(&(namespace.value.clone(), name.clone()));
        let name = std::iter::once(first.clone()).chain(numbered).find(is_free).unwrap_or_default();
        self.names.insert((namespace.value.clone(), name.clone()));
        let metadata =
            Metadata { name: Text::nowhere(name.clone()), namespace: namespace.clone(), ..Metadata::default() };
        self.made.push(Object::new(ApiGroup::TraefikIo, metadata, Spec::ServersTransportTcp(Box::new(spec.clone()))));
        name
    }
}
