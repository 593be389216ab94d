//! What a state file specifies about Traefik and its cluster, in the form that the routing decision takes.

mod surroundings;

use std::collections::BTreeSet;
use std::sync::Arc;

use smol_str::SmolStr;

use crate::desired::{self, DesiredState, HttpsHosts, IntOrText};
use crate::routing::{EntryPoint, Environment};
use crate::rule::Syntax;
use crate::source::{Spanned, Text};
use crate::source_range::SourceRange;

/// The facts of a state: its `[traefik]`, `[entry_points]`, `[services]`, `[secrets]` and `[config_maps]`. Where it declares
/// no entry point, those that its routes name exist.
pub fn environment(desired: &DesiredState) -> Environment {
    let traefik = &desired.traefik;
    let https = HttpsHosts::new(desired);
    let entry_points = desired.entry_points.iter().map(|entry| EntryPoint {
        name: entry.key.value.clone(),
        http_hosts: hosts(&https, Some(&entry.key)),
        as_default: entry.body.as_default.is_some_and(|default| default.value),
        read_timeout: entry.body.read_timeout.as_ref().map(IntOrText::as_duration),
        trusted_proxies: trusted(&entry.body),
    });
    let undeclared = undeclared(desired, &https);
    Environment {
        entry_points: entry_points.chain(undeclared).collect(),
        https_hosts_elsewhere: hosts(&https, None),
        assume_entry_points: desired.entry_points.is_empty(),
        allow_cross_namespace: is_on(traefik.allow_cross_namespace),
        allow_external_name_services: is_on(traefik.allow_external_name_services),
        allow_empty_services: is_on(traefik.allow_empty_services),
        native_lb_by_default: is_on(traefik.native_lb_by_default),
        namespaces: names(traefik.namespaces.as_ref()),
        cross_provider_namespaces: names(traefik.cross_provider_namespaces.as_ref()),
        safe_naming: is_on(traefik.safe_naming),
        default_tls_namespace: traefik.default_tls_resources_namespace.as_ref().map(|name| name.value.clone()),
        default_syntax: traefik
            .default_rule_syntax
            .as_ref()
            .map_or_else(Syntax::default, |text| Syntax::from_written(text)),
        ingress_class: traefik.ingress_class_name.as_ref().map(|class| class.value.clone()),
        version: traefik.version(),
        surroundings: Arc::new(surroundings::of(desired)),
        ..Environment::default()
    }
}

fn is_on(switch: Option<Spanned<bool>>) -> bool {
    switch.is_some_and(|switch| switch.value)
}

fn hosts(https: &HttpsHosts<'_>, entry_point: Option<&str>) -> Vec<SmolStr> {
    https.of(entry_point).into_iter().map(|host| host.value.clone()).collect()
}

/// Where no entry point is declared, those that HTTPS routers of manifests name exist too.
fn undeclared(desired: &DesiredState, https: &HttpsHosts<'_>) -> impl Iterator<Item = EntryPoint> {
    let named = desired.https_routers().flat_map(|router| &router.entry_points);
    let assumed: BTreeSet<&SmolStr> = named.filter(|_| desired.entry_points.is_empty()).collect();
    let of = |name: &SmolStr| EntryPoint { http_hosts: hosts(https, Some(name)), ..EntryPoint::new(name.clone()) };
    assumed.into_iter().map(of)
}

/// A list that is set; an empty one counts as none.
fn names(written: Option<&Spanned<Vec<Text>>>) -> Option<BTreeSet<SmolStr>> {
    written.filter(|names| !names.is_empty()).map(|names| names.iter().map(|name| name.value.clone()).collect())
}

fn trusted(body: &desired::EntryPoint) -> Vec<SourceRange> {
    let written = body.proxy_protocol.as_ref().and_then(|protocol| protocol.trusted.as_ref());
    written.into_iter().flat_map(|ranges| &ranges.value).filter_map(|text| SourceRange::parse(text).ok()).collect()
}
