//! Which objects can be written at the same moment: those of which no client is concerned by two, so that it does not matter in
//! which order they arrive.

#[cfg(test)]
mod tests;
mod tls_routes;

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use self::tls_routes::TlsRoutes;
use crate::difference::ObjectId;
use crate::resource::{IngressRouteTcp, Kind, Object, Resources, Spec};
use crate::routing::Environment;
use crate::routing::names::{Known, known, needs};
use crate::rule::{self, Expression, MatcherKind, Syntax};

/// The TLSOption and the TLSStore that count where none is named.
const DEFAULT: &str = "default";

/// Clients that a route may take, as far as that is easily told.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Clients {
    /// Of this server name on this entry point.
    Named(SmolStr, SmolStr),
    /// All of this entry point.
    Of(SmolStr),
    /// All.
    All,
}

/// Batches of objects in the order given, each of which can be written at once. `old` and `new` are what there is in the cluster
/// before and after. Routes come last.
pub(super) fn batches<'o>(
    objects: &[&'o Object],
    old: &Resources,
    new: &Resources,
    environment: &Environment,
) -> Vec<Vec<&'o Object>> {
    let concerned = Concerned::new(old, new);
    let mut tls = TlsRoutes::new(old, new, environment);
    let mut batches = Vec::new();
    let mut batch = Batch::default();
    for object in objects.iter().copied() {
        let mut clients = concerned.by(object, &tls);
        let is_other_sort = batch.objects.first().is_some_and(|first: &&Object| is_route(first) != is_route(object));
        if is_other_sort || batch.clients.meet(&clients) {
            let written = std::mem::take(&mut batch).objects;
            for object in &written {
                tls.written(object);
            }
            batches.push(written);
            clients = concerned.by(object, &tls);
        }
        batch.clients.add(clients);
        batch.objects.push(object);
    }
    batches.push(batch.objects);
    batches.retain(|batch: &Vec<&Object>| !batch.is_empty());
    batches
}

fn is_route(object: &Object) -> bool {
    object.kind() == Kind::IngressRouteTcp
}

#[derive(Default)]
struct Batch<'o> {
    objects: Vec<&'o Object>,
    clients: Union,
}

/// The clients of a batch.
#[derive(Default)]
struct Union {
    all: bool,
    whole: HashSet<SmolStr>,
    named: HashSet<(SmolStr, SmolStr)>,
    entry_points: HashSet<SmolStr>,
}

impl Union {
    /// Whether one of the others is among them.
    fn meet(&self, others: &[Clients]) -> bool {
        others.iter().any(|clients| {
            self.all
                || match clients {
                    Clients::All => !self.entry_points.is_empty(),
                    Clients::Of(entry_point) => self.entry_points.contains(entry_point),
                    Clients::Named(entry_point, name) => {
                        self.whole.contains(entry_point) || self.named.contains(&(entry_point.clone(), name.clone()))
                    }
                }
        })
    }

    fn add(&mut self, others: Vec<Clients>) {
        for clients in others {
            match clients {
                Clients::All => self.all = true,
                Clients::Of(entry_point) => {
                    self.entry_points.insert(entry_point.clone());
                    self.whole.insert(entry_point);
                }
                Clients::Named(entry_point, name) => {
                    self.entry_points.insert(entry_point.clone());
                    self.named.insert((entry_point, name));
                }
            }
        }
    }
}

/// The clients that each object concerns: those of a route, before and after, and those of the routes that use an object when it
/// is written, before any route is.
struct Concerned {
    routes: HashMap<ObjectId, Vec<Clients>>,
    users: HashMap<Known, Vec<ObjectId>>,
}

impl Concerned {
    fn new(old: &Resources, new: &Resources) -> Self {
        let mut concerned = Self { routes: HashMap::new(), users: HashMap::new() };
        for object in old.objects() {
            let used = if is_route(object) { needs(object).collect() } else { Vec::new() };
            for used in used {
                concerned.users.entry(used).or_default().push(ObjectId::of(object));
            }
        }
        for object in old.objects().iter().chain(new.objects()) {
            let Spec::IngressRouteTcp(route) = &object.spec else { continue };
            concerned.routes.entry(ObjectId::of(object)).or_default().extend(of_route(route));
        }
        concerned
    }

    /// The first TLS route of an entry point, and the last one that goes, concern all of its clients: Traefik waits for a TLS
    /// client's name only where there is one.
    fn by(&self, object: &Object, tls: &TlsRoutes) -> Vec<Clients> {
        let widened = |clients: &Clients| match clients {
            Clients::Named(entry_point, _) if !tls.stay_on(entry_point) => Clients::Of(entry_point.clone()),
            clients => clients.clone(),
        };
        let of = |id: &ObjectId| match self.routes.get(id) {
            Some(clients) => clients.iter().map(widened).collect(),
            None => vec![Clients::All],
        };
        match object.kind() {
            Kind::IngressRouteTcp => of(&ObjectId::of(object)),
            Kind::TlsStore => vec![Clients::All],
            Kind::TlsOption if object.metadata.name.as_str() == DEFAULT => vec![Clients::All],
            _ => self.users.get(&known(object)).into_iter().flatten().flat_map(of).collect(),
        }
    }
}

fn of_route(route: &IngressRouteTcp) -> Vec<Clients> {
    if route.entry_points.is_empty() {
        return vec![Clients::All];
    }
    // A name means nothing without TLS.
    let mut names = route.tls.is_some().then(Vec::new);
    for rule in &route.routes {
        let of_rule = if rule.syntax.is_none() { named(&rule.match_text.text) } else { None };
        names = names.zip(of_rule).map(|(mut all, mut more)| {
            all.append(&mut more);
            all
        });
    }
    let on = |entry_point: &SmolStr| match &names {
        None => vec![Clients::Of(entry_point.clone())],
        Some(names) => names.iter().map(|name| Clients::Named(entry_point.clone(), name.clone())).collect(),
    };
    route.entry_points.iter().flat_map(|entry_point| on(&entry_point.value)).collect()
}

/// The server names that a rule is limited to, if it is `HostSNI` of names and nothing else.
fn named(text: &str) -> Option<Vec<SmolStr>> {
    let rule = rule::parse(text, Syntax::V3).ok()?;
    let name = |alternative: &Expression| match alternative {
        Expression::Matcher(matcher) => match &matcher.kind {
            MatcherKind::HostSni(host) => host.name().map(SmolStr::from),
            _ => None,
        },
        _ => None,
    };
    rule.expression().alternatives().iter().map(name).collect()
}
