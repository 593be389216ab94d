use super::super::graph::{Graph, Group, Guard, Row};
use super::super::level::Level;
use super::super::network::Shape;
use super::super::words;
use super::scene::Framed;
use super::text::Style;
use crate::question::OutlinedService;

pub(super) const PAD: u32 = 16;
/// Between entry points and routers, where the lines branch off.
pub(super) const TRUNK: u32 = 40;
const GAP: u32 = 44;

#[derive(Clone, Copy, Default)]
pub(super) struct Column {
    pub x: u32,
    pub width: u32,
}

impl Column {
    pub fn end(self) -> u32 {
        self.x + self.width
    }

    fn behind(self, gap: u32, width: u32) -> Self {
        // A column without boxes takes no room.
        let gap = if width == 0 { 0 } else { gap };
        Self { x: self.end() + gap, width }
    }
}

/// Columns as wide as their widest box.
pub(super) struct Columns {
    pub entry: Column,
    pub router: Column,
    pub guard: Column,
    pub service: Column,
}

impl Columns {
    pub fn new(graph: &Graph<'_>) -> Self {
        let entries = widest(graph.groups.iter().map(entry));
        let hosts = widest(graph.groups.iter().filter(|group| !group.hosts.is_empty()).map(hosts));
        let routers = widest(graph.rows().map(|row| router(graph, row))).max(hosts);
        let guards = widest(graph.rows().flat_map(|row| row.guards.iter().map(|one| guard(graph, one))));
        let services = widest(graph.rows().flat_map(|row| {
            let all = row.router.services.as_slice();
            services(graph, all)
        }));
        let entry = Column { x: PAD, width: entries };
        let router = entry.behind(TRUNK, routers.max(180));
        let guard = router.behind(GAP, guards);
        let service = guard.behind(GAP, services);
        Self { entry, router, guard, service }
    }

    pub fn end(&self) -> u32 {
        self.service.end() + PAD
    }
}

fn widest(boxes: impl Iterator<Item = Framed>) -> u32 {
    boxes.map(|one| one.need()).max().unwrap_or(0)
}

pub(super) fn entry(group: &Group<'_>) -> Framed {
    let (name, note) = words::entry_point(group);
    let mut framed = Framed::new(Shape::Entry, group.level(), vec![(Style::Name, name), (Style::Note, note)]);
    framed.dashed = group.missing;
    framed
}

pub(super) fn hosts(group: &Group<'_>) -> Framed {
    let (title, hosts) = words::hosts(group);
    let lines = vec![(Style::Note, title), (Style::Code, hosts)];
    Framed { dashed: true, ..Framed::new(Shape::Router, Level::Fine, lines) }
}

pub(super) fn router(graph: &Graph<'_>, row: &Row<'_>) -> Framed {
    let mut lines = vec![(Style::Name, words::router(graph, row)), (Style::Code, words::rule(row))];
    lines.extend(words::trouble(row).into_iter().map(|trouble| (Style::Note, trouble)));
    let framed = Framed::new(Shape::Router, row.level, lines);
    Framed { tag: words::priority(row), dashed: row.is_dead(), ..framed }
}

pub(super) fn guard(graph: &Graph<'_>, one: &Guard<'_>) -> Framed {
    let (name, note) = words::guard(graph, one);
    let framed = Framed::new(Shape::Guard, one.level, vec![(Style::Name, name), (Style::Note, note)]);
    Framed { dashed: one.is_foreign(), ..framed }
}

pub(super) fn services(graph: &Graph<'_>, all: &[OutlinedService]) -> impl Iterator<Item = Framed> {
    words::services(graph, all).map(|(_, name, share)| {
        let framed = Framed::new(Shape::Service, Level::Fine, vec![(Style::Name, name)]);
        Framed { tag: share, ..framed }
    })
}
