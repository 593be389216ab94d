//! What a state file says of Traefik, as the routing decision wants it.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::desired::{self, DesiredState, HttpsHosts, IntOrText};
use crate::routing::{EntryPoint, Environment, ObjectName};
use crate::rule::Syntax;
use crate::source::{Spanned, Text};
use crate::source_range::SourceRange;

/// The facts of a state: its `[traefik]`, `[entry_points]` and `[services]`. Where it declares no entry point, those
/// that its routes name exist.
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
        allow_cross_namespace: traefik.allow_cross_namespace.is_some_and(|allow| allow.value),
        cross_provider_namespaces: names(traefik.cross_provider_namespaces.as_ref()),
        safe_naming: traefik.safe_naming.is_some_and(|safe| safe.value),
        default_tls_namespace: traefik.default_tls_resources_namespace.as_ref().map(|name| name.value.clone()),
        default_syntax: traefik
            .default_rule_syntax
            .as_ref()
            .map_or_else(Syntax::default, |text| Syntax::from_written(text)),
        ingress_class: traefik.ingress_class_name.as_ref().map(|class| class.value.clone()),
        version: traefik.version(),
        empty_services: empty_services(desired),
        ..Environment::default()
    }
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
fn names(written: Option<&Spanned<Vec<Text>>>) -> Option<Vec<SmolStr>> {
    written.filter(|names| !names.is_empty()).map(|names| names.iter().map(|name| name.value.clone()).collect())
}

fn trusted(body: &desired::EntryPoint) -> Vec<SourceRange> {
    let written = body.proxy_protocol.as_ref().and_then(|protocol| protocol.trusted.as_ref());
    written.into_iter().flat_map(|ranges| &ranges.value).filter_map(|text| SourceRange::parse(text).ok()).collect()
}

/// Services that are declared with an empty list of addresses.
fn empty_services(desired: &DesiredState) -> BTreeSet<ObjectName> {
    let empty = desired.services.iter().filter(|entry| {
        let addresses = entry.body.addresses.as_ref();
        addresses.is_some_and(|addresses| addresses.value.is_empty())
    });
    empty
        .map(|entry| {
            let own = desired.namespace_at(entry.key.span);
            let (namespace, name) = entry.key.split_once('/').unwrap_or((own, entry.key.as_str()));
            ObjectName::new(namespace, name)
        })
        .collect()
}
