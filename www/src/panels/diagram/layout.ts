/** A graph as a scene: columns from left to right where there is room for them, cards below each other where not. */
import { BoxMaker } from "./boxes.ts";
import type { Measure } from "./fit.ts";
import type { Graph, RouterList, Row } from "./graph.ts";
import { NarrowLayout } from "./narrow.ts";
import type { Scene } from "./scene.ts";
import { WideLayout } from "./wide.ts";

export interface LayoutOptions {
  width: number;
  measure: Measure;
  /** How many rows of each list are shown at first, and of those that were opened further, by their ids. */
  first: number;
  limits: ReadonlyMap<string, number>;
  /** Rows that are shown however long their list is. */
  keep: ReadonlySet<string>;
  /** Where a connection ends that no router takes. */
  ending: { entryPoint: string; text: string } | null;
}

/** Columns need this much. */
export const WIDE_FROM = 620;

/** So many routers are shown at once; with more of them lists are cut, but not shorter than this. */
const FIRST_ROWS = 150;
const SHORTEST_LIST = 25;
/** With every press of "show the next". */
export const NEXT_ROWS = 200;

/** How many rows of each list are shown at first. */
export function firstRows(graph: Graph): number {
  const lists = graph.groups.flatMap((group) => group.lists);
  const rows = lists.reduce((sum, list) => sum + list.rows.length, 0);
  return rows <= FIRST_ROWS ? rows : Math.max(SHORTEST_LIST, Math.floor(FIRST_ROWS / lists.length));
}

export function layout(graph: Graph, options: LayoutOptions): Scene {
  const make = new BoxMaker(options.measure, graph.groups);
  const plan = options.width >= WIDE_FROM ? new WideLayout(options, make, graph) : new NarrowLayout(options, make);
  return plan.draw(graph);
}

/** The rows of a list that are shown, and how many are not. */
export function shownRows(list: RouterList, options: LayoutOptions): { rows: Row[]; hidden: number } {
  const limit = options.limits.get(list.id) ?? options.first;
  if (list.rows.length <= limit) return { rows: list.rows, hidden: 0 };
  const rows = list.rows.filter((row, index) => index < limit || options.keep.has(row.id));
  return { rows, hidden: list.rows.length - rows.length };
}
