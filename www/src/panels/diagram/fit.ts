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

/** Cuts texts so that two of them that differ never look the same. */
export class Distinct {
  /** What was shown in so much room, with the whole text that it stands for. */
  private readonly shown = new Map<string, string>();

  constructor(private readonly measure: Measure) {}

  fit(text: string, room: number, style: TextStyle): string {
    const usual = fit(text, room, style, this.measure);
    // A code or a note is cut at its end: what it belongs to has a name.
    if (style !== "name" && style !== "plain") return usual;
    const taken = this.taken(usual, text, room);
    if (taken === null) return usual;
    const around = this.around(text, taken, room, style);
    return this.taken(around, text, room) === null ? around : usual;
  }

  /** The other text that is shown so; null for none, and then it is this one's. */
  private taken(shown: string, text: string, room: number): string | null {
    const key = `${room} ${shown}`;
    const other = this.shown.get(key);
    if (other === undefined) this.shown.set(key, text);
    return other === undefined || other === text ? null : other;
  }

  /** The stretch where it begins to differ from the other. */
  private around(text: string, other: string, room: number, style: TextStyle): string {
    const letters = Array.from(visible(text.slice(0, 4 * LONGEST)));
    const others = Array.from(visible(other.slice(0, 4 * LONGEST)));
    const differs = letters.findIndex((letter, index) => letter !== others[index]);
    let [from, to] = [Math.max(0, differs), Math.max(0, differs)];
    let left = room - 2 * this.measure("…", style);
    // To the right first: a number has more digits.
    for (let right = true; from > 0 || to < letters.length; right = !right) {
      const atRight = to < letters.length && (right || from === 0);
      left -= this.measure(letters[atRight ? to : from - 1]!, style);
      if (left < 0) break;
      if (atRight) to++;
      else from--;
    }
    return `${from > 0 ? "…" : ""}${letters.slice(from, to).join("")}${to < letters.length ? "…" : ""}`;
  }
}
