use super::rule_text::match_text;
use super::service::service;
use super::tls::tls;
use super::values::{each, items, split};
use crate::desired::{self, OneOrMany, Service, problem};
use crate::diagnostic::Diagnostic;
use crate::resource::{IngressRouteTcp, MiddlewareRef, RouteTcp, ServiceTcp, Spec};
use crate::source::{Span, Spanned, Text};

/// One rule as written: a row of `rules`, or the short form of a route.
struct WrittenRule<'a> {
    sni: Option<&'a OneOrMany<Text>>,
    text: Option<&'a Text>,
    priority: Option<Spanned<i64>>,
    syntax: Option<&'a Text>,
    service: Option<&'a Service>,
    services: Option<&'a Spanned<Vec<Service>>>,
    middlewares: Option<&'a Spanned<Vec<Text>>>,
}

/// Routes and rows of `rules` have the keys of a rule in common.
macro_rules! written_rule {
    ($written:expr) => {
        WrittenRule {
            sni: $written.sni.as_ref(),
            text: $written.match_.as_ref(),
            priority: $written.priority,
            syntax: $written.syntax.as_ref(),
            service: $written.service.as_deref(),
            services: $written.services.as_ref(),
            middlewares: $written.middlewares.as_ref(),
        }
    };
}

pub(super) fn spec(written: &desired::Route, key: Span, diagnostics: &mut Vec<Diagnostic>) -> Spec {
    let short = written_rule!(written);
    let routes = if let Some(rules) = &written.rules {
        refuse_short_keys(&short, rules.span, diagnostics);
        rules.iter().map(|rule| route(&written_rule!(rule), rule.span, diagnostics)).collect()
    } else {
        vec![route(&short, key, diagnostics)]
    };
    Spec::IngressRouteTcp(IngressRouteTcp {
        entry_points: items(written.entry_points.as_ref()),
        ingress_class_name: written.ingress_class_name.clone(),
        routes,
        tls: written.tls.as_deref().map(|written| Box::new(tls(written))),
    })
}

/// Beside `rules` none of the short form's keys can stand.
fn refuse_short_keys(short: &WrittenRule<'_>, rules: Span, diagnostics: &mut Vec<Diagnostic>) {
    let keys = [
        ("sni", short.sni.map(|sni| sni.span)),
        ("match", short.text.map(|text| text.span)),
        ("priority", short.priority.map(|priority| priority.span)),
        ("syntax", short.syntax.map(|syntax| syntax.span)),
        ("service", short.service.map(|service| service.span)),
        ("services", short.services.map(|services| services.span)),
        ("middlewares", short.middlewares.map(|middlewares| middlewares.span)),
    ];
    for (key, span) in keys {
        if let Some(span) = span {
            diagnostics.push(problem::conflicting_keys::diagnostic(key, span, "rules", rules));
        }
    }
}

fn route(written: &WrittenRule<'_>, place: Span, diagnostics: &mut Vec<Diagnostic>) -> RouteTcp {
    if let (Some(sni), Some(text)) = (written.sni, written.text) {
        diagnostics.push(problem::conflicting_keys::diagnostic("match", text.span, "sni", sni.span));
    }
    RouteTcp {
        match_text: match_text(written.text, written.sni, place),
        priority: written.priority,
        syntax: written.syntax.cloned(),
        middlewares: each(written.middlewares, middleware),
        services: services(written, diagnostics),
    }
}

fn services(written: &WrittenRule<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<ServiceTcp> {
    if let (Some(one), Some(many)) = (written.service, written.services) {
        diagnostics.push(problem::conflicting_keys::diagnostic("services", many.span, "service", one.span));
    }
    match written.service {
        Some(one) => vec![service(one)],
        None => each(written.services, service),
    }
}

fn middleware(text: &Text) -> MiddlewareRef {
    let (namespace, name) = split(text);
    MiddlewareRef { name, namespace }
}
