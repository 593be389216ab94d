/** Where an entry point is declared: the module does not say, and the text does. */
import type { Placed, Source } from "../../core/types.ts";

/** A key as TOML writes it: bare, or in quotes of either kind. */
const KEY = String.raw`(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')`;
const HEADER = new RegExp(String.raw`^\s*\[\s*(${KEY})\s*(?:\.\s*(${KEY})\s*)?\]`, "d");
const PAIR = new RegExp(String.raw`^\s*(${KEY})\s*(?:\.\s*(${KEY})\s*)?[.=]`, "d");

function read(key: string | undefined): string | null {
  if (key === undefined) return null;
  if (key.startsWith("'")) return key.slice(1, -1);
  if (!key.startsWith('"')) return key;
  try {
    return String(JSON.parse(key));
  } catch {
    return null;
  }
}

/** In a longer text nobody looks for them by pointing at a diagram. */
const LONGEST = 1_000_000;

/** The keys of `[entry_points]` or of its tables by their names; where one is declared twice, the first. */
export function entryPointPlaces(sources: readonly Source[]): Map<string, Placed> {
  const places = new Map<string, Placed>();
  for (const { name: file, text } of sources) {
    if (text.length > LONGEST) continue;
    for (const [name, place] of keysIn(text)) if (!places.has(name)) places.set(name, { file, ...place });
  }
  return places;
}

function keysIn(text: string): [name: string, place: Pick<Placed, "start" | "end">][] {
  const found: [string, Pick<Placed, "start" | "end">][] = [];
  let table = "";
  let before = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const header = HEADER.exec(line);
    if (header) table = header[2] === undefined ? (read(header[1]) ?? "") : "other";
    else if (/^\s*\[/.test(line)) table = "other";
    const [match, group] = header ? ofTable(header) : ofPair(PAIR.exec(line), table);
    const key = match?.[group];
    const name = read(key);
    const column = match?.indices?.[group]?.[0];
    if (key !== undefined && name !== null && column !== undefined) {
      found.push([name, span(text, before + column, key, index + 1, column + 1)]);
    }
    before += line.length + 1;
  }
  return found;
}

/** What matched, and which of its keys is the entry point's. */
type Found = [match: RegExpExecArray | null, group: 1 | 2];

/** Of `[entry_points.NAME]`. */
function ofTable(header: RegExpExecArray): Found {
  return [read(header[1]) === "entry_points" ? header : null, 2];
}

/** Of `NAME = ..` in the table, or of `entry_points.NAME = ..` before all tables. */
function ofPair(pair: RegExpExecArray | null, table: string): Found {
  if (table === "entry_points") return [pair, 1];
  return [table === "" && read(pair?.[1]) === "entry_points" ? pair : null, 2];
}

function span(text: string, from: number, key: string, line: number, column: number): Pick<Placed, "start" | "end"> {
  const bytes = (until: number): number => new TextEncoder().encode(text.slice(0, until)).length;
  const at = (utf16: number) => ({ line, column: column + utf16 - from, offset: bytes(utf16), utf16 });
  return { start: at(from), end: at(from + key.length) };
}
