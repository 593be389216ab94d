/** Text in the room there is. */
import type { Line } from "./scene.ts";

export type TextStyle = Line["style"] | "tag";

/** The width of a text in pixels: the sum of its letters' widths. */
export type Measure = (text: string, style: TextStyle) => number;

/** No box has room for more, and measuring a megabyte would take a while. */
const LONGEST = 300;

/** How much of a name's end is kept for what is kept of its beginning. */
const TAIL = 0.6;

const STRANGE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Control characters and those that turn the direction of text, as pictures: they would distort what stands beside. */
export function visible(text: string): string {
  if (!STRANGE.test(text)) return text;
  return text
    .replace(/[\u0000-\u001f]/g, (letter) => String.fromCharCode(0x2400 + letter.charCodeAt(0)))
    .replace(/\u007f/g, "\u2421")
    .replace(/[\u0080-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
}

/**
 * As much of the text as fits, with an ellipsis where something is missing: in the middle of a name, whose end tells it
 * from its neighbours, at the end of anything else. Never splits a character in two.
 */
export function fit(text: string, room: number, style: TextStyle, measure: Measure): string {
  const whole = visible(text.length > LONGEST ? text.slice(0, LONGEST) : text);
  if (text.length <= LONGEST && measure(whole, style) <= room) return whole;
  const letters = Array.from(whole);
  const isName = style === "name" || style === "plain";
  let left = room - measure("…", style);
  let head = 0;
  let tail = 0;
  while (head + tail < letters.length) {
    const atTail = isName && tail < head * TAIL;
    left -= measure((atTail ? letters[letters.length - tail - 1] : letters[head]) ?? "", style);
    if (left < 0) break;
    if (atTail) tail++;
    else head++;
  }
  return `${letters.slice(0, head).join("").trimEnd()}…${letters.slice(letters.length - tail).join("")}`;
}
