use foldhash::{HashMap, HashMapExt as _, HashSet};

use super::level::{Findings, Level};
use crate::desired::Extents;
use crate::question::{Outlined, OutlinedEntryPoint, OutlinedMiddleware, OutlinedRouter, OutlinedService, Subject};
use crate::resource::{Kind, ObjectRef};
use crate::routing::Status;
use crate::rule::TlsMode;

/// What is drawn: entry points, each with its lists of routers in the order in which Traefik asks them. A router on two entry
/// points is in the lists of both, as it is in Traefik.
pub struct Graph<'a> {
    pub groups: Vec<Group<'a>>,
    /// Middlewares that no router uses.
    pub unused: Vec<Guard<'a>>,
    /// The namespace of all routers, if it is one: then bare names are enough for what is in it.
    pub namespace: Option<&'a str>,
}

/// An entry point with its routers.
pub struct Group<'a> {
    /// Empty for routers that name no entry point where no default one is known.
    pub name: &'a str,
    pub port: Option<i64>,
    /// Hosts of HTTPS routers, which come first.
    pub hosts: &'a [String],
    /// Routers name it, others are declared, and it is not.
    pub missing: bool,
    pub lists: Vec<List<'a>>,
}

/// Routers that Traefik keeps together.
pub struct List<'a> {
    pub kind: ListKind,
    /// The highest priority first; among equals, as written.
    pub rows: Vec<Row<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    Plain,
    Tls,
    Dead,
}

/// One router in the list of one entry point.
#[derive(Clone)]
pub struct Row<'a> {
    pub router: &'a OutlinedRouter,
    pub level: Level,
    pub guards: Vec<Guard<'a>>,
}

/// A middleware as a router names it.
#[derive(Clone)]
pub struct Guard<'a> {
    pub name: &'a str,
    /// None if no middleware has this name.
    pub known: Option<&'a OutlinedMiddleware>,
    pub level: Level,
}

impl<'a> Graph<'a> {
    /// What an outline shows, with the level of what is wrong with each part.
    pub fn new(outlined: &'a Outlined, subject: &Subject) -> Self {
        let findings = Findings::new(&subject.compilation.diagnostics);
        let extents = Extents::new(&subject.compilation.desired, &subject.sources);
        let guards = guards(outlined, subject, &findings, &extents);
        let rows = rows(outlined, &guards, &levels(outlined, subject, &findings, &extents));
        let used: HashSet<&str> = rows.iter().flat_map(|row| &row.guards).map(|guard| guard.name).collect();
        let unused = outlined.middlewares.iter().filter(|known| !used.contains(known.middleware.as_str()));
        let unused = unused.filter_map(|known| guards.get(known.middleware.as_str()).cloned()).collect();
        Self { groups: groups(outlined, &rows), unused, namespace: namespace(outlined) }
    }

    /// Every row of every list.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.groups.iter().flat_map(|group| &group.lists).flat_map(|list| &list.rows)
    }

    /// Every level that something has.
    pub fn levels(&self) -> Vec<Level> {
        let guards = self.rows().flat_map(|row| &row.guards).chain(&self.unused).map(|guard| guard.level);
        let entries = self.groups.iter().map(Group::level);
        let found: Vec<Level> = self.rows().map(|row| row.level).chain(guards).chain(entries).collect();
        Level::WRONG.into_iter().filter(|level| found.contains(level)).collect()
    }
}

impl Group<'_> {
    pub fn level(&self) -> Level {
        if self.missing || self.name.is_empty() { Level::Warning } else { Level::Fine }
    }
}

impl Guard<'_> {
    /// Whether the state does not define it: it is unknown, or managed elsewhere.
    pub fn is_foreign(&self) -> bool {
        self.known.is_none_or(|known| known.external)
    }
}

impl<'a> Row<'a> {
    /// Whether Traefik does not serve it.
    pub fn is_dead(&self) -> bool {
        is_dead(self.router)
    }

    /// Routers that share all of this go the same way once they are chosen.
    pub fn way(&self) -> (Vec<&'a str>, &'a [OutlinedService]) {
        (self.guards.iter().map(|guard| guard.name).collect(), &self.router.services)
    }
}

fn is_dead(router: &OutlinedRouter) -> bool {
    matches!(router.status, Status::Disabled | Status::Absent)
}

fn guards<'a>(
    outlined: &'a Outlined,
    subject: &Subject,
    findings: &Findings,
    extents: &Extents,
) -> HashMap<&'a str, Guard<'a>> {
    let objects = subject.compilation.resources.middlewares();
    let known = outlined.middlewares.iter().zip(objects).map(|(known, (object, _))| {
        let (name, level) = (known.middleware.as_str(), findings.worst(extents.of(object.span)));
        (name, Guard { name, known: Some(known), level })
    });
    known.collect()
}

/// The level of every router, in their order.
fn levels(outlined: &Outlined, subject: &Subject, findings: &Findings, extents: &Extents) -> Vec<Level> {
    let index = subject.compilation.resources.index(Kind::IngressRouteTcp);
    let mut by_route = HashMap::new();
    let routers = outlined.routers.iter().zip(subject.compilation.table.routers());
    let level = |(outlined, router): (&OutlinedRouter, &crate::routing::Router)| {
        let name = ObjectRef { namespace: &router.object.namespace, name: &router.object.name };
        let of_rules = by_route.entry(router.object.clone()).or_insert_with(|| {
            index.get(&name).map(|route| findings.of_rules(route, extents.of(route.span))).unwrap_or_default()
        });
        match of_rules.get(router.index).copied().unwrap_or_default() {
            Level::Fine if is_dead(outlined) => Level::Error,
            Level::Fine | Level::Advice if outlined.status != Status::Enabled => Level::Warning,
            level => level,
        }
    };
    routers.map(level).collect()
}

fn rows<'a>(outlined: &'a Outlined, guards: &HashMap<&'a str, Guard<'a>>, levels: &[Level]) -> Vec<Row<'a>> {
    let unknown = |name: &'a str| Guard { name, known: None, level: Level::Error };
    let guard = |name: &'a String| guards.get(name.as_str()).cloned().unwrap_or_else(|| unknown(name));
    let rows = outlined.routers.iter().zip(levels);
    rows.map(|(router, &level)| Row { router, level, guards: router.middlewares.iter().map(guard).collect() }).collect()
}

fn groups<'a>(outlined: &'a Outlined, rows: &[Row<'a>]) -> Vec<Group<'a>> {
    let mut on: HashMap<&str, Vec<&Row<'a>>> = HashMap::new();
    for row in rows {
        let mut seen = HashSet::default();
        for name in row.router.entry_points.iter().filter(|name| seen.insert(name.as_str())) {
            on.entry(name).or_default().push(row);
        }
        if row.router.entry_points.is_empty() {
            on.entry("").or_default().push(row);
        }
    }
    let some_declared = outlined.entry_points.iter().any(|one| one.declared);
    let group = |one: &'a OutlinedEntryPoint| {
        let own = on.get(one.name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let (hosts, missing) = (one.http_hosts.as_slice(), some_declared && !one.declared);
        Group { name: &one.name, port: one.port, hosts, missing, lists: lists(own, !hosts.is_empty()) }
    };
    let nowhere = on.get("").filter(|_| outlined.entry_points.iter().all(|one| !one.name.is_empty()));
    let nowhere =
        nowhere.map(|own| Group { name: "", port: None, hosts: &[], missing: false, lists: lists(own, false) });
    outlined.entry_points.iter().map(group).chain(nowhere).collect()
}

/// Hosts of HTTPS routers are asked with the TLS routers, so where there are some there is such a list.
fn lists<'a>(rows: &[&Row<'a>], has_hosts: bool) -> Vec<List<'a>> {
    let of = |kind| {
        let mut own: Vec<Row<'a>> = rows.iter().filter(|row| kind_of(row) == kind).map(|&row| row.clone()).collect();
        own.sort_by_key(|row| std::cmp::Reverse(row.router.priority));
        List { kind, rows: own }
    };
    let lists = [ListKind::Plain, ListKind::Tls, ListKind::Dead].map(of).into_iter();
    lists.filter(|list| !list.rows.is_empty() || list.kind == ListKind::Tls && has_hosts).collect()
}

fn kind_of(row: &Row<'_>) -> ListKind {
    match row.router.tls_mode {
        _ if row.is_dead() => ListKind::Dead,
        TlsMode::None => ListKind::Plain,
        TlsMode::Passthrough | TlsMode::Terminate => ListKind::Tls,
    }
}

fn namespace(outlined: &Outlined) -> Option<&str> {
    let mut namespaces = outlined.routers.iter().map(|router| router.router.namespace.as_str());
    let first = namespaces.next()?;
    namespaces.all(|other| other == first).then_some(first)
}
