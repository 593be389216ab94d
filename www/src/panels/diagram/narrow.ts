/** One column, for phones: under its entry point every router is a card, its middlewares and services stand below it. */
import { type BoxMaker, routerHeight, SIZE, type Spot, stackHeight } from "./boxes.ts";
import { share } from "./columns.ts";
import type { Graph, Group, RouterList, Row } from "./graph.ts";
import { type LayoutOptions, shownRows } from "./layout.ts";
import { type Box, DEPTH, type Scene } from "./scene.ts";
import { curve, drop, step } from "./wires.ts";
import { LIST_TITLES } from "./words.ts";

const PAD = 12;
/** How far cards stand in from their entry point, and boxes from their card. */
const INDENT = 28;
const GAP = 24;
const GROUP_GAP = 28;
const TITLE = 24;
/** Between cards there has to be more room than inside of one. */
const CARD_GAP = 16;

export class NarrowLayout {
  private readonly scene: Scene;
  private y = PAD;

  constructor(private readonly options: LayoutOptions, private readonly make: BoxMaker) {
    this.scene = { width: options.width, height: 0, boxes: [], wires: [], headings: [], columns: [] };
  }

  draw(graph: Graph): Scene {
    for (const group of graph.groups) {
      this.group(group);
      this.y += GROUP_GAP;
    }
    if (graph.unused.length > 0) {
      this.heading(PAD, "Middlewares that no router uses", "unused");
      for (const known of graph.unused) {
        this.put(this.make.unused(known, { x: PAD, y: this.y, width: this.options.width - 2 * PAD }));
        this.y += SIZE.gap;
      }
      this.y += GROUP_GAP;
    }
    this.scene.height = Math.max(0, this.y - GROUP_GAP + PAD);
    return this.scene;
  }

  private put(box: Box): Box {
    this.scene.boxes.push(box);
    this.y = Math.max(this.y, box.y + box.height);
    return box;
  }

  private heading(x: number, text: string, kind: Scene["headings"][number]["kind"]): void {
    this.scene.headings.push({ x, y: this.y + 14, text, kind });
    this.y += TITLE;
  }

  private group(group: Group): void {
    const { ending } = this.options;
    const name = group.entryPoint.name;
    const lists = group.lists.map((list) => ({ list, ...shownRows(list, this.options) }));
    const rows = lists.flatMap((one) => one.rows.map((row) => row.id));
    const entry = this.put(this.make.entry(group, [...rows, `hosts@${name}`, `end@${name}`], {
      x: PAD, y: this.y, width: this.options.width - 2 * PAD,
    }));
    this.y += SIZE.gap;
    if (ending?.entryPoint === name) {
      this.under(entry, this.put(this.make.ending(name, ending.text, this.card())), false);
      this.y += SIZE.gap;
    }
    if (lists.length === 0) this.heading(PAD + INDENT, "no router uses this entry point", "unused");
    for (const one of lists) this.list(group, entry, one.list, one.rows, one.hidden);
    this.y -= CARD_GAP;
  }

  private card(): Spot {
    return { x: PAD + INDENT, y: this.y, width: this.options.width - 2 * PAD - INDENT };
  }

  private under(entry: Box, box: Box, dead: boolean): void {
    const path = drop(entry.x + INDENT / 2, entry.y + entry.height, box);
    this.scene.wires.push({ path, to: box.id, rows: box.rows, depth: DEPTH.toRouter, dead });
  }

  private list(group: Group, entry: Box, list: RouterList, rows: Row[], hidden: number): void {
    this.heading(PAD + INDENT, LIST_TITLES[list.kind], list.kind);
    if (list.kind === "tls" && group.entryPoint.http_hosts.length > 0) {
      this.under(entry, this.put(this.make.hosts(group, this.card())), false);
      this.y += CARD_GAP;
    }
    for (const row of rows) this.row(entry, row, list.kind === "dead");
    if (hidden > 0) {
      this.put(this.make.more(list, hidden, this.card()));
      this.y += CARD_GAP;
    }
  }

  private row(entry: Box, row: Row, dead: boolean): void {
    const card = this.put(this.make.router(row, this.card()));
    this.under(entry, card, dead);
    const guards = row.chain.length;
    const services = row.router.services.length;
    const top = card.y + routerHeight(row) + SIZE.gap;
    const tallest = Math.max(stackHeight(guards), stackHeight(services));
    const x = card.x + INDENT;
    const room = card.width - INDENT;
    const [first, second] = guards > 0 ? this.halves(row, room - GAP) : [0, room];
    const column = (left: number, width: number, count: number) => (index: number): Spot => {
      const from = top + (tallest - stackHeight(count)) / 2;
      return { x: left, y: from + index * (SIZE.small + SIZE.stack), width };
    };
    const guardSpot = column(x, first, guards);
    const serviceSpot = column(guards > 0 ? x + first + GAP : x, second, services);
    const chain = row.chain.map((guard, index) => this.put(this.make.guard(row, index, guard, guardSpot(index))));
    const targets = row.router.services.map((_, index) => this.put(this.make.service(row, index, serviceSpot(index))));
    this.connect(row, card, chain, targets, dead);
    this.y += CARD_GAP;
  }

  /** Middlewares and services side by side: all of the room is used, more of it by who needs it. */
  private halves(row: Row, room: number): [number, number] {
    const spot = { x: 0, y: 0, width: 4000 };
    const need = (boxes: Box[]): number => Math.max(90, ...boxes.map((box) => this.make.need(box)));
    const [first = 0] = share(room, [
      { need: need(row.chain.map((guard, index) => this.make.guard(row, index, guard, spot))), most: room, weight: 1 },
      { need: need(row.router.services.map((_, index) => this.make.service(row, index, spot))), most: room, weight: 1 },
    ]);
    return [first, room - first];
  }

  private connect(row: Row, card: Box, chain: Box[], targets: Box[], dead: boolean): void {
    const wire = (to: Box, path: string, depth: number): void => {
      this.scene.wires.push({ path, to: to.id, rows: [row.id], depth, dead });
    };
    const trunk = card.x + INDENT / 2;
    const bottom = card.y + card.height;
    const [first] = chain;
    const last = chain.at(-1);
    if (first) wire(first, drop(trunk, bottom, first), DEPTH.toGuards);
    chain.slice(1).forEach((guard, index) => wire(guard, step(chain[index] as Box, guard), guard.depth - 1));
    for (const target of targets) {
      wire(target, last ? curve(last, target) : drop(trunk, bottom, target), DEPTH.toServices);
    }
  }
}
