/** The shapes of lines between boxes. */
import type { Box } from "./scene.ts";

const RADIUS = 8;

/** Onto the middle of a pixel: thin lines are sharp there, and do not grow darker where many share a stretch. */
const round = (value: number): number => Math.floor(value) + 0.5;

export function middle(box: Box): number {
  return box.y + box.height / 2;
}

/** Out of an entry point, along the trunk at `trunk`, into a box on its right. */
export function branch(from: Box, trunk: number, to: Box): string {
  const start = middle(from);
  const end = middle(to);
  const out = from.x + from.width;
  if (Math.abs(start - end) < 1) return `M${out} ${round(start)}H${to.x}`;
  const turn = Math.min(RADIUS, Math.abs(end - start) / 2) * Math.sign(end - start);
  const side = Math.abs(turn);
  return `M${out} ${round(start)}H${trunk - side}Q${trunk} ${round(start)} ${trunk} ${round(start) + turn}` +
    `V${round(end) - turn}Q${trunk} ${round(end)} ${trunk + side} ${round(end)}H${to.x}`;
}

/** Down a trunk that starts under a box, into a box on its right. */
export function drop(x: number, from: number, to: Box): string {
  const end = middle(to);
  return `M${round(x)} ${from}V${round(end) - RADIUS}Q${round(x)} ${round(end)} ${round(x) + RADIUS} ${round(end)}H${to.x}`;
}

/** From one box to one on its right; first straight on as far as `lane`. */
export function curve(from: Box, to: Box, lane: number | null = null): string {
  const out = from.x + from.width;
  const start = round(middle(from));
  const end = round(middle(to));
  const bend = lane === null ? out : Math.max(out, lane);
  const half = (bend + to.x) / 2;
  return `M${out} ${start}${bend > out ? `H${bend}` : ""}C${half} ${start} ${half} ${end} ${to.x} ${end}`;
}

/** From one box down to the next of a stack. */
export function step(from: Box, to: Box): string {
  return `M${round(from.x + from.width / 2)} ${from.y + from.height}V${to.y}`;
}
