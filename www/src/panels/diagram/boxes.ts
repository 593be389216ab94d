/** Boxes of each kind, with their text cut to their width. Where they stand is the business of the two layouts. */
import { Distinct, type Measure, visible } from "./fit.ts";
import { type Group, type Guard, isDead, placeOf, type Row, type RouterList } from "./graph.ts";
import { type Box, DEPTH, type Line, type Mood } from "./scene.ts";
import * as words from "./words.ts";

export const SIZE = { row: 46, line: 16, small: 28, entry: 46, gap: 10, stack: 8, inset: 10, icon: 19 } as const;

export interface Spot {
  x: number;
  y: number;
  width: number;
}

const LONGEST_LABEL = 4000;

type Draft = Pick<Box, "id" | "kind" | "thing" | "rows" | "depth" | "label"> & Partial<Box>;
type Wording = [style: Line["style"], text: string];

export class BoxMaker {
  /** Routers of one namespace are told by their bare names. */
  private readonly namespace: string | null;

  private readonly distinct: Distinct;

  constructor(private readonly measure: Measure, groups: readonly Group[]) {
    this.distinct = new Distinct(measure);
    const rows = groups.flatMap((group) => group.lists.flatMap((list) => list.rows));
    const namespaces = new Set(rows.map((row) => words.namespaceOf(row.router.router)));
    this.namespace = namespaces.size === 1 ? ([...namespaces][0] ?? null) : null;
  }

  entry(group: Group, rows: string[], spot: Spot): Box {
    const { name, port } = group.entryPoint;
    const note = group.missing ? "not declared" : port === null ? "entry point" : `port ${port}`;
    const texts: Wording[] = [["name", name === "" ? "no entry point" : name], [group.missing ? "error" : "note", note]];
    return this.box(spot, SIZE.entry, texts, {
      id: `entry:${name}`, kind: "entry", thing: `entry:${name}`, rows, depth: DEPTH.entry,
      label: words.entryPointWords(group), mood: group.missing || name === "" ? "warned" : "fine", place: group.place,
    });
  }

  hosts({ entryPoint }: Group, spot: Spot): Box {
    const texts: Wording[] = [["note", "HTTPS routers come first"], ["code", entryPoint.http_hosts.join(", ")]];
    return this.box(spot, SIZE.row, texts, {
      id: `hosts:${entryPoint.name}`, kind: "hosts", thing: `hosts:${entryPoint.name}`, mood: "foreign",
      rows: [`hosts@${entryPoint.name}`], depth: DEPTH.router, label: words.hostsWords(entryPoint),
    });
  }

  router(row: Row, spot: Spot): Box {
    const { router } = row;
    const name = this.namespace === null ? router.router : words.shortName(router.router, this.namespace);
    const trouble = words.troubleOf(router);
    const texts: Wording[] = [["name", name], ["code", router.rule === "" ? "no rule" : router.rule]];
    if (trouble !== null) texts.push(["error", trouble]);
    return this.box(spot, routerHeight(row), texts, {
      id: `router:${row.id}`, kind: "router", thing: `router:${router.router}`, rows: [row.id], depth: DEPTH.router,
      label: words.routerWords(row), mood: moodOf(row), place: placeOf(router), entry: row.entry,
      tag: String(router.priority), lock: router.tls_mode === "none" ? null : router.tls_mode,
    });
  }

  guard(row: Row, index: number, guard: Guard, spot: Spot): Box {
    const namespace = words.namespaceOf(row.router.router);
    const texts: Wording[] = [["plain", words.shortName(guard.name, namespace)]];
    return this.box(spot, SIZE.small, texts, {
      id: `guard:${row.id}:${index}`, kind: "guard", thing: `guard:${guard.name}`, rows: [row.id],
      depth: DEPTH.guard + 2 * index, label: words.guardWords(guard), mood: guardMood(guard),
      place: placeOf(guard.known ?? row.router), entry: guard.entry,
    });
  }

  unused(guard: Guard, spot: Spot): Box {
    const { name, known, entry } = guard;
    return this.box(spot, SIZE.small, [["plain", name]], {
      id: `unused:${name}`, kind: "guard", thing: `guard:${name}`, rows: [], depth: DEPTH.guard, mood: guardMood(guard),
      label: `${words.guardWords(guard)}\nno router uses it`, place: known && placeOf(known), entry,
    });
  }

  service(row: Row, index: number, spot: Spot): Box {
    const { services, router } = row.router;
    const service = services[index];
    if (!service) throw new RangeError(`router ${router} has no service ${index}`);
    const name = words.serviceName(service);
    return this.box(spot, SIZE.small, [["plain", words.shortName(name, words.namespaceOf(router))]], {
      id: `service:${row.id}:${index}`, kind: "service", thing: `service:${name}`, rows: [row.id], depth: DEPTH.service,
      label: words.serviceWords(service, services), place: placeOf(row.router), tag: words.shareOf(service, services),
      mood: isDead(row.router) ? "foreign" : "fine",
    });
  }

  more(list: RouterList, hidden: number, spot: Spot): Box {
    return this.box(spot, SIZE.small, [["note", `${hidden} more routers: show the next`]], {
      id: `more:${list.id}`, kind: "more", thing: `more:${list.id}`, rows: [], depth: DEPTH.router,
      label: `${hidden} more routers: show the next`,
    });
  }

  ending(entryPoint: string, text: string, spot: Spot): Box {
    return this.box(spot, SIZE.small, [["note", text]], {
      id: `end:${entryPoint}`, kind: "end", thing: `end:${entryPoint}`, rows: [`end@${entryPoint}`], depth: DEPTH.router,
      label: text,
    });
  }

  private box(spot: Spot, height: number, texts: Wording[], draft: Draft): Box {
    const { tag = null, lock = null, kind } = draft;
    const lines = texts.map(([style, text], index): Line => {
      const room = spot.width - 2 * SIZE.inset - indentOf(kind, index) - this.takenRight(tag, lock, index);
      return { text: this.distinct.fit(text, room, style), full: text, style };
    });
    // Line by line: ends of lines are the only control characters that a tooltip may have.
    const label = draft.label.slice(0, LONGEST_LABEL).split("\n").map(visible).join("\n");
    return { mood: "fine", place: null, entry: null, ...draft, tag, lock, ...spot, height, lines, label };
  }

  /** The tag stands beside the first line, the lock beside the second. */
  private takenRight(tag: string | null, lock: Box["lock"], line: number): number {
    if (line === 0) return tag === null ? 0 : this.measure(tag, "tag") + 8;
    return line === 1 && lock !== null ? 18 : 0;
  }

  /** How wide a box has to be to show all of its text, however wide it is. */
  need({ lines, kind, tag, lock }: Box, which: "all" | "names" = "all"): number {
    const needs = lines.map(({ text, style }, index) => (which === "names" && !isName(style) ? 0 :
      this.measure(text, style) + indentOf(kind, index) + this.takenRight(tag, lock, index)));
    return Math.ceil(Math.max(0, ...needs) + 2 * SIZE.inset + 1);
  }
}

const isName = (style: Line["style"]): boolean => style === "name" || style === "plain";

/** How far a line stands in: beside the icon, or under it. */
export function indentOf(kind: Box["kind"], line: number): number {
  if (kind === "more" || kind === "end" || kind === "hosts") return 0;
  return line === 0 || kind === "entry" ? SIZE.icon : 0;
}

export function routerHeight(row: Row): number {
  return SIZE.row + (words.troubleOf(row.router) === null ? 0 : SIZE.line);
}

/** The height of so many small boxes on top of each other. */
export function stackHeight(count: number): number {
  return count === 0 ? 0 : count * SIZE.small + (count - 1) * SIZE.stack;
}

function moodOf({ router, problems }: Row): Mood {
  if (isDead(router) || problems.some((one) => one.severity === "error")) return "broken";
  return router.status === "warning" || problems.length > 0 ? "warned" : "fine";
}

function guardMood({ known, problems }: Guard): Mood {
  if (known === null || problems.some((one) => one.severity === "error")) return "broken";
  if (problems.length > 0) return "warned";
  return known.external ? "foreign" : "fine";
}
