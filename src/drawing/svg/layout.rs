use super::super::graph::{Graph, Group, List, ListKind, Row};
use super::super::words;
use super::columns::{self, Columns, PAD, TRUNK};
use super::scene::{Framed, Scene, Wire};

const GAP: u32 = 10;
const STACK: u32 = 8;
const GROUP_GAP: u32 = 26;
const TITLE: u32 = 24;
const HEAD: u32 = 34;
/// The legend has room, and so have the titles of an empty state.
const LEAST: u32 = 560;
/// More routers than these share no box: the lines to it would be long.
const LONGEST_RUN: usize = 5;

/// Places for everything, from top to bottom.
pub(super) fn layout(graph: &Graph<'_>) -> Scene {
    let mut layout = Layout::new(graph);
    for group in &graph.groups {
        layout.group(group);
    }
    layout.unused();
    layout.legend();
    layout.scene
}

struct Layout<'g, 'a> {
    graph: &'g Graph<'a>,
    columns: Columns,
    scene: Scene,
    y: u32,
}

impl<'g, 'a> Layout<'g, 'a> {
    fn new(graph: &'g Graph<'a>) -> Self {
        let columns = Columns::new(graph);
        let mut headings = vec![
            (columns.entry.x, PAD + 8, "Entry point"),
            (columns.router.x, PAD + 8, "Routers, in order of priority"),
        ];
        if columns.guard.width > 0 {
            headings.push((columns.guard.x, PAD + 8, "Middlewares"));
        }
        if columns.service.width > 0 {
            headings.push((columns.service.x, PAD + 8, "Services"));
        }
        let scene = Scene {
            width: columns.end().max(LEAST),
            height: 0,
            boxes: Vec::new(),
            wires: Vec::new(),
            headings,
            legend: Vec::new(),
        };
        Self { graph, columns, scene, y: HEAD }
    }

    fn group(&mut self, group: &Group<'_>) {
        let top = self.y;
        let first = self.scene.boxes.len();
        for list in &group.lists {
            self.list(group, list);
        }
        let targets: Vec<Framed> = self.scene.boxes.get(first..).unwrap_or_default().to_vec();
        let routers = || targets.iter().filter(|one| one.x == self.columns.router.x);
        let mut entry = Framed { x: self.columns.entry.x, width: self.columns.entry.width, ..columns::entry(group) };
        let middle = routers().next().map_or(top, Framed::middle);
        entry.y = middle.saturating_sub(entry.height / 2).max(top);
        let wires: Vec<Wire> = routers()
            .map(|to| Wire { path: branch(&entry, self.columns.router.x - TRUNK / 2, to), dashed: to.dashed })
            .collect();
        self.scene.wires.extend(wires);
        if group.lists.is_empty() {
            self.scene.headings.push((self.columns.router.x, entry.middle() + 4, "no router uses this entry point"));
        }
        self.y = self.y.max(entry.y + entry.height + GAP) + GROUP_GAP;
        self.scene.boxes.push(entry);
    }

    fn list(&mut self, group: &Group<'_>, list: &List<'_>) {
        self.scene.headings.push((self.columns.router.x, self.y + 14, words::list(list.kind)));
        self.y += TITLE;
        if list.kind == ListKind::Tls && !group.hosts.is_empty() {
            let hosts = Framed { x: self.columns.router.x, y: self.y, ..columns::hosts(group) };
            self.y += hosts.height + GAP;
            self.scene.boxes.push(Framed { width: self.columns.router.width, ..hosts });
        }
        let mut rows = list.rows.as_slice();
        while let Some(first) = rows.first() {
            let same = rows.iter().take(LONGEST_RUN).take_while(|row| row.way() == first.way()).count();
            let (run, rest) = rows.split_at(same);
            self.run(first, run);
            rows = rest;
        }
    }

    /// Routers that go the same way behind them: its boxes are there once.
    fn run(&mut self, first: &Row<'_>, run: &[Row<'_>]) {
        let mut guards: Vec<Framed> = first.guards.iter().map(|guard| columns::guard(self.graph, guard)).collect();
        let all = first.router.services.as_slice();
        let mut services: Vec<Framed> = columns::services(self.graph, all).collect();
        let mut routers: Vec<Framed> = run.iter().map(|row| columns::router(self.graph, row)).collect();
        let own = stacked(&routers, GAP);
        let whole = own.max(stacked(&guards, STACK)).max(stacked(&services, STACK));
        let top = self.y;
        let place = |boxes: &mut [Framed], column: columns::Column, gap: u32| {
            let mut y = top + (whole - stacked(boxes, gap)) / 2;
            for one in boxes {
                (one.x, one.y, one.width) = (column.x, y, column.width);
                y += one.height + gap;
            }
        };
        place(&mut routers, self.columns.router, GAP);
        place(&mut guards, self.columns.guard, STACK);
        place(&mut services, self.columns.service, STACK);
        self.connect(&routers, &guards, &services);
        self.y += whole + GAP;
        self.scene.boxes.extend(routers.into_iter().chain(guards).chain(services));
    }

    fn connect(&mut self, routers: &[Framed], guards: &[Framed], services: &[Framed]) {
        let dashed = routers.iter().all(|router| router.dashed);
        let wires = &mut self.scene.wires;
        if let (Some(first), Some(last)) = (guards.first(), guards.last()) {
            wires.extend(routers.iter().map(|from| Wire { path: curve(from, first, 0), dashed: from.dashed }));
            wires.extend(
                guards.windows(2).filter_map(|pair| Some(Wire { path: step(pair.first()?, pair.last()?), dashed })),
            );
            wires.extend(services.iter().map(|to| Wire { path: curve(last, to, 0), dashed }));
            return;
        }
        // Straight past the middlewares of others.
        let lane = if self.columns.guard.width > 0 { self.columns.guard.end() } else { 0 };
        for from in routers {
            wires.extend(services.iter().map(|to| Wire { path: curve(from, to, lane), dashed: from.dashed }));
        }
    }

    fn unused(&mut self) {
        if self.graph.unused.is_empty() {
            return;
        }
        self.scene.headings.push((PAD, self.y + 14, "Middlewares that no router uses"));
        self.y += TITLE;
        let mut x = PAD;
        let mut lowest = 0;
        for guard in &self.graph.unused {
            let framed = columns::guard(self.graph, guard);
            let width = framed.need();
            if x > PAD && x + width + PAD > self.scene.width {
                (x, self.y, lowest) = (PAD, self.y + lowest + GAP, 0);
            }
            self.scene.width = self.scene.width.max(x + width + PAD);
            lowest = lowest.max(framed.height);
            self.scene.boxes.push(Framed { x, y: self.y, width, ..framed });
            x += width + GAP;
        }
        self.y += lowest + GROUP_GAP;
    }

    /// Explains only what occurs in the drawing.
    fn legend(&mut self) {
        let levels = self.graph.levels().into_iter().map(|level| (level.name(), level.name()));
        let dashed = self.scene.boxes.iter().any(|one| one.dashed);
        let dashed = dashed.then_some(("fine dashed", "not served, or not of this state"));
        let meanings: Vec<_> = levels.chain(dashed).collect();
        let places = (0..).map(|place| PAD + 90 * place);
        let legend = places.zip(&meanings).map(|(x, &(class, meaning))| (x, self.y, class, meaning));
        self.scene.legend = legend.collect();
        let bottom = if meanings.is_empty() { self.y.saturating_sub(GROUP_GAP) } else { self.y + TITLE };
        self.scene.height = bottom.max(HEAD + GROUP_GAP);
    }
}

fn stacked(boxes: &[Framed], gap: u32) -> u32 {
    let gaps = u32::try_from(boxes.len().saturating_sub(1)).unwrap_or(0) * gap;
    boxes.iter().map(|one| one.height).sum::<u32>() + gaps
}

const TURN: u32 = 8;

/// Out of an entry point, along the trunk, into a box on its right.
fn branch(from: &Framed, trunk: u32, to: &Framed) -> String {
    let (start, end, out) = (from.middle(), to.middle(), from.x + from.width);
    let turn = TURN.min(start.abs_diff(end) / 2);
    if turn == 0 {
        return format!("M{out} {start}H{}", to.x);
    }
    let (first, last) = if end > start { (start + turn, end - turn) } else { (start - turn, end + turn) };
    format!(
        "M{out} {start}H{}Q{trunk} {start} {trunk} {first}V{last}Q{trunk} {end} {} {end}H{}",
        trunk - turn,
        trunk + turn,
        to.x
    )
}

/// From one box to one on its right; first straight on as far as `lane`.
fn curve(from: &Framed, to: &Framed, lane: u32) -> String {
    let out = from.x + from.width;
    let bend = out.max(lane);
    let half = u32::midpoint(bend, to.x);
    let (start, end) = (from.middle(), to.middle());
    format!("M{out} {start}H{bend}C{half} {start} {half} {end} {} {end}", to.x)
}

/// From one box down to the next of a stack.
fn step(from: &Framed, to: &Framed) -> String {
    format!("M{} {}V{}", from.x + from.width / 2, from.y + from.height, to.y)
}
