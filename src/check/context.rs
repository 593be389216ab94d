use std::collections::HashMap;
use std::rc::Rc;

use super::allow_list_view::AllowListView;
use super::entry_point_view::EntryPointView;
use super::route_view::RouteView;
use super::rule_view::{Parsed, RuleView};
use super::unread::Unread;
use crate::desired::{DesiredState, EntryPoint, Named};
use crate::environment::environment;
use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::routing::Environment;
use crate::rule::{self, Problem, Syntax};
use crate::source::{Sources, Span, Text};
use crate::traefik_version::TraefikVersion;

/// What checks look at: everything is read once, here.
#[derive(Debug)]
pub struct Context<'a> {
    /// The input texts.
    pub sources: &'a Sources,
    /// The state as written.
    pub desired: &'a DesiredState,
    /// The objects.
    pub resources: &'a Resources,
    /// Every rule of every route, in output order.
    pub rules: Vec<RuleView<'a>>,
    /// The entry points with the routers that Traefik enables on them. None where not everything could be read: a
    /// `tls` that is missing would make routers plain.
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
    /// Whether everything that was written could be read. When not, a check must not complain of what is missing
    /// elsewhere in the state; of what is missing in an entry it may where [`is_whole`](Self::is_whole).
    pub complete: bool,
    unread: Unread,
    /// Whether entry points that only routes name exist, whatever is declared.
    assume_entry_points: bool,
}

impl<'a> Context<'a> {
    /// Reads the state once for all checks. `unread` are the places of what could not be read.
    pub fn new(sources: &'a Sources, desired: &'a DesiredState, resources: &'a Resources, unread: &[Span]) -> Self {
        let complete = unread.is_empty();
        let version = desired.traefik.version();
        let rules = rules(desired, resources, version);
        let entry_points = desired.entry_points.iter().map(|entry| (entry.key.as_str(), entry)).collect();
        Self {
            sources,
            desired,
            resources,
            listeners: if complete { EntryPointView::all(&rules, &entry_points) } else { Vec::new() },
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
            complete,
            assume_entry_points: false,
            unread: Unread::new(desired, unread),
        }
    }

    /// The same where some objects come from manifests, which say nothing of entry points: those that their routes name
    /// exist.
    #[must_use]
    pub fn with_manifests(self) -> Self {
        Self { assume_entry_points: true, ..self }
    }

    /// What is known of the Traefik that will serve this.
    pub fn environment(&self) -> Environment {
        let mut environment = environment(self.desired);
        environment.assume_entry_points |= self.assume_entry_points;
        environment
    }

    /// Whether all could be read of the entry that an object was made from, so that what it does not say was not written.
    pub fn is_whole(&self, object: &Object) -> bool {
        self.unread.is_whole(object.span)
    }

    /// Whether an entry of this name, in whatever namespace, may have been written and could not be read.
    pub fn may_be_unread(&self, name: &str) -> bool {
        !self.complete && self.unread.may_have(name)
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

    /// Every route with its entry. Entries and objects stand in the same order.
    pub fn routes(&self) -> impl Iterator<Item = RouteView<'a>> + use<'a> {
        let mut entries = self.desired.routes.iter();
        self.resources.routes().map(move |(object, route)| RouteView { object, route, written: entries.next() })
    }

    /// Whether objects may refer to objects of other namespaces (`allowCrossNamespace`).
    pub fn allows_cross_namespace(&self) -> bool {
        self.desired.traefik.allow_cross_namespace.is_some_and(|allow| allow.value)
    }
}

fn is_default_tls_options(object: &Object) -> bool {
    object.kind() == Kind::TlsOption && object.metadata.name.as_str() == "default"
}

/// A route's entry in the state file stands at the same place among the entries as its object among the objects.
fn rules<'a>(desired: &'a DesiredState, resources: &'a Resources, version: TraefikVersion) -> Vec<RuleView<'a>> {
    let mut rules = Vec::with_capacity(desired.routes.len());
    let mut entries = desired.routes.iter();
    // A text is read once, however many rules have it: most plain routes have the same.
    let mut read: HashMap<(&str, Syntax), Rc<Parsed>> = HashMap::new();
    for (object, route) in resources.routes() {
        let written = entries.next().map(|entry| &entry.body);
        for (index, rule) in route.routes.iter().enumerate() {
            let text = rule.match_text.text.as_str();
            let syntax = syntax(rule.syntax.as_ref().map(Text::as_str), version);
            let parsed = read.entry((text, syntax)).or_insert_with(|| Rc::new(rule::parse(text, syntax)));
            rules.push(RuleView::new(object, route, (index, rule), Rc::clone(parsed), written, version));
        }
    }
    rules
}

/// `syntax` as Traefik reads it: an unknown value means v3 (behaviour of 3.7.15), and Traefik v2 knows its own alone.
fn syntax(written: Option<&str>, version: TraefikVersion) -> Syntax {
    if version.is_v2() { Syntax::V2 } else { Syntax::from_written(written.unwrap_or_default()) }
}

fn allow_lists(resources: &Resources) -> Vec<AllowListView<'_>> {
    let own = resources.middlewares().filter(|(object, _)| !object.external);
    own.filter_map(|(object, middleware)| AllowListView::new(object, middleware)).collect()
}
