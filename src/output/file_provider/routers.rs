use serde_json::{Map, Value};

use super::configuration::Builder;
use super::section::{set_text, set_texts};
use super::services::{self, in_file};
use crate::resource::{IngressRouteTcp, Object, Resources, RouteTcp, TlsTcp};
use crate::routing::provider::{class, serves_class};
use crate::routing::reference::{Named, Resolver};
use crate::routing::served;
use crate::source::Text;

/// `tcp.routers` and `tcp.services`.
pub(super) fn add(builder: &mut Builder<'_>, resources: &Resources) {
    for (object, ingress) in resources.routes().filter(|(object, _)| !object.external) {
        let class = class(object, ingress, builder.environment.changes()).map_or("", Text::as_str);
        if !served(object, builder.environment) || !serves_class(class, builder.environment) {
            continue;
        }
        for (index, route) in ingress.routes.iter().enumerate() {
            router(builder, object, ingress, index, route);
        }
    }
}

/// One rule. What makes the CRD provider drop it drops it here.
fn router(builder: &mut Builder<'_>, object: &Object, ingress: &IngressRouteTcp, index: usize, route: &RouteTcp) {
    let parent = object.metadata.namespace.as_str();
    let resolver = Resolver::new(builder.environment);
    let rule = &route.match_text.text;
    let reference = |named: Named, namespace: Option<&Text>, name: &str| {
        let namespace = namespace.map_or("", Text::as_str);
        resolver.resolve(named, parent, namespace, name).ok().map(|found| in_file(&found.qualified))
    };
    let middlewares = route
        .middlewares
        .iter()
        .map(|middleware| reference(Named::Middleware, middleware.namespace.as_ref(), &middleware.name));
    let Some(middlewares) = middlewares.collect::<Option<Vec<String>>>().filter(|_| !rule.is_empty()) else { return };
    let key = builder.naming().router(parent, &object.metadata.name, rule, index);
    let service = services::add(builder, &key, parent, route);
    let options = ingress.tls.as_ref().and_then(|tls| tls.options.as_ref()).filter(|options| !options.name.is_empty());
    let options = match options.map(|options| reference(Named::TlsOptions, options.namespace.as_ref(), &options.name)) {
        Some(None) => return,
        Some(found) => found,
        None => None,
    };
    let mut section = Map::new();
    set_texts(&mut section, "entryPoints", &ingress.entry_points);
    section.insert("rule".to_owned(), rule.as_str().into());
    if !builder.environment.version.is_v2() {
        set_text(&mut section, "ruleSyntax", route.syntax.as_ref());
    }
    if let Some(priority) = route.priority.filter(|priority| priority.value != 0) {
        section.insert("priority".to_owned(), priority.value.into());
    }
    if !middlewares.is_empty() {
        section.insert("middlewares".to_owned(), middlewares.into());
    }
    section.insert("service".to_owned(), service.into());
    if let Some(written) = &ingress.tls {
        section.insert("tls".to_owned(), Value::Object(tls(written, options)));
    }
    builder.routers.insert(key, Value::Object(section));
}

/// Empty for termination with nothing else said, which Traefik takes.
fn tls(written: &TlsTcp, options: Option<String>) -> Map<String, Value> {
    let mut section = Map::new();
    if written.passthrough.is_some_and(|passthrough| passthrough.value) {
        section.insert("passthrough".to_owned(), true.into());
    }
    if let Some(options) = options {
        section.insert("options".to_owned(), options.into());
    }
    set_text(&mut section, "certResolver", written.cert_resolver.as_ref());
    let domains: Vec<Value> = written
        .domains
        .iter()
        .map(|domain| {
            let mut part = Map::new();
            set_text(&mut part, "main", domain.main.as_ref());
            set_texts(&mut part, "sans", &domain.sans);
            Value::Object(part)
        })
        .filter(|part| part.as_object().is_some_and(|part| !part.is_empty()))
        .collect();
    if !domains.is_empty() {
        section.insert("domains".to_owned(), domains.into());
    }
    section
}
