/**
 * What the diagram shows, before it has a size: entry points, each with its lists of routers in the order in which
 * Traefik asks them. A router on two entry points stands in the lists of both, as it does in Traefik.
 */
import type { Outline, OutlineEntryPoint, OutlineMiddleware, OutlineRouter } from "../../core/routing.ts";
import { type Compilation, type CompiledObject, type Diagnostic, isPlaced, type Place, type Placed, type Source } from "../../core/types.ts";
import { entryPointPlaces } from "./entry-place.ts";

/** One router in the list of one entry point. */
export interface Row {
  /** Unique in the graph, and the same as long as the router keeps its place in the file. */
  id: string;
  router: OutlineRouter;
  chain: Guard[];
  problems: Diagnostic[];
  /** The whole entry that it was made from, when that is known. */
  entry: Placed | null;
}

/** A middleware as a router names it. */
export interface Guard {
  name: string;
  /** Null when nothing of this name is known. */
  known: OutlineMiddleware | null;
  problems: Diagnostic[];
  entry: Placed | null;
}

export type ListKind = "plain" | "tls" | "dead";

export interface RouterList {
  id: string;
  kind: ListKind;
  rows: Row[];
}

export interface Group {
  entryPoint: OutlineEntryPoint;
  /** Routes name it, others are declared, and it is not. */
  missing: boolean;
  /** Where it is declared. */
  place: Placed | null;
  lists: RouterList[];
}

export interface Graph {
  groups: Group[];
  /** Middlewares that no router uses. */
  unused: Guard[];
  counts: { routers: number; dead: number; problems: number };
}

const KINDS: readonly ListKind[] = ["plain", "tls", "dead"];

export function isDead(router: OutlineRouter): boolean {
  return router.status === "disabled" || router.status === "absent";
}

function kindOf(router: OutlineRouter): ListKind {
  if (isDead(router)) return "dead";
  return router.tls_mode === "none" ? "plain" : "tls";
}

/** Its place, unless it stands in no file. */
export function placeOf(one: Place): Placed | null {
  return isPlaced(one) ? one : null;
}

function within(inner: Place, outer: Place): boolean {
  if (!isPlaced(inner) || !isPlaced(outer) || inner.file !== outer.file) return false;
  return inner.start.offset >= outer.start.offset && inner.end.offset <= outer.end.offset;
}

/** Entry points in their own order; behind them those that only routers name, and "" for routers that name none. */
function entryPointsOf(outline: Outline): OutlineEntryPoint[] {
  const all = new Map(outline.entry_points.map((one) => [one.name, one]));
  for (const router of outline.routers) {
    for (const name of namesOf(router)) {
      if (!all.has(name)) all.set(name, { name, port: null, http_hosts: [], declared: false });
    }
  }
  return [...all.values()];
}

function namesOf(router: OutlineRouter): string[] {
  return router.entry_points.length > 0 ? [...new Set(router.entry_points)] : [""];
}

/** The highest priority first; among equals, as written. */
function byPriority(one: Row, other: Row): number {
  return other.router.priority - one.router.priority;
}

type Compiled = Pick<Compilation, "diagnostics" | "objects">;

/** The objects of a compilation, and which problems belong to them. */
class Entries {
  private readonly objects: Map<string, CompiledObject>;
  /** By their places, of each file. */
  private readonly placed = new Map<string, (Diagnostic & Placed)[]>();
  private readonly shared = new Map<readonly Place[], Diagnostic[]>();

  constructor(compiled: Compiled) {
    this.objects = new Map(compiled.objects.map((one) => [`${one.kind} ${one.namespace}/${one.name}`, one]));
    for (const one of compiled.diagnostics) {
      if (!isPlaced(one)) continue;
      const listed = this.placed.get(one.file) ?? [];
      this.placed.set(one.file, listed);
      listed.push(one);
    }
    for (const listed of this.placed.values()) listed.sort((one, other) => one.start.offset - other.start.offset);
  }

  entry(kind: string, name: string): Placed | null {
    const found = this.objects.get(`${kind} ${name}`);
    return found ? placeOf(found) : null;
  }

  /** Problems inside of the place; of those in the whole entry, the ones that no sibling claims for itself. */
  problems(place: Place, entry: Place | null, siblings: readonly Place[]): Diagnostic[] {
    const own = this.within(place);
    return entry ? [...new Set([...own, ...this.unclaimed(entry, siblings)])] : own;
  }

  private unclaimed(entry: Place, siblings: readonly Place[]): Diagnostic[] {
    const known = this.shared.get(siblings);
    if (known) return known;
    const found = this.within(entry).filter((one) => !siblings.some((sibling) => within(one, sibling)));
    if (siblings.length > 0) this.shared.set(siblings, found);
    return found;
  }

  private within(place: Place): Diagnostic[] {
    if (!isPlaced(place)) return [];
    const listed = this.placed.get(place.file) ?? [];
    let [from, to] = [0, listed.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (listed[middle]!.start.offset < place.start.offset) from = middle + 1;
      else to = middle;
    }
    const found: Diagnostic[] = [];
    for (let at = from; at < listed.length && listed[at]!.start.offset <= place.end.offset; at++) {
      if (within(listed[at]!, place)) found.push(listed[at]!);
    }
    return found;
  }
}

const NOTHING: Compiled = { diagnostics: [], objects: [] };

export function graphOf(outline: Outline, compiled = NOTHING, sources: readonly Source[] = []): Graph {
  const entries = new Entries(compiled);
  const guards = new Map(outline.middlewares.map((known) => {
    const entry = entries.entry("MiddlewareTCP", known.middleware);
    return [known.middleware, { name: known.middleware, known, entry, problems: entries.problems(known, entry, []) }];
  }));
  const rows = rowsOf(outline, entries, guards);
  const byEntryPoint = new Map<string, Row[]>();
  for (const row of rows) {
    for (const name of namesOf(row.router)) {
      const listed = byEntryPoint.get(name) ?? [];
      byEntryPoint.set(name, listed);
      listed.push({ ...row, id: `${row.id}@${name}` });
    }
  }
  const used = new Set(outline.routers.flatMap((router) => router.middlewares));
  const places = entryPointPlaces(sources);
  const someDeclared = outline.entry_points.some((one) => one.declared);
  return {
    groups: entryPointsOf(outline).map((entryPoint) => ({
      entryPoint,
      missing: someDeclared && !entryPoint.declared && entryPoint.name !== "",
      place: places.get(entryPoint.name) ?? null,
      lists: listsOf(entryPoint, byEntryPoint.get(entryPoint.name) ?? []),
    })),
    unused: [...guards.values()].filter((one) => !used.has(one.name)),
    counts: {
      routers: rows.length,
      dead: rows.filter((row) => isDead(row.router)).length,
      problems: compiled.diagnostics.length,
    },
  };
}

function rowsOf(outline: Outline, entries: Entries, guards: ReadonlyMap<string, Guard>): Row[] {
  const siblings = new Map<string, Place[]>();
  for (const router of outline.routers) {
    const known = siblings.get(router.router);
    if (known) known.push(router);
    else siblings.set(router.router, [router]);
  }
  return outline.routers.map((router, index) => {
    const entry = entries.entry("IngressRouteTCP", router.router);
    return {
      id: `${index}`,
      router,
      chain: router.middlewares.map((name) => guards.get(name) ?? { name, known: null, problems: [], entry: null }),
      problems: entries.problems(router, entry, siblings.get(router.router) ?? []),
      entry,
    };
  });
}

/** Hosts of HTTPS routers are asked with the TLS routers, so where there are some there is such a list. */
function listsOf(entryPoint: OutlineEntryPoint, rows: Row[]): RouterList[] {
  const lists = KINDS.map((kind) => ({
    id: `${kind}@${entryPoint.name}`,
    kind,
    rows: rows.filter((row) => kindOf(row.router) === kind).sort(byPriority),
  }));
  return lists.filter((list) => list.rows.length > 0 || (list.kind === "tls" && entryPoint.http_hosts.length > 0));
}

/** Only the routers with this text in their name, rule, middlewares or services; entry points without any are left out. */
export function filtered(graph: Graph, text: string): Graph {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return graph;
  const fits = (row: Row): boolean => {
    const { router, rule, middlewares, services } = row.router;
    const words = [router, rule, ...middlewares, ...services.map((one) => `${one.service}:${one.port}`)];
    return words.some((word) => word.toLowerCase().includes(wanted));
  };
  const groups = graph.groups.map((group) => ({
    ...group,
    lists: group.lists
      .map((list) => ({ ...list, rows: list.rows.filter(fits) }))
      .filter((list) => list.rows.length > 0),
  }));
  return {
    ...graph,
    groups: groups.filter((group) => group.lists.length > 0),
    unused: graph.unused.filter((one) => one.name.toLowerCase().includes(wanted)),
  };
}
