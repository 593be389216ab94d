/** Where the arrow keys lead: up and down within a column, left and right along the path. */
import type { Box, Scene } from "./scene.ts";

const COLUMN_OF = { entry: 0, end: 0, hosts: 1, router: 1, more: 1, guard: 2, service: 3 } as const;

/** Boxes in the order in which one reads them: row by row, along the path. */
export function readingOrder(scene: Scene): Box[] {
  return [...scene.boxes].sort((one, other) => one.y - other.y || one.x - other.x);
}

/** The id of the box that the key leads to from this one; null when there is none, or the key leads nowhere. */
export function neighbour(scene: Scene, id: string, key: string): string | null {
  const from = scene.boxes.find((box) => box.id === id);
  if (!from) return null;
  switch (key) {
    case "ArrowDown": return nearest(from, column(scene, from).filter((box) => box.y > from.y));
    case "ArrowUp": return nearest(from, column(scene, from).filter((box) => box.y < from.y));
    case "ArrowRight": return along(scene, from, 1);
    case "ArrowLeft": return along(scene, from, -1);
    case "Home": return readingOrder(scene)[0]?.id ?? null;
    case "End": return readingOrder(scene).at(-1)?.id ?? null;
    default: return null;
  }
}

function column(scene: Scene, from: Box): Box[] {
  return scene.boxes.filter((box) => COLUMN_OF[box.kind] === COLUMN_OF[from.kind] && box.id !== from.id);
}

function middleOf(box: Box): number {
  return box.y + box.height / 2;
}

function nearest(from: Box, boxes: Box[]): string | null {
  const distance = (box: Box): number => Math.abs(middleOf(box) - middleOf(from)) + Math.abs(box.x - from.x) / 4;
  return boxes.reduce<Box | null>((best, box) => (!best || distance(box) < distance(best) ? box : best), null)?.id ?? null;
}

/** The next box before or behind this one that shares a row with it. */
function along(scene: Scene, from: Box, direction: 1 | -1): string | null {
  const rows = new Set(from.rows);
  const shared = scene.boxes.filter((box) => box.id !== from.id && box.rows.some((row) => rows.has(row)));
  const ahead = shared.filter((box) => (box.depth - from.depth) * direction > 0);
  const step = Math.min(...ahead.map((box) => Math.abs(box.depth - from.depth)));
  return nearest(from, ahead.filter((box) => Math.abs(box.depth - from.depth) === step));
}
