/** Text in the room there is. */
import type { Line } from "./scene.ts";

export type TextStyle = Line["style"] | "tag";

/** The width of a text in pixels. */
export type Measure = (text: string, style: TextStyle) => number;

/** No box has room for more, and measuring a megabyte would take a while. */
const LONGEST = 300;

/** Control characters and those that turn the direction of text, as pictures: they would distort what stands beside. */
export function visible(text: string): string {
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
  let least = 0;
  let most = letters.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (measure(cut(letters, middle, isName), style) <= room) least = middle;
    else most = middle - 1;
  }
  return cut(letters, least, isName);
}

/** So many of the letters, and the ellipsis. */
function cut(letters: readonly string[], count: number, isName: boolean): string {
  const tail = isName ? Math.floor(count / 2) : 0;
  const head = letters.slice(0, count - tail).join("").trimEnd();
  return `${head}…${letters.slice(letters.length - tail).join("")}`;
}
