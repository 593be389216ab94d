use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use foldhash::HashMap;
use smol_str::SmolStr;

use super::attach::EntryPoints;
use super::deed::Guards;
use super::entry_point_table::EntryPointTable;
use super::guard::{Guard, GuardKind};
use super::manager::Manager;
use super::muxer::Muxer;
use super::not_serving::NotServing;
use super::provider::provide;
use super::router::Router;
use super::tls_options::{AllTlsOptions, TlsOptions};
use super::{Deed, EntryPoint, Environment, Surroundings};
use crate::resource::{Object, Resources};
use crate::rule::Rule;
use crate::source_range::SourceRange;
use crate::traefik::{Changes, TraefikVersion, change};

/// All routers of a Traefik that serves some objects, ready to be asked about connections.
#[derive(Clone, Debug, Default)]
pub struct RoutingTable {
    pub(super) version: TraefikVersion,
    pub(super) changes: Changes,
    pub(super) surroundings: Arc<Surroundings>,
    pub(super) routers: Vec<Router>,
    pub(super) guards: Vec<Guard>,
    /// TLS options; the first are the default ones.
    pub(super) tls_options: Vec<Result<TlsOptions, String>>,
    pub(super) entry_points: BTreeMap<SmolStr, EntryPointTable>,
    /// Any other entry point, when one may exist that nobody declared.
    pub(super) elsewhere: Option<EntryPointTable>,
    not_serving: OnceLock<Arc<NotServing>>,
}

/// An entry point with the routers that take connections there, by their place among [`RoutingTable::routers`].
#[derive(Clone, Debug)]
pub struct Listener<'t> {
    /// Its name; none for entry points that nobody declared and no route names.
    pub name: Option<&'t str>,
    /// Whether Traefik reads a client's first bytes before it chooses a router.
    pub peeks: bool,
    /// Routers without TLS, in the order in which Traefik asks them.
    pub plain: Vec<usize>,
    /// Routers with TLS, in that order.
    pub tls: Vec<usize>,
}

impl RoutingTable {
    /// Reads objects as Traefik does. What Traefik does not take is kept with its [`Fault`](super::Fault).
    pub fn new(resources: &Resources, environment: &Environment) -> Self {
        Self::of(&resources.objects().iter().collect::<Vec<_>>(), environment)
    }

    /// The same of objects that stand in several places.
    pub(crate) fn of(objects: &[&Object], environment: &Environment) -> Self {
        Self::made(objects, environment, &[])
    }

    /// The same. Rules that another table has are not read again.
    pub(crate) fn like(other: &Self, objects: &[&Object], environment: &Environment) -> Self {
        let known = if other.changes == environment.changes() { other.routers.as_slice() } else { &[] };
        Self::made(objects, environment, known)
    }

    fn made(objects: &[&Object], environment: &Environment, known: &[Router]) -> Self {
        let mut provided = provide(objects, environment, known);
        let drafts = std::mem::take(&mut provided.drafts);
        let entry_points = EntryPoints::new(environment, &drafts);
        let changes = environment.changes();
        let mut tls_options = AllTlsOptions::new(objects, environment);
        if provided.crashed {
            tls_options.forget_default();
        }
        let mut manager = Manager::new(provided, tls_options, changes);
        let routers: Vec<_> = drafts.into_iter().map(|draft| manager.finish(draft, &entry_points)).collect();
        let mut table = Self {
            version: environment.version,
            changes,
            surroundings: Arc::clone(&environment.surroundings),
            routers,
            guards: manager.guards,
            tls_options: manager.tls_options.options,
            entry_points: BTreeMap::new(),
            elsewhere: None,
            not_serving: OnceLock::new(),
        };
        table.fill(&entry_points, environment);
        table
    }

    fn fill(&mut self, entry_points: &EntryPoints, environment: &Environment) {
        let known = entry_points.known();
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); known.len()];
        let mut elsewhere = Vec::new();
        for (place, router) in (0..).zip(&self.routers) {
            for name in &router.using {
                // An entry point that is named twice has the router once.
                let members = entry_points.place(name).and_then(|at| members.get_mut(at));
                if let Some(members) = members.filter(|members| members.last() != Some(&place)) {
                    members.push(place);
                }
            }
            if router.everywhere {
                elsewhere.push(place);
            }
        }
        // Of two declarations of one name the first counts.
        let declared: HashMap<&SmolStr, &EntryPoint> =
            environment.entry_points.iter().rev().map(|entry_point| (&entry_point.name, entry_point)).collect();
        let table = |name: &SmolStr, members: &[u32]| {
            let facts = declared.get(name).copied().ok_or(environment.https_hosts_elsewhere.as_slice());
            EntryPointTable::new(members, &self.routers, facts, self.changes)
        };
        self.entry_points =
            known.into_iter().zip(&members).map(|(name, members)| (name.clone(), table(name, members))).collect();
        self.elsewhere = (environment.assume_entry_points && !elsewhere.is_empty()).then(|| {
            EntryPointTable::new(&elsewhere, &self.routers, Err(&environment.https_hosts_elsewhere), self.changes)
        });
    }

    /// The Traefik that it answers for.
    pub fn version(&self) -> TraefikVersion {
        self.version
    }

    /// The changes of behaviour that this Traefik has.
    pub fn changes(&self) -> Changes {
        self.changes
    }

    /// What is known of the cluster around it.
    pub fn surroundings(&self) -> &Surroundings {
        &self.surroundings
    }

    /// Whether this Traefik answers PostgreSQL's SSLRequest itself, and routes what follows.
    pub fn grants_postgres(&self) -> bool {
        self.changes.has(&change::POSTGRES_STARTTLS) && !self.changes.has(&change::POSTGRES_BROKEN)
    }

    /// Every router, in the order of the objects; those too that Traefik does not have.
    pub fn routers(&self) -> &[Router] {
        &self.routers
    }

    /// Whether connections to an entry point of this name are taken.
    pub fn has_entry_point(&self, name: &str) -> bool {
        self.entry_point(name).is_some()
    }

    /// Whether TLS clients that no TCP router takes meet the same TLS options as with another table.
    pub fn has_default_tls_of(&self, other: &Self) -> bool {
        self.tls_options.first() == other.tls_options.first()
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

    /// What each entry point has, by name; without a name, what those have that nobody declared and no route names.
    pub fn listeners(&self) -> impl Iterator<Item = Listener<'_>> {
        let named = self.entry_points.iter().map(|(name, lists)| (Some(name.as_str()), lists));
        named.chain(self.elsewhere.iter().map(|lists| (None, lists))).map(|(name, lists)| {
            let places = |muxer: &Muxer| muxer.routes().iter().map(|route| route.router as usize).collect();
            let (plain, tls) = (places(&lists.plain), places(&lists.tls));
            Listener { name, peeks: lists.tls.has_routes() || lists.https.any(), plain, tls }
        })
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
            language: router.language,
            priority: router.priority,
            tls_mode: router.tls_mode,
            backends: &router.backends,
            turns: router.turns,
            options: router.tls_options.and_then(|at| self.tls_options.get(at as usize)),
            guards: Guards { all: &self.guards, own: &router.guards },
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

    pub(super) fn not_serving(&self) -> &NotServing {
        self.not_serving.get_or_init(|| Arc::new(NotServing::of(&self.routers)))
    }

    pub(super) fn router(&self, place: u32) -> Option<&Router> {
        self.routers.get(place as usize)
    }

    pub(super) fn entry_point(&self, name: &str) -> Option<&EntryPointTable> {
        self.entry_points.get(name).or(self.elsewhere.as_ref())
    }
}
