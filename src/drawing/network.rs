use foldhash::HashMap;

use super::graph::{Graph, Row};
use super::level::Level;
use super::words;
use crate::question::{OutlinedRouter, OutlinedService};

/// A drawing as nodes and edges, for programs that lay it out themselves.
#[derive(Default)]
pub(super) struct Network {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Entry,
    Router,
    Guard,
    Service,
}

pub(super) struct Node {
    pub shape: Shape,
    /// The name first.
    pub lines: Vec<String>,
    pub level: Level,
    /// Not served, or managed elsewhere.
    pub dashed: bool,
}

pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    pub label: String,
    pub dashed: bool,
}

/// The middlewares and services behind a router. Only routers with the same ones share nodes for their middlewares: with one
/// node per middleware for all routers, nobody could see which router leads to which service.
type Way<'a> = (Vec<&'a str>, Vec<String>);

impl Network {
    pub fn new(graph: &Graph<'_>) -> Self {
        let mut making = Making::default();
        for group in &graph.groups {
            let (name, note) = words::entry_point(group);
            let entry = making.node(Shape::Entry, vec![name, note], group.level(), group.missing);
            if !group.hosts.is_empty() {
                let (title, hosts) = words::hosts(group);
                let hosts = making.node(Shape::Router, vec![title, hosts], Level::Fine, true);
                making.edge(entry, hosts, String::new(), false);
            }
            for row in group.lists.iter().flat_map(|list| &list.rows) {
                let router = making.router(graph, row);
                making.edge(entry, router, String::new(), row.is_dead());
            }
        }
        for guard in &graph.unused {
            let (name, note) = words::guard(graph, guard);
            making.node(Shape::Guard, vec![name, note, "no router uses it".to_owned()], guard.level, true);
        }
        making.network
    }
}

#[derive(Default)]
struct Making<'a> {
    network: Network,
    /// Routers by their addresses: two rules may be the same.
    routers: HashMap<*const OutlinedRouter, usize>,
    /// The first node of a way.
    ways: HashMap<Way<'a>, usize>,
    services: HashMap<String, usize>,
}

impl<'a> Making<'a> {
    fn node(&mut self, shape: Shape, lines: Vec<String>, level: Level, dashed: bool) -> usize {
        let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
        self.network.nodes.push(Node { shape, lines, level, dashed });
        self.network.nodes.len() - 1
    }

    fn edge(&mut self, from: usize, to: usize, label: String, dashed: bool) {
        self.network.edges.push(Edge { from, to, label, dashed });
    }

    fn router(&mut self, graph: &Graph<'a>, row: &Row<'a>) -> usize {
        if let Some(&known) = self.routers.get(&std::ptr::from_ref(row.router)) {
            return known;
        }
        let mut lines =
            vec![words::router(graph, row), words::rule(row), format!("priority: {}", words::priority(row))];
        lines.extend(words::trouble(row));
        let router = self.node(Shape::Router, lines, row.level, row.is_dead());
        self.routers.insert(std::ptr::from_ref(row.router), router);
        self.behind(graph, row, router);
        router
    }

    /// Its middlewares, and behind them its services.
    fn behind(&mut self, graph: &Graph<'a>, row: &Row<'a>, router: usize) {
        let (names, services) = row.way();
        let key = |one: &OutlinedService| format!("{} {} {}", one.service, one.port, one.weight);
        let way = (names, services.iter().map(key).collect());
        if let Some(&first) = self.ways.get(&way) {
            return self.edge(router, first, String::new(), row.is_dead());
        }
        let mut last = router;
        for guard in &row.guards {
            let (name, note) = words::guard(graph, guard);
            let next = self.node(Shape::Guard, vec![name, note], guard.level, guard.is_foreign());
            self.edge(last, next, String::new(), row.is_dead());
            if last == router {
                self.ways.insert(way.clone(), next);
            }
            last = next;
        }
        for (service, name, share) in words::services(graph, services) {
            let whole = format!("{}:{}", service.service, service.port);
            let known = self.services.get(&whole).copied();
            let next = known.unwrap_or_else(|| self.node(Shape::Service, vec![name], Level::Fine, false));
            self.services.insert(whole, next);
            self.edge(last, next, share, row.is_dead());
        }
    }
}
