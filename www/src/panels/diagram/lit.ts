/** What lights up: the path of a connection, or everything that a box has to do with. */
import type { Highlight } from "../panel.ts";
import type { Graph } from "./graph.ts";
import { type Box, DEPTH, type Scene, type Wire } from "./scene.ts";

export interface Lit {
  boxes: Set<string>;
  /** By their places in the scene. */
  wires: Set<number>;
  /** The box at which the connection is refused. */
  stop: string | null;
}

/** The rows that a connection may go through; several when Traefik makes no promise. */
export function rowsOf(graph: Graph, highlight: Highlight): Set<string> {
  const rows = new Set<string>();
  const asked = graph.groups.filter((group) => highlight.entryPoint === null || group.entryPoint.name === highlight.entryPoint);
  for (const row of asked.flatMap((group) => group.lists.flatMap((list) => list.rows))) {
    const { router, rule } = row.router;
    if (highlight.routers.includes(router) && (highlight.rule ?? rule) === rule) rows.add(row.id);
  }
  return rows;
}

export function litByHighlight(scene: Scene, graph: Graph, highlight: Highlight): Lit {
  const rows = rowsOf(graph, highlight);
  if (rows.size === 0) return litWithoutRouter(scene, highlight.entryPoint);
  const until = reach(graph, rows, highlight);
  const services = new Set(highlight.services.map((name) => `service:${name}`));
  const reached = (box: Box): boolean =>
    box.depth <= until && (box.kind !== "service" || services.size === 0 || services.has(box.thing));
  const lit = litByRows(scene, rows, reached);
  const ends = scene.boxes.filter((box) => lit.boxes.has(box.id) && box.depth === until);
  return { ...lit, stop: until < DEPTH.service ? (ends[0]?.id ?? null) : null };
}

/** How far the connection gets: to the middleware that refuses it, to the router, or to the services. */
function reach(graph: Graph, rows: Set<string>, { outcome, refusedBy }: Highlight): number {
  if (outcome !== "closed" && outcome !== "http") return DEPTH.service;
  const all = graph.groups.flatMap((group) => group.lists.flatMap((list) => list.rows));
  const chain = all.find((row) => rows.has(row.id))?.chain ?? [];
  const place = chain.findIndex((guard) => guard.name === refusedBy);
  return place < 0 ? DEPTH.router : DEPTH.guard + 2 * place;
}

function litWithoutRouter(scene: Scene, entryPoint: string | null): Lit {
  const ids = new Set([`entry:${entryPoint ?? ""}`, `end:${entryPoint ?? ""}`]);
  const boxes = new Set(scene.boxes.filter((box) => ids.has(box.id)).map((box) => box.id));
  return { boxes, wires: placesOf(scene, (wire) => wire.to === `end:${entryPoint ?? ""}`), stop: null };
}

/** Everything on the paths that lead through boxes of the same thing. */
export function litByThing(scene: Scene, thing: string): Lit {
  const same = scene.boxes.filter((box) => box.thing === thing);
  const lit = litByRows(scene, new Set(same.flatMap((box) => box.rows)), () => true);
  for (const box of same) lit.boxes.add(box.id);
  return lit;
}

function litByRows(scene: Scene, rows: Set<string>, reached: (box: Box) => boolean): Lit {
  const touched = (one: Box | Wire): boolean => one.rows.some((row) => rows.has(row));
  const boxes = new Set(scene.boxes.filter((box) => touched(box) && reached(box)).map((box) => box.id));
  return { boxes, wires: placesOf(scene, (wire) => touched(wire) && boxes.has(wire.to)), stop: null };
}

function placesOf(scene: Scene, wanted: (wire: Wire) => boolean): Set<number> {
  return new Set(scene.wires.flatMap((wire, place) => (wanted(wire) ? [place] : [])));
}
