/** Small drawings that say what a box is and how it fares: never told by colour alone. */
import { svg } from "../../dom.ts";
import type { BoxKind, Mood } from "./scene.ts";

/** In a square of 14. */
const KIND_PATHS: Partial<Record<BoxKind, string>> = {
  entry: "M1.5 7h7.5M6 4l3 3-3 3M12 2v10",
  router: "M1.5 7h3.5L8 3h4.5M5 7l3 4h4.5",
  guard: "M7 1.5l4.5 1.7V7c0 2.8-1.9 4.7-4.5 5.7C4.4 11.7 2.5 9.8 2.5 7V3.2z",
  service: "M2 2.5h10v3.6H2zM2 7.9h10v3.6H2zM4.4 4.3h.01M4.4 9.7h.01",
};

/** In a square of 12: a lock that is shut, and one that is open. */
const LOCK_PATHS = {
  passthrough: "M2.5 5.5h7v5h-7zM4 5.5V4a2 2 0 0 1 4 0v1.5",
  terminate: "M2.5 5.5h7v5h-7zM4 5.5V3.6a2 2 0 0 1 3.9-.6",
};

export function kindIcon(kind: BoxKind, x: number, y: number): SVGElement | null {
  const d = KIND_PATHS[kind];
  return d ? svg("path", { class: "diagram-icon", d, transform: `translate(${x} ${y})` }) : null;
}

export function lockIcon(lock: "passthrough" | "terminate", x: number, y: number): SVGElement {
  return svg("path", { class: "diagram-lock", d: LOCK_PATHS[lock], transform: `translate(${x} ${y})` });
}

/** A cross in a circle for what serves nobody, an exclamation mark in a triangle for what has a problem. */
export function moodBadge(mood: Mood, x: number, y: number): SVGElement | null {
  if (mood === "broken") return cross(x, y);
  if (mood !== "warned") return null;
  return svg("g", { class: "diagram-badge warned", transform: `translate(${x} ${y})` },
    svg("path", { class: "diagram-badge-shape", d: "M0-7.5L8 6.5H-8z" }),
    svg("path", { class: "diagram-badge-mark", d: "M0-2.6V2M0 4.3v.01" }));
}

export function cross(x: number, y: number): SVGElement {
  return svg("g", { class: "diagram-badge broken", transform: `translate(${x} ${y})` },
    svg("circle", { class: "diagram-badge-shape", r: 7 }),
    svg("path", { class: "diagram-badge-mark", d: "M-2.6-2.6L2.6 2.6M2.6-2.6L-2.6 2.6" }));
}
