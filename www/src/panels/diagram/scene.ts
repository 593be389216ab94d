/** The diagram with sizes: boxes and lines, in pixels. Who paints it needs to know nothing else. */
import type { Placed } from "../../core/types.ts";

export type BoxKind = "entry" | "hosts" | "router" | "guard" | "service" | "more" | "end";

/** How a box is to look; `broken` serves nobody, `warned` serves with a problem, `foreign` lies outside of the state. */
export type Mood = "fine" | "warned" | "broken" | "foreign";

export interface Line {
  /** As much of `full` as there is room for. */
  text: string;
  full: string;
  style: "name" | "plain" | "code" | "note" | "error";
}

export interface Box {
  id: string;
  kind: BoxKind;
  mood: Mood;
  x: number;
  y: number;
  width: number;
  height: number;
  lines: Line[];
  /** Short text at the right edge: a priority, a share. */
  tag: string | null;
  /** What a router does with TLS. */
  lock: "passthrough" | "terminate" | null;
  /** All of it in words, for the tooltip and screen readers. */
  label: string;
  /** Boxes of the same thing share it: a middleware or service that stands several times. */
  thing: string;
  /** The rows whose path leads through it. */
  rows: string[];
  /** How far along the path it is. */
  depth: number;
  /** Where it is written. */
  place: Placed | null;
  /** The whole entry around that. */
  entry: Placed | null;
}

export interface Wire {
  /** An SVG path. */
  path: string;
  /** The box that it leads to. */
  to: string;
  rows: string[];
  depth: number;
  dead: boolean;
}

export interface Heading {
  x: number;
  y: number;
  text: string;
  kind: "plain" | "tls" | "dead" | "unused";
}

export interface Scene {
  width: number;
  height: number;
  boxes: Box[];
  wires: Wire[];
  headings: Heading[];
  /** Titles over the columns; none in the narrow drawing. */
  columns: { x: number; text: string }[];
}

export const DEPTH = { entry: 0, toRouter: 1, router: 2, toGuards: 3, guard: 4, toServices: 998, service: 999 } as const;

/** Whether two scenes are painted alike: all but the places that their boxes lead to. */
export function looksLike(one: Scene, other: Scene): boolean {
  return one === other || (one.width === other.width && one.height === other.height && drawn(one) === drawn(other));
}

function drawn({ boxes, wires, headings, columns }: Scene): string {
  return [
    ...boxes.map((box) => [
      box.id, box.thing, box.mood, box.x, box.y, box.width, box.height, box.tag, box.lock, box.label, box.rows, box.place !== null,
      box.lines.map((line) => line.text + line.style),
    ].join("\n")),
    ...wires.map((wire) => `${wire.path} ${wire.dead} ${wire.rows}`),
    ...headings.map((heading) => `${heading.x} ${heading.y} ${heading.text}`),
    ...columns.map((column) => `${column.x} ${column.text}`),
  ].join("\n\n");
}
