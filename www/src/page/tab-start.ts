/** The text that this tab began with, reloads included: what "Compare" offers first. */
import { asSources } from "../editor/documents.ts";
import type { EarlierState } from "../panels/panel.ts";
import { now } from "../playground/earlier.ts";
import { keepHere, recallHere } from "../playground/storage.ts";
import { unpack } from "../playground/work.ts";

const NAME = "start";

/** What the tab began with. `shown` is what it shows; `again` is true if that is its own text of before a reload. */
export function tabStart(shown: string, again: boolean): EarlierState {
  return (again && kept()) || begin(shown);
}

/** The tab begins anew, with this text. */
export function begin(text: string): EarlierState {
  const what = `The text at the start, ${now()}`;
  keepHere(NAME, JSON.stringify({ text, what }));
  return state(text, what);
}

function kept(): EarlierState | null {
  try {
    const start = JSON.parse(recallHere(NAME) ?? "null") as { text?: unknown; what?: unknown } | null;
    return typeof start?.text === "string" && typeof start.what === "string" ? state(start.text, start.what) : null;
  } catch {
    return null;
  }
}

function state(text: string, what: string): EarlierState {
  return { sources: asSources(unpack(text).files), what };
}
