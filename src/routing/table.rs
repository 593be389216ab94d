use std::collections::BTreeMap;
use std::net::IpAddr;

use smol_str::SmolStr;

use super::answer::Answer;
use super::attach::EntryPoints;
use super::entry_point_table::EntryPointTable;
use super::guard::{Guard, GuardKind};
use super::manager::Manager;
use super::muxer::Muxer;
use super::provider::provide;
use super::router::Router;
use super::tls_options::{AllTlsOptions, TlsOptions};
use super::{Connection, Decision, Deed, Environment, explain, serve};
use crate::resource::Resources;
use crate::rule::Rule;
use crate::source_range::SourceRange;

/// All routers of a Traefik that serves some objects, ready to be asked about connections.
#[derive(Clone, Debug, Default)]
pub struct RoutingTable {
    pub(super) routers: Vec<Router>,
    pub(super) guards: Vec<Guard>,
    /// TLS options; the first are the default ones.
    pub(super) tls_options: Vec<Result<TlsOptions, String>>,
    pub(super) entry_points: BTreeMap<SmolStr, EntryPointTable>,
    /// Any other entry point, when one may exist that nobody declared.
    pub(super) elsewhere: Option<EntryPointTable>,
}

impl RoutingTable {
    /// Reads objects as Traefik does. What Traefik does not take is kept with its [`Fault`](super::Fault).
    pub fn new(resources: &Resources, environment: &Environment) -> Self {
        let mut provided = provide(resources, environment);
        let drafts = std::mem::take(&mut provided.drafts);
        let entry_points = EntryPoints::new(environment, &drafts);
        let mut manager = Manager::new(provided, AllTlsOptions::new(resources, environment), environment.version);
        let routers: Vec<_> = drafts.into_iter().map(|draft| manager.finish(draft, &entry_points)).collect();
        let mut table = Self {
            routers,
            guards: manager.guards,
            tls_options: manager.tls_options.options,
            entry_points: BTreeMap::new(),
            elsewhere: None,
        };
        table.fill(&entry_points, environment);
        table
    }

    fn fill(&mut self, entry_points: &EntryPoints, environment: &Environment) {
        let mut members: BTreeMap<&SmolStr, Vec<u32>> = entry_points.known().map(|name| (name, Vec::new())).collect();
        let mut elsewhere = Vec::new();
        for (place, router) in (0..).zip(&self.routers) {
            for name in &router.using {
                // An entry point that is named twice has the router once.
                if let Some(members) = members.get_mut(name).filter(|members| members.last() != Some(&place)) {
                    members.push(place);
                }
            }
            if router.everywhere {
                elsewhere.push(place);
            }
        }
        let hosts = |name: &SmolStr| {
            let declared = environment.entry_points.iter().find(|entry_point| entry_point.name == *name);
            declared.map_or(&[][..], |entry_point| &entry_point.http_hosts)
        };
        self.entry_points = members
            .iter()
            .map(|(name, members)| ((*name).clone(), EntryPointTable::new(members, &self.routers, hosts(name))))
            .collect();
        self.elsewhere = (environment.assume_entry_points && !elsewhere.is_empty())
            .then(|| EntryPointTable::new(&elsewhere, &self.routers, &[]));
    }

    /// Every router, in the order of the objects; those too that Traefik does not have.
    pub fn routers(&self) -> &[Router] {
        &self.routers
    }

    /// The names of the entry points that are known.
    pub fn entry_points(&self) -> impl Iterator<Item = &str> {
        self.entry_points.keys().map(SmolStr::as_str)
    }

    /// The routers of an entry point that take connections, in the order in which Traefik asks them: first those
    /// without TLS, then those with it. Among equal priorities the order is Traefik's chance, and by name here.
    pub fn routers_on(&self, entry_point: &str) -> impl Iterator<Item = &Router> {
        let lists = self.entry_point(entry_point).map(|lists| lists.plain.routes().iter().chain(lists.tls.routes()));
        lists.into_iter().flatten().filter_map(|route| self.router(route.router))
    }

    /// The routers of an entry point that take connections, those without TLS and those with it, each in the order in
    /// which Traefik asks them, by their place among [`routers`](Self::routers). Without a name, those of the entry points
    /// that nobody declared and no route names.
    pub fn lists(&self, entry_point: Option<&str>) -> [Vec<usize>; 2] {
        let lists = match entry_point {
            Some(name) => self.entry_points.get(name),
            None => self.elsewhere.as_ref(),
        };
        let places = |muxer: &Muxer| muxer.routes().iter().map(|route| route.router as usize).collect();
        lists.map_or_else(Default::default, |lists| [places(&lists.plain), places(&lists.tls)])
    }

    /// Whether Traefik reads a client's first bytes on an entry point before it chooses a router.
    pub fn peeks(&self, entry_point: Option<&str>) -> bool {
        let lists = match entry_point {
            Some(name) => self.entry_points.get(name),
            None => self.elsewhere.as_ref(),
        };
        lists.is_some_and(|lists| lists.tls.has_routes() || lists.https.any())
    }

    /// The names of a router's middlewares that Traefik has built, the first sees a connection first.
    pub fn guard_names<'t>(&'t self, router: &'t Router) -> impl Iterator<Item = &'t SmolStr> {
        self.guards_of(router).map(|guard| &guard.name)
    }

    /// All of a router that decides which connections it takes and what becomes of them: two routers of the same deed
    /// can be exchanged without anybody noticing.
    pub fn deed<'t>(&'t self, router: &'t Router) -> Deed<'t> {
        Deed {
            object: &router.object,
            rule: &router.rule,
            priority: router.priority,
            tls_mode: router.tls_mode,
            backends: &router.backends,
            options: router.tls_options.and_then(|at| self.tls_options.get(at as usize)),
            guards: self.guards_of(router).collect(),
        }
    }

    /// Whether an HTTPS router without a host shares the entry point.
    pub fn has_https_catch_all(&self, entry_point: &str) -> bool {
        self.entry_point(entry_point).is_some_and(|lists| lists.https.catch_all())
    }

    /// The hosts of the HTTPS routers that share it, as rules; a router without a host is not among them.
    pub fn https_rules(&self, entry_point: &str) -> &[Rule] {
        self.entry_point(entry_point).map_or(&[], |lists| lists.https.rules())
    }

    /// What becomes of a connection, without words.
    pub fn decide_fast(&self, connection: &Connection) -> Answer<'_> {
        serve::serve(self, connection)
    }

    /// What becomes of a connection, and why. Every router that Traefik asks before it has its answer is told of, so
    /// this takes time in proportion to their number.
    pub fn decide(&self, connection: &Connection) -> Decision {
        explain::decision(self, connection, &self.decide_fast(connection))
    }

    /// Whether there may be entry points that no route names, and routers that serve these.
    pub fn serves_unnamed_entry_points(&self) -> bool {
        self.elsewhere.is_some()
    }

    /// The allow lists among a router's middlewares; on a disabled router those that would be there.
    pub fn allow_lists<'t>(&'t self, router: &'t Router) -> impl Iterator<Item = &'t [SourceRange]> {
        self.guards_of(router).filter_map(|guard| match &guard.kind {
            GuardKind::AllowList(ranges) => Some(ranges.as_slice()),
            GuardKind::InFlight(_) | GuardKind::Unknown => None,
        })
    }

    /// Whether all middlewares of a router that could be built let a client through.
    pub fn admits(&self, router: &Router, client: IpAddr) -> bool {
        self.guards_of(router).all(|guard| guard.admits(client))
    }

    fn guards_of<'t>(&'t self, router: &'t Router) -> impl Iterator<Item = &'t Guard> {
        router.guards.iter().filter_map(|&guard| self.guards.get(guard as usize))
    }

    pub(super) fn router(&self, place: u32) -> Option<&Router> {
        self.routers.get(place as usize)
    }

    pub(super) fn entry_point(&self, name: &str) -> Option<&EntryPointTable> {
        self.entry_points.get(name).or(self.elsewhere.as_ref())
    }
}
