//! Every name that a state declares or refers to.

use std::collections::HashMap;

use smol_str::SmolStr;

use super::symbol::{Occurrence, Role, Symbol};
use crate::Compilation;
use crate::desired::{Action, Body, ConnectionSet, DesiredState, EntryIndex, Expectation, Reference, split_entry};
use crate::desired::{RouteRule, Scenario, Service};
use crate::resource::{IngressRouteTcp, Kind, Object, Spec};
use crate::source::{Sources, Span, Text};

/// The end of a name of another provider, or of this one: `namespace-name@kubernetescrd`.
const PROVIDER: &str = "@kubernetescrd";

/// Collects occurrences.
pub(super) struct Collector<'a> {
    sources: &'a Sources,
    desired: &'a DesiredState,
    /// Objects by the name that `namespace-name@kubernetescrd` has before the `@`.
    qualified: HashMap<(Kind, String), Symbol>,
    pub found: Vec<Occurrence>,
}

impl<'a> Collector<'a> {
    pub fn new(sources: &'a Sources, compilation: &'a Compilation) -> Self {
        let mut qualified = HashMap::new();
        for object in compilation.resources.objects() {
            let symbol = Symbol::object(object.kind(), &object.metadata.namespace, &object.metadata.name);
            qualified.insert((object.kind(), format!("{}-{}", symbol.namespace, symbol.name)), symbol);
        }
        Self { sources, desired: &compilation.desired, qualified, found: Vec::new() }
    }

    /// A name as it is written at `whole`, which may have more around it.
    fn add(&mut self, symbol: Symbol, role: Role, whole: Span, qualified: bool) {
        if whole.is_nowhere() {
            return;
        }
        let written = self.sources.slice(whole);
        let head = written.rfind('@').and_then(|at| written.get(..at)).unwrap_or(written);
        let start = head.rfind(symbol.name.as_str()).unwrap_or(0);
        let length = if head.contains(symbol.name.as_str()) { symbol.name.len() } else { written.len() };
        let start = whole.start as usize + start;
        let span = Span::new(whole.file, start..start + length);
        self.found.push(Occurrence { symbol, role, span, whole, qualified });
    }

    pub fn objects(&mut self, objects: &[Object]) {
        for object in objects {
            let name = &object.metadata.name;
            let symbol = Symbol::object(object.kind(), &object.metadata.namespace, name);
            let whole = object.entry.and_then(|id| self.desired.entry(id)).map_or(name.span, |entry| entry.key.span);
            let qualified = self.sources.slice(whole).contains('/');
            self.add(symbol, Role::Definition, whole, qualified);
            if let Spec::IngressRouteTcp(route) = &object.spec {
                self.route(&object.metadata.namespace, route);
            }
        }
    }

    fn route(&mut self, own: &str, route: &IngressRouteTcp) {
        route.entry_points.iter().for_each(|name| self.entry_point(name));
        for rule in &route.routes {
            for one in &rule.middlewares {
                self.reference(Kind::MiddlewareTcp, own, one.namespace.as_ref(), &one.name);
            }
            for name in rule.services.iter().filter_map(|service| service.servers_transport.as_ref()) {
                self.reference(Kind::ServersTransportTcp, own, None, name);
            }
        }
        let Some(tls) = &route.tls else { return };
        for (kind, reference) in [(Kind::TlsOption, &tls.options), (Kind::TlsStore, &tls.store)] {
            if let Some(reference) = reference {
                self.reference(kind, own, reference.namespace.as_ref(), &reference.name);
            }
        }
    }

    fn reference(&mut self, kind: Kind, own: &str, namespace: Option<&Text>, name: &Text) {
        if let Some(joined) = name.strip_suffix(PROVIDER) {
            if let Some(symbol) = self.qualified.get(&(kind, joined.to_owned())).cloned() {
                self.add(symbol, Role::Reference, name.span, true);
            }
            return;
        }
        if name.contains('@') {
            return;
        }
        let namespace = namespace.map(Text::as_str).filter(|namespace| !namespace.is_empty());
        let symbol = Symbol::object(kind, namespace.unwrap_or(own), name);
        self.add(symbol, Role::Reference, name.span, namespace.is_some());
    }

    fn entry_point(&mut self, name: &Text) {
        self.add(Symbol::entry_point(name), Role::Reference, name.span, false);
    }

    /// Entry points, and what scenarios and invariants name.
    pub fn desired(&mut self) {
        for declared in &self.desired.entry_points {
            self.add(Symbol::entry_point(&declared.key), Role::Definition, declared.key.span, false);
        }
        let sets = self.desired.invariants.iter().flat_map(|invariant| invariant.body.demands()).map(|(_, set)| set);
        sets.for_each(|set| self.set(set));
        let index = EntryIndex::new(self.desired);
        for scenario in &self.desired.scenarios {
            self.scenario(&scenario.body, &index);
        }
    }

    fn set(&mut self, set: &ConnectionSet) {
        set.entry_point.iter().flat_map(|names| &names.items).for_each(|name| self.entry_point(name));
    }

    fn scenario(&mut self, scenario: &Scenario, index: &EntryIndex<'_>) {
        for name in scenario.connects().filter_map(|connect| connect.entry_point.as_ref()) {
            self.entry_point(name);
        }
        for always in scenario.always.iter().flat_map(|always| &always.value) {
            self.expectation(always.expect.as_ref());
        }
        for step in scenario.steps.iter().flat_map(|steps| &steps.value) {
            self.expectation(step.expect.as_ref());
            match &step.action {
                Action::Apply { entry, set, .. } => {
                    let namespace = self.step(entry, index);
                    if let (Some(namespace), Some(set)) = (namespace, set) {
                        self.body(&namespace, set);
                    }
                }
                Action::Delete { entry } => {
                    self.step(entry, index);
                }
                Action::List(_) | Action::Connect(_) => {}
            }
        }
    }

    /// The entry of a step; its namespace.
    fn step(&mut self, text: &Text, index: &EntryIndex<'_>) -> Option<SmolStr> {
        let (kind, key) = split_entry(text)?;
        let written = || key.split_once('/').unwrap_or((self.desired.namespace_at(text.span), key));
        let found = index.find(text).and_then(|id| self.desired.entry(id));
        let (namespace, name) = found.map_or_else(written, |entry| self.desired.name_of(entry));
        let symbol = Symbol::object(kind, namespace, name);
        let namespace = symbol.namespace.clone();
        self.add(symbol, Role::Reference, text.span, key.contains('/'));
        Some(namespace)
    }

    fn expectation(&mut self, expected: Option<&Expectation>) {
        let Some(router) = expected.and_then(|expected| expected.router.as_ref()) else { return };
        let (namespace, name) = router.split_once('/').unwrap_or((self.desired.namespace_at(router.span), router));
        self.add(
            Symbol::object(Kind::IngressRouteTcp, namespace, name),
            Role::Reference,
            router.span,
            router.contains('/'),
        );
    }

    /// The keys that a step lays over a route.
    fn body(&mut self, own: &str, body: &Body) {
        let Body::Route(route) = body else { return };
        route.entry_points.iter().flat_map(|names| &names.value).for_each(|name| self.entry_point(name));
        self.middlewares(own, route.middlewares.iter().flat_map(|names| &names.value));
        self.services(
            own,
            route.service.iter().map(|service| &**service).chain(route.services.iter().flat_map(|all| &all.value)),
        );
        for rule in route.rules.iter().flat_map(|rules| &rules.value) {
            let RouteRule { middlewares, service, services, .. } = rule;
            self.middlewares(own, middlewares.iter().flat_map(|names| &names.value));
            self.services(
                own,
                service.iter().map(|service| &**service).chain(services.iter().flat_map(|all| &all.value)),
            );
        }
        let Some(tls) = &route.tls else { return };
        for (kind, reference) in [(Kind::TlsOption, &tls.options), (Kind::TlsStore, &tls.store)] {
            if let Some(Reference { name: Some(name), namespace, .. }) = reference {
                self.reference(kind, own, namespace.as_ref(), name);
            }
        }
    }

    fn middlewares<'t>(&mut self, own: &str, names: impl Iterator<Item = &'t Text>) {
        for text in names {
            let (namespace, name) = match text.split_once('/') {
                Some((namespace, name)) => (Some(Text::new(namespace.into(), text.span)), name),
                None => (None, text.as_str()),
            };
            self.reference(Kind::MiddlewareTcp, own, namespace.as_ref(), &Text::new(name.into(), text.span));
        }
    }

    fn services<'t>(&mut self, own: &str, services: impl Iterator<Item = &'t Service>) {
        for name in services.filter_map(|service| service.servers_transport.as_ref()) {
            self.reference(Kind::ServersTransportTcp, own, None, name);
        }
    }

    /// Headers and dotted keys that go on with an entry: `[routes.pg.tls]`.
    pub fn mention(&mut self, symbol: Symbol, whole: Span) {
        let qualified = self.sources.slice(whole).contains('/');
        self.add(symbol, Role::Mention, whole, qualified);
    }
}
