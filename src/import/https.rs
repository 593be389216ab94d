//! IngressRoutes and Ingresses: nothing of them is written, but their HTTPS hosts decide about connections of TCP routes on
//! the same entry points.

use smol_str::SmolStr;

use super::envelope::Envelope;
use super::other_kinds::is_traefik;
use super::problem::http_route_matches_tcp;
use super::yaml::Node;
use crate::desired::HttpsRouter;
use crate::diagnostic::Diagnostic;
use crate::resource::CLASS_ANNOTATION;
use crate::rule::http_hosts;
use crate::source::Text;

/// Traefik's annotations of an Ingress (`pkg/provider/kubernetes/ingress/annotations.go`).
const ENTRY_POINTS: &str = "traefik.ingress.kubernetes.io/router.entrypoints";
const TLS: &str = "traefik.ingress.kubernetes.io/router.tls";
/// A router without a host.
const ANY: &str = "*";

/// The rules of an IngressRoute that only a TCP router could have.
pub(super) fn tcp_rules(envelope: &Envelope<'_>) -> Vec<Diagnostic> {
    let is_http = envelope.kind.as_str() == "IngressRoute" && is_traefik(envelope.group());
    let spec = envelope.object.get("spec").filter(|_| is_http);
    let rules = spec.into_iter().flat_map(|spec| items(spec, "routes"));
    rules.filter_map(|route| http_route_matches_tcp::diagnostic(&route.get("match")?.string()?)).collect()
}

/// The HTTPS router that an object makes; none for one of another kind, and where HTTP is not encrypted.
pub(super) fn router(envelope: &Envelope<'_>) -> Option<HttpsRouter> {
    let spec = envelope.object.get("spec")?;
    match envelope.kind.as_str() {
        "IngressRoute" if is_traefik(envelope.group()) => of_ingress_route(envelope, spec),
        "Ingress" if envelope.group() == "networking.k8s.io" => of_ingress(envelope, spec),
        _ => None,
    }
}

/// Each rule with its hosts; one without any is a catch-all. A rule that is none has no router.
fn of_ingress_route(envelope: &Envelope<'_>, spec: &Node) -> Option<HttpsRouter> {
    spec.get("tls").filter(|tls| !tls.is_null())?;
    let mut hosts = Vec::new();
    for rule in items(spec, "routes").filter_map(|route| route.get("match")?.string()) {
        let Some(named) = http_hosts(&rule) else { continue };
        let named = if named.is_empty() { vec![ANY.into()] } else { named };
        hosts.extend(named.into_iter().map(|host| Text::new(host, rule.span)));
    }
    let entry_points = items(spec, "entryPoints").filter_map(|name| Some(name.string()?.value)).collect();
    Some(HttpsRouter { entry_points, hosts, class: class(envelope, None) })
}

/// Traefik makes a regular expression of a wildcard, so that the router has no host
/// (`pkg/provider/kubernetes/ingress/kubernetes.go`, `buildHostRule`).
fn of_ingress(envelope: &Envelope<'_>, spec: &Node) -> Option<HttpsRouter> {
    annotation(envelope, TLS).filter(|tls| tls.as_str() == "true")?;
    let hosts = items(spec, "rules").map(|rule| match rule.get("host").and_then(Node::string) {
        Some(host) if !host.is_empty() && !host.starts_with("*.") => Text::new(host.to_lowercase().into(), host.span),
        Some(other) => Text::new(ANY.into(), other.span),
        None => Text::new(ANY.into(), rule.span),
    });
    let fallback = spec.get("defaultBackend").map(|backend| Text::new(ANY.into(), backend.span));
    let hosts = hosts.chain(fallback).collect();
    let entry_points = annotation(envelope, ENTRY_POINTS);
    let entry_points = entry_points.iter().flat_map(|names| names.split(',')).map(|name| name.trim().into());
    let entry_points = entry_points.filter(|name: &SmolStr| !name.is_empty()).collect();
    Some(HttpsRouter { entry_points, hosts, class: class(envelope, spec.get("ingressClassName")) })
}

fn items<'n>(spec: &'n Node, key: &str) -> impl Iterator<Item = &'n Node> {
    spec.get(key).into_iter().flat_map(Node::items)
}

fn annotation(envelope: &Envelope<'_>, key: &str) -> Option<Text> {
    envelope.object.get("metadata")?.get("annotations")?.get(key)?.string()
}

fn class(envelope: &Envelope<'_>, field: Option<&Node>) -> SmolStr {
    let written = field.and_then(Node::string).or_else(|| annotation(envelope, CLASS_ANNOTATION));
    written.map(|class| class.value).unwrap_or_default()
}
