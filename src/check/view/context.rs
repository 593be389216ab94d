use foldhash::{HashMap, HashSet};

use crate::check::view::allow_list_view::AllowListView;
use crate::check::view::entry_point_view::EntryPointView;
use crate::check::view::route_view::RouteView;
use crate::check::view::rule_view::RuleView;
use crate::desired::{Common, DesiredState, Entry, EntryPoint, Named};
use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::routing::{Router, RoutingTable};
use crate::rule::Problem;
use crate::source::{Sources, Text};
use crate::state::State;
use crate::traefik::TraefikVersion;

/// What checks look at: what was read, and what Traefik makes of it.
#[derive(Debug)]
pub struct Context<'a> {
    /// The input texts.
    pub sources: &'a Sources,
    /// The state files as written.
    pub desired: &'a DesiredState,
    /// The objects.
    pub resources: &'a Resources,
    /// What Traefik makes of the objects.
    pub table: &'a RoutingTable,
    /// Every rule of every route, in output order: the table's routers, each with everything around it.
    pub rules: Vec<RuleView<'a>>,
    /// The entry points with the routers that take connections there.
    pub listeners: Vec<EntryPointView<'a>>,
    /// The rules that Traefik refuses, by their place among [`rules`](Self::rules).
    pub broken: Vec<usize>,
    /// Every allow list of a middleware that is not external, in output order.
    pub allow_lists: Vec<AllowListView<'a>>,
    /// MiddlewareTCPs by namespace and name.
    pub middlewares: HashMap<ObjectRef<'a>, &'a Object>,
    /// ServersTransportTCPs by namespace and name.
    pub servers_transports: HashMap<ObjectRef<'a>, &'a Object>,
    /// TLSOptions by namespace and name.
    pub tls_options: HashMap<ObjectRef<'a>, &'a Object>,
    /// The TLSOption that holds for routes that name none: the first one named `default`.
    pub default_tls_options: Option<&'a Object>,
    /// TLSStores by namespace and name.
    pub tls_stores: HashMap<ObjectRef<'a>, &'a Object>,
    /// Declared entry points by name; empty when none are declared, and then every name may exist.
    pub entry_points: HashMap<&'a str, &'a Named<EntryPoint>>,
    /// The Traefik that will serve this.
    pub version: TraefikVersion,
    /// Whether everything that was written could be read. When not, a check must not report what is missing elsewhere in
    /// the state; of what is missing in an entry it may where the object [is whole](Object::whole).
    pub complete: bool,
    unread: Unread<'a>,
}

/// The names under which something may have been written that could not be read.
#[derive(Debug, Default)]
struct Unread<'a> {
    any: bool,
    names: HashSet<&'a str>,
}

impl<'a> Context<'a> {
    /// Reads the state once for all checks. `table` was made of its objects.
    pub fn new(sources: &'a Sources, state: &'a State, table: &'a RoutingTable) -> Self {
        let State { desired, resources, .. } = state;
        let version = table.version();
        let entry_points = desired.entry_points.iter().map(|entry| (entry.key.as_str(), entry)).collect();
        let rules = rules(desired, resources, table, &entry_points);
        Self {
            sources,
            desired,
            resources,
            table,
            listeners: EntryPointView::all(&state.desired, table, &entry_points),
            broken: rules.iter().enumerate().filter(|(_, rule)| rule.sound().is_none()).map(|(at, _)| at).collect(),
            rules,
            allow_lists: allow_lists(resources),
            middlewares: resources.index(Kind::MiddlewareTcp),
            servers_transports: resources.index(Kind::ServersTransportTcp),
            tls_options: resources.index(Kind::TlsOption),
            default_tls_options: resources.objects().iter().find(|object| is_default_tls_options(object)),
            tls_stores: resources.index(Kind::TlsStore),
            entry_points,
            version,
            complete: state.is_whole(),
            unread: Unread::new(state),
        }
    }

    /// Whether an entry of this name, in whatever namespace, may have been written and could not be read.
    pub fn may_be_unread(&self, name: &str) -> bool {
        self.unread.any || self.unread.names.contains(bare(name))
    }

    /// All that is wrong with the texts of rules.
    pub fn problems(&self) -> impl Iterator<Item = (&RuleView<'a>, &Problem)> {
        let broken = self.broken.iter().filter_map(|&at| self.rules.get(at));
        broken.flat_map(|rule| rule.problems().iter().map(move |problem| (rule, problem)))
    }

    /// The rules at these places, such as those of a listener.
    pub fn at<'s>(&'s self, places: &'s [usize]) -> impl Iterator<Item = &'s RuleView<'a>> {
        places.iter().filter_map(|&at| self.rules.get(at))
    }

    /// The rules of a route, in order.
    pub fn rules_of(&self, view: &RouteView<'a>) -> &[RuleView<'a>] {
        self.rules.get(view.first..view.first + view.route.routes.len()).unwrap_or_default()
    }

    /// What Traefik makes of the rules of a route, in order.
    pub(crate) fn routers_of(&self, view: &RouteView<'a>) -> impl Iterator<Item = &'a Router> {
        self.rules_of(view).iter().map(|rule| rule.router)
    }

    /// The entry that an object was made from; none where it comes from elsewhere.
    pub fn entry(&self, object: &Object) -> Option<&'a Entry> {
        entry(self.desired, object)
    }

    /// Every route with its entry.
    pub fn routes(&self) -> impl Iterator<Item = RouteView<'a>> + use<'a> {
        let desired = self.desired;
        let mut rules = 0;
        self.resources.routes().map(move |(object, route)| {
            let first = rules;
            rules += route.routes.len();
            RouteView::new(object, route, entry(desired, object).and_then(Entry::route), first)
        })
    }
}

impl<'a> Unread<'a> {
    fn new(state: &'a State) -> Self {
        let desired = &state.desired;
        let entries = desired.entries.iter().filter(|entry| !entry.whole).map(|entry| &entry.key);
        let entry_points = desired.entry_points.iter().filter(|entry| !entry.whole).map(|entry| &entry.key);
        let objects =
            state.resources.objects().iter().filter(|object| !object.whole).map(|object| &object.metadata.name);
        let names = entries.chain(entry_points).chain(objects).map(|name: &Text| bare(name)).collect();
        Self { any: state.lost_names, names }
    }
}

/// A name without its namespace.
fn bare(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, name)| name)
}

fn entry<'a>(desired: &'a DesiredState, object: &Object) -> Option<&'a Entry> {
    desired.entry(object.entry?)
}

fn is_default_tls_options(object: &Object) -> bool {
    object.kind() == Kind::TlsOption && object.metadata.name.as_str() == "default"
}

/// The table has a router for each rule of each route, in the order of the objects.
fn rules<'a>(
    desired: &'a DesiredState,
    resources: &'a Resources,
    table: &'a RoutingTable,
    entry_points: &HashMap<&'a str, &'a Named<EntryPoint>>,
) -> Vec<RuleView<'a>> {
    let mut rules = Vec::with_capacity(table.routers().len());
    let mut routers = table.routers().iter();
    for (object, route) in resources.routes() {
        let written = entry(desired, object).and_then(Entry::route);
        for (rule, router) in route.routes.iter().zip(&mut routers) {
            rules.push(RuleView::new(object, route, rule, router, written, entry_points));
        }
    }
    rules
}

fn allow_lists(resources: &Resources) -> Vec<AllowListView<'_>> {
    let own = resources.middlewares().filter(|(object, _)| !object.external);
    own.filter_map(|(object, middleware)| AllowListView::new(object, middleware)).collect()
}

/// The objects of manifests, which are no entries of a state file.
pub(crate) fn of_manifests(resources: &Resources) -> impl Iterator<Item = &Object> {
    resources.objects().iter().filter(|object| object.entry.is_none())
}

/// What every entry that becomes an object may carry, in the order of the files.
pub(crate) fn commons(desired: &DesiredState) -> impl Iterator<Item = &Common> {
    desired.entries.iter().map(|entry| entry.body.common())
}
