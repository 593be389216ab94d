//! Objects to routers, services and middlewares, as the Kubernetes CRD provider makes them
//! (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`, `loadIngressRouteTCPConfiguration`).

use std::collections::HashMap;

use smol_str::SmolStr;

use super::names::{make_id, normalize, qualified, router_name};
use super::provided::{Draft, Provided};
use super::provider_services::add_services;
use super::reference::{Reference, resolve};
use super::router::Router;
use super::{Environment, Fault, ObjectName, Status};
use crate::resource::{ApiGroup, IngressRouteTcp, Object, Resources, RouteTcp, Spec};
use crate::rule::{Syntax, TlsMode};
use crate::source::Text;

/// The class of objects that a Traefik without a class of its own serves beside those without any.
const DEFAULT_CLASS: &str = "traefik";
const CLASS_ANNOTATION: &str = "kubernetes.io/ingress.class";

/// Reads all objects.
pub(super) fn provide<'a>(resources: &'a Resources, environment: &Environment) -> Provided<'a> {
    let mut provider = Provider { environment, provided: Provided::default(), latest: HashMap::new(), crashed: None };
    for object in resources.objects().iter().filter(|object| served(object, environment)) {
        let id = || qualified(&normalize(&make_id(&object.metadata.namespace, &object.metadata.name)));
        match &object.spec {
            Spec::MiddlewareTcp(spec) => {
                provider.provided.middlewares.insert(id(), (!object.external).then_some(spec));
            }
            Spec::ServersTransportTcp(spec) => {
                provider.provided.servers_transports.insert(id(), (!object.external).then_some(spec));
            }
            _ => {}
        }
    }
    let routers = resources.routes().map(|(_, ingress)| ingress.routes.len()).sum();
    provider.provided.drafts.reserve(routers);
    provider.provided.services.reserve(routers);
    provider.latest.reserve(routers);
    for (object, ingress) in resources.routes().filter(|(object, _)| !object.external) {
        provider.object(object, ingress);
    }
    provider.finish()
}

/// Whether Traefik looks at the object at all.
pub(crate) fn served(object: &Object, environment: &Environment) -> bool {
    environment.version.is_v2() || object.group == ApiGroup::TraefikIo
}

/// The ingress class of an object; empty for none.
pub(crate) fn class<'a>(object: &'a Object, ingress: &'a IngressRouteTcp) -> &'a str {
    let annotated = || object.metadata.annotations.get(CLASS_ANNOTATION);
    ingress.ingress_class_name.as_ref().or_else(annotated).map_or("", |class| class.as_str())
}

/// Whether Traefik serves objects of this class.
pub(crate) fn serves_class(class: &str, environment: &Environment) -> bool {
    let own = environment.ingress_class.as_deref().unwrap_or("");
    class == own || own.is_empty() && class == DEFAULT_CLASS
}

struct Provider<'a, 'e> {
    environment: &'e Environment,
    provided: Provided<'a>,
    /// The draft that holds a router's name at present.
    latest: HashMap<SmolStr, usize>,
    /// The object on which Traefik's own provider does not survive.
    crashed: Option<ObjectName>,
}

impl<'a> Provider<'a, '_> {
    fn finish(mut self) -> Provided<'a> {
        if let Some(object) = self.crashed {
            for draft in &mut self.provided.drafts {
                draft.router.drop_out(Fault::ProviderCrash { object: object.clone() });
            }
        }
        self.provided
    }

    fn object(&mut self, object: &Object, ingress: &IngressRouteTcp) {
        let ignored = self.ignored(object, ingress);
        for (index, route) in ingress.routes.iter().enumerate() {
            let mut draft = self.draft(object, ingress, index, route);
            match ignored.clone() {
                Some(fault) => draft.router.drop_out(fault),
                None => self.route(&mut draft, object, ingress, route),
            }
            self.provided.drafts.push(draft);
        }
    }

    /// Why Traefik passes over the whole object, if it does.
    fn ignored(&self, object: &Object, ingress: &IngressRouteTcp) -> Option<Fault> {
        if !served(object, self.environment) {
            return Some(Fault::OtherApiGroup);
        }
        let class = class(object, ingress);
        let served = serves_class(class, self.environment);
        (!served).then(|| Fault::OtherIngressClass { class: class.into() })
    }

    fn draft(&self, object: &Object, ingress: &IngressRouteTcp, index: usize, route: &RouteTcp) -> Draft {
        let text = &route.match_text.text;
        let tls_mode = match &ingress.tls {
            None => TlsMode::None,
            Some(tls) if tls.passthrough.is_some_and(|passthrough| passthrough.value) => TlsMode::Passthrough,
            Some(_) => TlsMode::Terminate,
        };
        let cert_resolver = ingress.tls.as_ref().and_then(|tls| tls.cert_resolver.as_ref());
        let router = Router {
            name: router_name(&object.metadata.namespace, &object.metadata.name, text),
            object: ObjectName::from(object.object_ref()),
            index,
            rule: text.clone(),
            priority: route.priority.map_or(0, |priority| priority.value),
            tls_mode,
            entry_points: ingress.entry_points.iter().map(|name| name.value.clone()).collect(),
            using: Vec::new(),
            middlewares: Vec::new(),
            status: Status::Enabled,
            faults: Vec::new(),
            skipped_services: Vec::new(),
            everywhere: ingress.entry_points.is_empty(),
            cert_resolver: cert_resolver.is_some_and(|resolver| !resolver.is_empty()),
            parsed: None,
            listed: false,
            guards: Vec::new(),
            backends: Vec::new(),
            tls_options: None,
        };
        Draft { router, middlewares: Vec::new(), tls_options: None, syntax: self.syntax(route) }
    }

    /// `syntax` as Traefik reads it; v2 knows no other than its own.
    fn syntax(&self, route: &RouteTcp) -> Syntax {
        match &route.syntax {
            _ if self.environment.version.is_v2() => Syntax::V2,
            Some(written) if !written.is_empty() => Syntax::from_written(written),
            _ => self.environment.default_syntax,
        }
    }

    fn route(&mut self, draft: &mut Draft, object: &Object, ingress: &IngressRouteTcp, route: &RouteTcp) {
        if route.match_text.text.is_empty() {
            return draft.router.drop_out(Fault::EmptyRule);
        }
        let parent = object.metadata.namespace.as_str();
        let allow = self.environment.allow_cross_namespace;
        for middleware in &route.middlewares {
            let namespace = middleware.namespace.as_ref().map(Text::as_str);
            match resolve(parent, namespace, &middleware.name, allow) {
                Ok(reference) => draft.middlewares.push(reference),
                Err(error) => {
                    let traefik = format!("invalid reference to middleware {}: {error}", middleware.name.value);
                    return draft.router.drop_out(Fault::ForbiddenReference { traefik });
                }
            }
        }
        draft.router.middlewares = draft.middlewares.iter().map(|reference| reference.shown.clone()).collect();
        if add_services(&mut self.provided, self.environment, &mut draft.router, route).is_err() {
            let crashed = self.crashed.iter().chain([&draft.router.object]).min().cloned();
            self.crashed = crashed;
            return;
        }
        match tls_options(parent, ingress, allow) {
            Ok(options) => draft.tls_options = options,
            Err(traefik) => return draft.router.drop_out(Fault::ForbiddenReference { traefik }),
        }
        // The draft is pushed once this returns.
        if let Some(earlier) = self.latest.insert(draft.router.name.clone(), self.provided.drafts.len())
            && let Some(earlier) = self.provided.drafts.get_mut(earlier)
        {
            earlier.router.drop_out(Fault::RepeatedRule);
        }
    }
}

fn tls_options(parent: &str, ingress: &IngressRouteTcp, allow: bool) -> Result<Option<Reference>, String> {
    let Some(options) = ingress.tls.as_ref().and_then(|tls| tls.options.as_ref()) else { return Ok(None) };
    if options.name.is_empty() {
        return Ok(None);
    }
    let namespace = options.namespace.as_ref().map(Text::as_str);
    resolve(parent, namespace, &options.name, allow)
        .map(Some)
        .map_err(|error| format!("Invalid reference to TLSOption \"{}\": {error}", options.name.value))
}
