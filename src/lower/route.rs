use super::rule_text::match_text;
use super::service::service;
use super::state::Lowering;
use super::tls::tls;
use super::values::{each, items, split};
use crate::desired::{self, Named, RouteRule, problem};
use crate::diagnostic::Diagnostic;
use crate::resource::{IngressRouteTcp, MiddlewareRef, RouteTcp, ServiceTcp, Spec};
use crate::source::{Span, Text};

pub(super) fn spec(lowering: &mut Lowering<'_>, entry: &Named<desired::Route>) -> Spec {
    let written = &entry.body;
    let short = short_form(written);
    let routes = if let Some(rules) = &written.rules {
        refuse_short_keys(&short, rules.span, lowering.diagnostics);
        rules.iter().map(|rule| route(rule, rule.span, lowering.diagnostics)).collect()
    } else {
        vec![route(&short, entry.key.span, lowering.diagnostics)]
    };
    Spec::IngressRouteTcp(IngressRouteTcp {
        entry_points: items(written.entry_points.as_ref()),
        ingress_class_name: written.ingress_class_name.clone(),
        routes,
        tls: written.tls.as_deref().map(|written| Box::new(tls(written))),
    })
}

/// The one rule that a route says without `rules`.
fn short_form(written: &desired::Route) -> RouteRule {
    RouteRule {
        span: written.span,
        sni: written.sni.clone(),
        match_: written.match_.clone(),
        priority: written.priority,
        syntax: written.syntax.clone(),
        service: written.service.clone(),
        services: written.services.clone(),
        middlewares: written.middlewares.clone(),
    }
}

/// Beside `rules` none of the short form's keys can stand.
fn refuse_short_keys(short: &RouteRule, rules: Span, diagnostics: &mut Vec<Diagnostic>) {
    let keys = [
        ("sni", short.sni.as_ref().map(|sni| sni.span)),
        ("match", short.match_.as_ref().map(|text| text.span)),
        ("priority", short.priority.map(|priority| priority.span)),
        ("syntax", short.syntax.as_ref().map(|syntax| syntax.span)),
        ("service", short.service.as_ref().map(|service| service.span)),
        ("services", short.services.as_ref().map(|services| services.span)),
        ("middlewares", short.middlewares.as_ref().map(|middlewares| middlewares.span)),
    ];
    for (key, span) in keys {
        if let Some(span) = span {
            diagnostics.push(problem::conflicting_keys::diagnostic(key, span, "rules", rules));
        }
    }
}

fn route(written: &RouteRule, place: Span, diagnostics: &mut Vec<Diagnostic>) -> RouteTcp {
    if let (Some(sni), Some(text)) = (&written.sni, &written.match_) {
        diagnostics.push(problem::conflicting_keys::diagnostic("match", text.span, "sni", sni.span));
    }
    RouteTcp {
        match_text: match_text(written.match_.as_ref(), written.sni.as_ref(), place),
        priority: written.priority,
        syntax: written.syntax.clone(),
        middlewares: each(written.middlewares.as_ref(), middleware),
        services: services(written, diagnostics),
    }
}

fn services(written: &RouteRule, diagnostics: &mut Vec<Diagnostic>) -> Vec<ServiceTcp> {
    if let (Some(one), Some(many)) = (&written.service, &written.services) {
        diagnostics.push(problem::conflicting_keys::diagnostic("services", many.span, "service", one.span));
    }
    match &written.service {
        Some(one) => vec![service(one)],
        None => each(written.services.as_ref(), service),
    }
}

fn middleware(text: &Text) -> MiddlewareRef {
    let (namespace, name) = split(text);
    MiddlewareRef { name, namespace }
}
