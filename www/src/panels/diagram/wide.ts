/**
 * Columns: entry point, routers, middlewares, services. Every router has a row of its own, and neighbours of a list
 * that have the same middlewares or services share one box of them. Both cut the list into stretches, so no line crosses
 * another one, however many routers there are.
 */
import { type BoxMaker, routerHeight, SIZE, stackHeight } from "./boxes.ts";
import type { Graph, Group, RouterList, Row } from "./graph.ts";
import { type LayoutOptions, shownRows } from "./layout.ts";
import { share, type Wish } from "./columns.ts";
import { runsOf } from "./runs.ts";
import { type Box, DEPTH, type Scene, type Wire } from "./scene.ts";
import { branch, curve, middle, step } from "./wires.ts";
import { LIST_TITLES, serviceName } from "./words.ts";

const PAD = 16;
/** Between the columns: as much as there is room for, and less before a name is cut. */
const TRUNK = { most: 28, least: 20 };
const GAP = { most: 32, least: 16 };
const GROUP_GAP = 26;
const TITLE = 24;
const COLUMNS = 34;
/** Enough to know how wide names are. */
const SAMPLED = 100;

interface Column {
  x: number;
  width: number;
}

type Columns = Record<"entry" | "router" | "guard" | "service", Column>;

/** How wide the columns would like to be: as their texts. */
function wishesOf(graph: Graph, make: BoxMaker): Wish[] {
  const spot = { x: 0, y: 0, width: 4000 };
  const wish = (boxes: Box[], least: number, most: number, weight: number): Wish => {
    const need = (which: "all" | "names"): number => Math.max(least, ...boxes.map((box) => make.need(box, which)));
    return { need: need("all"), names: need("names"), most, weight };
  };
  const rows = graph.groups.flatMap((group) => group.lists.flatMap((list) => list.rows)).slice(0, SAMPLED);
  const guards = rows.flatMap((row) => row.chain.map((guard, index) => make.guard(row, index, guard, spot)));
  return [
    wish(graph.groups.slice(0, SAMPLED).map((group) => make.entry(group, [], spot)), 96, 200, 1),
    wish(rows.map((row) => make.router(row, spot)), 150, 400, 1.6),
    wish(guards, guards.length > 0 ? 84 : 0, 230, guards.length > 0 ? 1 : 0),
    wish(rows.flatMap((row) => row.router.services.map((_, index) => make.service(row, index, spot))), 96, 280, 1.3),
  ];
}

/** Columns as wide as their texts, as far as there is room: before a text is cut, the columns move together. */
function columnsOf(width: number, graph: Graph, make: BoxMaker): Columns {
  const wishes = wishesOf(graph, make);
  const needed = wishes.reduce((sum, wish) => sum + wish.need, 2 * PAD);
  const guarded = wishes[2]!.need > 0;
  const between = (of: "most" | "least"): number => TRUNK[of] + (guarded ? 2 : 1) * GAP[of];
  const apart = Math.min(1, Math.max(0, (width - needed - between("least")) / (between("most") - between("least"))));
  const trunk = Math.floor(TRUNK.least + apart * (TRUNK.most - TRUNK.least));
  const gap = Math.floor(GAP.least + apart * (GAP.most - GAP.least));
  const [entry = 0, router = 0, guard = 0, service = 0] = share(width - 2 * PAD - trunk - (guarded ? 2 : 1) * gap, wishes);
  const routerX = PAD + entry + trunk;
  const guardX = routerX + router + gap;
  return {
    entry: { x: PAD, width: entry },
    router: { x: routerX, width: router },
    guard: { x: guardX, width: guard },
    service: { x: guarded ? guardX + guard + gap : guardX, width: service },
  };
}

/** A row that has its place. */
interface Placed {
  row: Row;
  dead: boolean;
  box: Box;
  guards: Box[];
  services: Box[];
}

export class WideLayout {
  private readonly scene: Scene;
  private readonly columns: Columns;
  private readonly guarded: boolean;
  private y = COLUMNS;

  constructor(private readonly options: LayoutOptions, private readonly make: BoxMaker, graph: Graph) {
    this.columns = columnsOf(options.width, graph, make);
    this.guarded = this.columns.guard.width > 0;
    this.scene = { width: options.width, height: 0, boxes: [], wires: [], headings: [], columns: this.titles() };
  }

  draw(graph: Graph): Scene {
    for (const group of graph.groups) {
      this.group(group);
      this.y += GROUP_GAP;
    }
    this.unused(graph);
    this.scene.height = Math.max(0, this.y - GROUP_GAP + PAD);
    return this.scene;
  }

  private titles(): Scene["columns"] {
    const { entry, router, guard, service } = this.columns;
    const titles = [
      { x: entry.x, text: "Entry point" },
      { x: router.x, text: "Routers, in order of priority" },
      { x: guard.x, text: "Middlewares" },
      { x: service.x, text: "Services" },
    ];
    return this.guarded ? titles : titles.filter((title) => title.x !== guard.x || title.text === "Services");
  }

  private group(group: Group): void {
    const top = this.y;
    const placed: Placed[] = [];
    const others: Box[] = [];
    for (const list of group.lists) this.list(group, list, placed, others);
    const first = [...placed.map((one) => one.box), ...others].sort((one, other) => one.y - other.y)[0];
    const y = first ? Math.max(top, middle(first) - SIZE.entry / 2) : top;
    const rows = [...placed.map((one) => one.row.id), ...others.flatMap((box) => box.rows)];
    const { ending } = this.options;
    const ends = ending !== null && ending.entryPoint === group.entryPoint.name;
    if (ends) rows.push(`end@${group.entryPoint.name}`);
    const entry = this.make.entry(group, rows, { ...this.columns.entry, y });
    this.scene.boxes.push(entry);
    const trunk = Math.floor((entry.x + entry.width + this.columns.router.x) / 2) + 0.5;
    for (const { box, dead } of placed) this.branch(entry, trunk, box, dead);
    for (const box of others) this.branch(entry, trunk, box, false);
    let bottom = entry.y + entry.height;
    if (ends) bottom = this.ending(group, entry, ending.text);
    if (group.lists.length === 0) this.scene.headings.push({
      x: this.columns.router.x, y: entry.y + entry.height / 2 + 4, text: "no router uses this entry point", kind: "unused",
    });
    this.y = Math.max(this.y, bottom);
  }

  private branch(entry: Box, trunk: number, to: Box, dead: boolean): void {
    this.scene.wires.push({ path: branch(entry, trunk, to), to: to.id, rows: to.rows, depth: DEPTH.toRouter, dead });
  }

  private ending(group: Group, entry: Box, text: string): number {
    const box = this.make.ending(group.entryPoint.name, text, { ...this.columns.entry, y: entry.y + entry.height + 16 });
    this.scene.boxes.push(box);
    this.scene.wires.push({ path: step(entry, box), to: box.id, rows: box.rows, depth: DEPTH.toRouter, dead: false });
    return box.y + box.height;
  }

  private list(group: Group, list: RouterList, placed: Placed[], others: Box[]): void {
    if (this.y > COLUMNS && placed.length + others.length > 0) this.y += 6;
    this.scene.headings.push({ x: this.columns.router.x, y: this.y + 14, text: LIST_TITLES[list.kind], kind: list.kind });
    this.y += TITLE;
    if (list.kind === "tls" && group.entryPoint.http_hosts.length > 0) {
      const hosts = this.make.hosts(group, { ...this.columns.router, y: this.y });
      this.scene.boxes.push(hosts);
      others.push(hosts);
      this.y += hosts.height + SIZE.gap;
    }
    const { rows, hidden } = shownRows(list, this.options);
    const own = rows.map((row) => this.row(row, list.kind === "dead"));
    this.guards(own);
    this.services(own);
    this.connect(own);
    placed.push(...own);
    if (hidden > 0) {
      const more = this.make.more(list, hidden, { ...this.columns.router, y: this.y });
      this.scene.boxes.push(more);
      this.y += more.height + SIZE.gap;
    }
    if (rows.length > 0 || hidden > 0) this.y -= SIZE.gap - 8;
  }

  private row(row: Row, dead: boolean): Placed {
    const own = routerHeight(row);
    const height = Math.max(own, stackHeight(row.chain.length), stackHeight(row.router.services.length));
    const box = this.make.router(row, { ...this.columns.router, y: this.y + (height - own) / 2 });
    this.scene.boxes.push(box);
    this.y += height + SIZE.gap;
    return { row, dead, box, guards: [], services: [] };
  }

  private guards(placed: Placed[]): void {
    const key = ({ row }: Placed) => (row.chain.length > 0 ? row.chain.map((guard) => guard.name).join("\n") : null);
    for (const run of runsOf(placed, key)) {
      const [first] = run;
      if (!first) continue;
      const spots = this.stack(run, first.row.chain.length, this.columns.guard);
      const boxes = first.row.chain.map((guard, index) => {
        const box = this.make.guard(first.row, index, guard, { ...this.columns.guard, y: spots[index] ?? 0 });
        return { ...box, rows: run.map((one) => one.row.id) };
      });
      this.scene.boxes.push(...boxes);
      for (const one of run) one.guards = boxes;
    }
  }

  private services(placed: Placed[]): void {
    const key = ({ row }: Placed) => {
      const names = row.router.services.map((service) => `${serviceName(service)} ${service.weight}`);
      return names.length > 0 ? names.join("\n") : null;
    };
    for (const run of runsOf(placed, key)) {
      const [first] = run;
      if (!first) continue;
      const spots = this.stack(run, first.row.router.services.length, this.columns.service);
      const boxes = spots.map((y, index) => {
        const box = this.make.service(first.row, index, { ...this.columns.service, y });
        return { ...box, rows: run.map((one) => one.row.id) };
      });
      this.scene.boxes.push(...boxes);
      for (const one of run) one.services = boxes;
    }
  }

  /** The tops of so many small boxes, in the middle of the run's rows. */
  private stack(run: Placed[], count: number, column: Column): number[] {
    const from = middle(run[0]?.box as Box);
    const to = middle(run.at(-1)?.box as Box);
    const top = (from + to) / 2 - stackHeight(count) / 2;
    return column.width === 0 ? [] : Array.from({ length: count }, (_, index) => top + index * (SIZE.small + SIZE.stack));
  }

  private connect(placed: Placed[]): void {
    const merged = new Map<string, Wire>();
    const wire = ({ row, dead }: Placed, from: Box, to: Box, depth: number, path: string): void => {
      const known = merged.get(`${from.id} ${to.id}`);
      if (known) known.rows.push(row.id);
      else merged.set(`${from.id} ${to.id}`, { path, to: to.id, rows: [row.id], depth, dead });
    };
    const lane = this.guarded ? this.columns.guard.x + this.columns.guard.width : null;
    for (const one of placed) {
      const { box, guards, services } = one;
      const [first] = guards;
      const last = guards.at(-1);
      if (first) wire(one, box, first, DEPTH.toGuards, curve(box, first));
      guards.slice(1).forEach((guard, index) => {
        const above = guards[index] as Box;
        wire(one, above, guard, guard.depth - 1, step(above, guard));
      });
      for (const service of services) {
        wire(one, last ?? box, service, DEPTH.toServices, curve(last ?? box, service, last ? null : lane));
      }
    }
    this.scene.wires.push(...merged.values());
  }

  private unused(graph: Graph): void {
    if (graph.unused.length === 0) return;
    this.scene.headings.push({ x: PAD, y: this.y + 14, text: "Middlewares that no router uses", kind: "unused" });
    this.y += TITLE;
    const width = Math.min(220, this.options.width - 2 * PAD);
    const inRow = Math.max(1, Math.floor((this.options.width - 2 * PAD + SIZE.gap) / (width + SIZE.gap)));
    graph.unused.forEach((known, index) => {
      const x = PAD + (index % inRow) * (width + SIZE.gap);
      const y = this.y + Math.floor(index / inRow) * (SIZE.small + SIZE.gap);
      this.scene.boxes.push(this.make.unused(known, { x, y, width }));
    });
    this.y += Math.ceil(graph.unused.length / inRow) * (SIZE.small + SIZE.gap) + GROUP_GAP;
  }
}
