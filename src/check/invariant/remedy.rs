//! The smallest change that mends a broken invariant. Each is made on a copy of the objects, and proven.

use crate::analysis::invariant::{Demand, Invariant, Part, Proof, prove};
use crate::analysis::set::Clients;
use crate::check::Context;
use crate::environment::environment;
use crate::resource::{IpAllowList, Kind, Metadata, MiddlewareRef, MiddlewareTcp, Object, ObjectRef, Resources, Spec};
use crate::routing::{Router, RoutingTable};
use crate::source::{Span, Spanned, Text};

/// How many changes are tried in one run: each takes as long as all proofs.
const TRIALS: usize = 6;

/// The most ranges that a person is asked to write.
const MOST_RANGES: usize = 6;

/// Changes to try, while somebody waits.
pub(super) struct Remedies<'c, 'a> {
    context: &'c Context<'a>,
    invariants: &'c [&'c Invariant],
    proofs: &'c [Proof],
    left: usize,
}

/// A change of one object.
enum Change<'c> {
    /// Another allow list of a middleware.
    Ranges(&'c Object, Clients),
    /// One more middleware of a route.
    Guard(&'c Object, usize, Clients),
}

impl<'c, 'a> Remedies<'c, 'a> {
    pub fn new(context: &'c Context<'a>, invariants: &'c [&'c Invariant], proofs: &'c [Proof]) -> Self {
        Self { context, invariants, proofs, left: TRIALS }
    }

    /// A change after which the invariant at `place` holds, and no other is broken that was not.
    pub fn find(&mut self, place: usize, breach: &Part) -> Option<String> {
        let invariant = *self.invariants.get(place)?;
        let answer = self.context.table.decide_fast(&breach.witness);
        let router = answer.router.or_else(|| answer.contenders.first().copied())?;
        for change in self.changes(invariant, router) {
            self.left = self.left.checked_sub(1)?;
            if self.mends(place, &change) {
                return Some(change.words());
            }
        }
        None
    }

    fn changes(&self, invariant: &Invariant, router: &Router) -> Vec<Change<'c>> {
        let Some(clients) = &invariant.set.clients else { return Vec::new() };
        let wanted = match invariant.demand {
            Demand::Only | Demand::Always => clients.clone(),
            Demand::Never => clients.complement(),
        };
        let lists = router.middlewares.iter().filter_map(|name| self.allow_list(name));
        let change = |(object, list): (&'c Object, Clients)| {
            let ranges =
                if invariant.demand == Demand::Always { list.union(&wanted) } else { list.intersection(&wanted) };
            (ranges != list && is_short(&ranges)).then_some(Change::Ranges(object, ranges))
        };
        let mut changes: Vec<_> = lists.filter_map(change).collect();
        if invariant.demand != Demand::Always && is_short(&wanted) {
            let name = ObjectRef { namespace: &router.object.namespace, name: &router.object.name };
            let route = self.context.resources.routes().map(|(object, _)| object);
            let route = route.filter(|object| !object.external).find(|object| object.object_ref() == name);
            changes.extend(route.map(|object| Change::Guard(object, router.index, wanted)));
        }
        changes
    }

    /// The allow list of a middleware, `namespace/name`, that the state has.
    fn allow_list(&self, name: &str) -> Option<(&'c Object, Clients)> {
        let (namespace, name) = name.split_once('/')?;
        let object = *self.context.middlewares.get(&ObjectRef { namespace, name })?;
        let Spec::MiddlewareTcp(MiddlewareTcp { ip_allow_list: Some(list), .. }) = &object.spec else { return None };
        let ranges: Result<Vec<_>, _> =
            list.source_range.iter().map(|text| crate::source_range::SourceRange::parse(text)).collect();
        Some((object, Clients::of(&ranges.ok()?))).filter(|_| !object.external)
    }

    fn mends(&self, place: usize, change: &Change<'_>) -> bool {
        let table = RoutingTable::new(&change.made(self.context.resources), &environment(self.context.desired));
        let proofs = prove(&table, self.invariants);
        let holds = |at: usize| proofs.get(at).is_some_and(Proof::holds);
        let as_before = |(at, before): (usize, &Proof)| holds(at) || !before.holds();
        holds(place) && self.proofs.iter().enumerate().all(as_before)
    }
}

/// Whether a person can write these ranges.
fn is_short(clients: &Clients) -> bool {
    !clients.is_empty() && !clients.is_everyone() && clients.ranges().len() <= MOST_RANGES
}

impl Change<'_> {
    /// The objects once it is made.
    fn made(&self, resources: &Resources) -> Resources {
        let mut objects = resources.objects().to_vec();
        match self {
            Self::Ranges(middleware, clients) => {
                for object in objects.iter_mut().filter(|object| is_same(object, middleware)) {
                    object.spec = Spec::MiddlewareTcp(guard(clients));
                }
            }
            Self::Guard(route, rule, clients) => {
                let namespace = route.metadata.namespace.clone();
                let name = free_name(resources);
                let metadata = Metadata { name: name.clone(), namespace: namespace.clone(), ..Metadata::default() };
                for object in objects.iter_mut().filter(|object| is_same(object, route)) {
                    let Spec::IngressRouteTcp(spec) = &mut object.spec else { continue };
                    let reference = MiddlewareRef { name: name.clone(), namespace: None };
                    spec.routes.get_mut(*rule).into_iter().for_each(|rule| rule.middlewares.push(reference.clone()));
                }
                objects.push(Object::new(route.group, metadata, Spec::MiddlewareTcp(guard(clients))));
            }
        }
        Resources::new(objects)
    }

    fn words(&self) -> String {
        match self {
            Self::Ranges(middleware, clients) => {
                format!("set the source ranges of `{}` to {}", middleware.object_ref(), listed(clients))
            }
            Self::Guard(route, _, clients) => {
                format!("add a middleware to `{}` that admits {} alone", route.object_ref(), listed(clients))
            }
        }
    }
}

fn guard(clients: &Clients) -> MiddlewareTcp {
    let text = |range: &ipnet::IpNet| Spanned::new(range.to_string().into(), Span::NOWHERE);
    let ranges: Vec<Text> = clients.ranges().iter().map(text).collect();
    let list = IpAllowList { source_range: Spanned::new(ranges, Span::NOWHERE) };
    MiddlewareTcp { ip_allow_list: Some(list), ..MiddlewareTcp::default() }
}

fn is_same(one: &Object, other: &Object) -> bool {
    one.kind() == other.kind() && one.object_ref() == other.object_ref()
}

/// A name that no middleware has.
fn free_name(resources: &Resources) -> Text {
    let longest = resources.objects().iter().filter(|object| object.kind() == Kind::MiddlewareTcp);
    let longest = longest.map(|object| object.metadata.name.len()).max().unwrap_or(0);
    Spanned::new("x".repeat(longest + 1).into(), Span::NOWHERE)
}

fn listed(clients: &Clients) -> String {
    clients.ranges().iter().map(|range| format!("\"{range}\"")).collect::<Vec<_>>().join(", ")
}
