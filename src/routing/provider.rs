//! Objects to routers, services and middlewares, as the Kubernetes CRD provider makes them
//! (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`, `loadIngressRouteTCPConfiguration`).

use std::sync::{Arc, OnceLock};

use foldhash::{HashMap, HashMapExt as _};
use smol_str::{SmolStr, format_smolstr};

use super::crash::root_ca_without_home;
use super::environment::served;
use super::names::qualified;
use super::naming::NameKey;
use super::provided::{Draft, Known, Provided};
use super::provider_services::add_services;
use super::reference::{Named, Resolver};
use super::referent::Resolved;
use super::router::Router;
use super::weights::Turns;
use super::{Crash, Environment, Fault, ObjectName, References, Status};
use crate::resource::CLASS_ANNOTATION;
use crate::resource::{ApiGroup, IngressRouteTcp, Object, ObjectReference, RouteTcp, Spec};
use crate::rule::{self, Language, Reading, Syntax, TlsMode};
use crate::source::Text;
use crate::traefik::{Changes, change};

/// The class of objects that a Traefik without a class of its own serves beside those without any.
const DEFAULT_CLASS: &str = "traefik";

/// Reads all objects, but for the rules of routers that are known.
pub(super) fn provide<'a>(objects: &[&'a Object], environment: &Environment, known: &'a [Router]) -> Provided<'a> {
    let resolver = Resolver::new(environment);
    let mut provider = Provider {
        environment,
        resolver,
        provided: Provided::default(),
        latest: HashMap::new(),
        resolved: HashMap::new(),
        readings: known.iter().map(Router::known_reading).collect(),
        crashed: root_ca_without_home(objects, environment).map(|object| (object, Crash::RootCaWithoutHome)),
    };
    for (place, object) in objects.iter().copied().enumerate().filter(|(_, object)| served(object, environment)) {
        let id = || qualified(resolver.naming.object(&object.metadata.namespace, &object.metadata.name));
        let known = object.is_known();
        match &object.spec {
            Spec::MiddlewareTcp(spec) => {
                provider.provided.middlewares.insert(id(), Known { place, spec: known.then_some(spec) });
            }
            Spec::ServersTransportTcp(spec) => {
                let spec = known.then_some(spec.as_ref());
                provider.provided.servers_transports.insert(id(), Known { place, spec });
            }
            _ => {}
        }
    }
    let routes = objects.iter().filter_map(|object| match &object.spec {
        Spec::IngressRouteTcp(ingress) => Some((*object, ingress)),
        _ => None,
    });
    let rules = routes.clone().map(|(_, ingress)| ingress.routes.len()).sum();
    provider.provided.drafts.reserve(rules);
    provider.provided.services.reserve(rules);
    provider.latest.reserve(rules);
    for (object, ingress) in routes {
        provider.object(object, ingress);
    }
    provider.finish()
}

/// The ingress class of an object, where it is written. [`change::INGRESS_CLASS_FIELD`]: else the annotation alone counts.
pub(crate) fn class<'a>(object: &'a Object, ingress: &'a IngressRouteTcp, changes: Changes) -> Option<&'a Text> {
    let field = ingress.ingress_class_name.as_ref().filter(|_| changes.has(&change::INGRESS_CLASS_FIELD));
    field.or_else(|| object.metadata.annotations.get(CLASS_ANNOTATION))
}

/// Whether Traefik serves objects of this class.
pub(crate) fn serves_class(class: &str, environment: &Environment) -> bool {
    let own = environment.ingress_class.as_deref().unwrap_or("");
    class == own || own.is_empty() && class == DEFAULT_CLASS
}

struct Provider<'a, 'e> {
    environment: &'e Environment,
    resolver: Resolver<'e>,
    provided: Provided<'a>,
    /// What has a router's name at present.
    latest: HashMap<NameKey<'a>, Holder>,
    /// References that were resolved, by the namespace of the route, and the namespace and the name that it gives.
    resolved: HashMap<(Named, &'a str, &'a str, &'a str), Resolved>,
    /// Rules that were read: most plain routers have the same.
    readings: HashMap<(&'a str, Syntax), Arc<Reading>>,
    /// The object on which Traefik's own provider does not survive.
    crashed: Option<(ObjectName, Crash)>,
}

/// What has a router's name in Traefik.
struct Holder {
    /// The place of its service.
    service: usize,
    /// The last draft of that name, if any got as far.
    draft: Option<usize>,
}

impl<'a> Provider<'a, '_> {
    fn finish(mut self) -> Provided<'a> {
        if let Some((object, crash)) = self.crashed {
            self.provided.crashed = true;
            for draft in &mut self.provided.drafts {
                draft.router.drop_out(Fault::ProviderCrash { object: object.clone(), crash });
            }
        }
        self.provided
    }

    fn object(&mut self, object: &'a Object, ingress: &'a IngressRouteTcp) {
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
        if !self.environment.watches(&object.metadata.namespace) {
            return Some(Fault::NamespaceNotWatched { namespace: object.metadata.namespace.value.clone() });
        }
        if !served(object, self.environment) {
            return Some(Fault::OtherApiGroup);
        }
        if !object.whole {
            return Some(Fault::Unread);
        }
        if !object.can_exist() {
            return Some(Fault::ImpossibleName);
        }
        let class = class(object, ingress, self.resolver.changes).map_or("", Text::as_str);
        let served = serves_class(class, self.environment);
        (!served).then(|| Fault::OtherIngressClass { class: class.into() })
    }

    fn draft(&mut self, object: &Object, ingress: &IngressRouteTcp, index: usize, route: &'a RouteTcp) -> Draft {
        let text = &route.match_text.text;
        let tls_mode = match &ingress.tls {
            None => TlsMode::None,
            Some(tls) if tls.passthrough.is_some_and(|passthrough| passthrough.value) => TlsMode::Passthrough,
            Some(_) => TlsMode::Terminate,
        };
        let cert_resolver = ingress.tls.as_ref().and_then(|tls| tls.cert_resolver.as_ref());
        let secret = ingress.tls.as_ref().and_then(|tls| tls.secret_name.as_ref());
        let secret = secret.filter(|name| tls_mode == TlsMode::Terminate && !name.is_empty());
        let reading = self.reading(object, route);
        let router = Router {
            name: OnceLock::new(),
            naming: self.resolver.naming,
            object: ObjectName::from(object.object_ref()),
            index,
            rule: text.clone(),
            priority: route.priority.map_or(0, |priority| priority.value),
            tls_mode,
            entry_points: ingress.entry_points.iter().map(|name| name.value.clone()).collect(),
            using: Vec::new(),
            middlewares: Vec::new(),
            references: References::default(),
            status: Status::Enabled,
            faults: Vec::new(),
            skipped_services: Vec::new(),
            listed_services: route.services.len(),
            everywhere: ingress.entry_points.is_empty(),
            cert_resolver: cert_resolver.is_some_and(|resolver| !resolver.is_empty()),
            secret: secret.map(|name| name.value.clone()),
            language: reading.language(),
            reading,
            listed: false,
            guards: Vec::new(),
            backends: Vec::new(),
            turns: Turns::End,
            tls_options: None,
        };
        Draft { router, service: None, middlewares: Vec::new(), servers_transports: Vec::new(), tls_options: None }
    }

    fn reading(&mut self, object: &Object, route: &'a RouteTcp) -> Arc<Reading> {
        let text = route.match_text.text.as_str();
        // Objects of v2's group were written for Traefik v2, even if the Traefik of this state ignores them.
        let syntax = if object.group == ApiGroup::TraefikContainoUs { Syntax::V2 } else { self.syntax(route) };
        let language = Language { syntax, changes: self.resolver.changes };
        Arc::clone(self.readings.entry((text, syntax)).or_insert_with(|| Arc::new(rule::read(text, language))))
    }

    /// `syntax` as Traefik reads it; v2 knows no other than its own.
    fn syntax(&self, route: &RouteTcp) -> Syntax {
        match &route.syntax {
            _ if self.environment.version.is_v2() => Syntax::V2,
            Some(written) if !written.is_empty() => Syntax::from_written(written),
            _ if self.resolver.changes.has(&change::DEFAULT_RULE_SYNTAX) => self.environment.default_syntax,
            _ => Syntax::V3,
        }
    }

    fn route(&mut self, draft: &mut Draft, object: &'a Object, ingress: &'a IngressRouteTcp, route: &'a RouteTcp) {
        if route.match_text.text.is_empty() {
            return draft.router.drop_out(Fault::EmptyRule);
        }
        self.refer(draft, object, ingress, route);
        if let Some(traefik) = draft.middlewares.iter().find_map(|resolved| resolved.as_ref().err()) {
            return draft.router.drop_out(Fault::ForbiddenReference { traefik: traefik.to_string() });
        }
        let key = NameKey::new(self.resolver.naming, object, draft.router.index, route);
        let services = &mut self.provided.services;
        let holder = self.latest.entry(key).or_insert_with(|| {
            services.push(None);
            Holder { service: services.len() - 1, draft: None }
        });
        draft.service = Some(holder.service);
        let Some(service) = services.get_mut(holder.service) else { return };
        if add_services(service, self.environment, self.resolver, &mut draft.router, route).is_err() {
            let crashed = (draft.router.object.clone(), Crash::RepeatedRule);
            self.crashed = self.crashed.take().into_iter().chain([crashed]).min();
            return;
        }
        if let Some(Err(traefik)) = &draft.tls_options {
            return draft.router.drop_out(Fault::ForbiddenReference { traefik: traefik.to_string() });
        }
        // The draft is pushed once this returns.
        let place = self.provided.drafts.len();
        let earlier = self.latest.get_mut(&key).and_then(|holder| holder.draft.replace(place));
        if let Some(earlier) = earlier.and_then(|earlier| self.provided.drafts.get_mut(earlier)) {
            let (object, index) = (draft.router.object.clone(), draft.router.index);
            earlier.router.drop_out(Fault::RepeatedRule { object, index });
        }
    }

    /// Resolves everything that the rule refers to.
    fn refer(&mut self, draft: &mut Draft, object: &'a Object, ingress: &'a IngressRouteTcp, route: &'a RouteTcp) {
        let parent = object.metadata.namespace.as_str();
        let named = route.middlewares.iter();
        draft.middlewares =
            named.map(|one| self.resolve(Named::Middleware, parent, one.namespace.as_ref(), &one.name)).collect();
        let shown = draft.middlewares.iter().zip(&route.middlewares).map(|(resolved, written)| match resolved {
            Ok(reference) => reference.shown.clone(),
            Err(_) => as_written(written.namespace.as_ref(), &written.name),
        });
        draft.router.middlewares = shown.collect();
        let transports = route.services.iter().map(|service| service.servers_transport.as_ref());
        if transports.clone().any(|named| named.is_some()) {
            let named = transports.map(|named| named.filter(|name| !name.is_empty()));
            draft.servers_transports =
                named.map(|name| name.map(|name| self.resolve(Named::ServersTransport, parent, None, name))).collect();
        }
        let options = tls_options(ingress);
        draft.tls_options =
            options.map(|one| self.resolve(Named::TlsOptions, parent, one.namespace.as_ref(), &one.name));
    }

    fn resolve(&mut self, named: Named, parent: &'a str, namespace: Option<&'a Text>, name: &'a Text) -> Resolved {
        let (namespace, resolver) = (namespace.map_or("", Text::as_str), self.resolver);
        let resolve = || resolver.resolve(named, parent, namespace, name);
        self.resolved.entry((named, parent, namespace, name.as_str())).or_insert_with(resolve).clone()
    }
}

/// A reference that Traefik refuses to follow, as users know it.
fn as_written(namespace: Option<&Text>, name: &Text) -> SmolStr {
    match namespace.filter(|namespace| !namespace.is_empty() && !name.contains('@')) {
        Some(namespace) => format_smolstr!("{}/{}", namespace.as_str(), name.as_str()),
        None => name.value.clone(),
    }
}

fn tls_options(ingress: &IngressRouteTcp) -> Option<&ObjectReference> {
    ingress.tls.as_ref().and_then(|tls| tls.options.as_ref()).filter(|options| !options.name.is_empty())
}
