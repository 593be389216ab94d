/** The way back to a text that another took the place of. It is there until it is used or closed, after a reload too. */
import { keepHere, recallHere } from "../playground/storage.ts";
import type { Drafts } from "./drafts.ts";
import { notice } from "./notices.ts";

interface Way {
  /** The draft that was in the editor. */
  id: string;
  /** The version of it; null is as it was kept last. */
  at: number | null;
  words: string;
  label: string;
}

const KEY = "undo";
/** Takes away the offer before: one is kept. */
let takeAway: () => void = () => undefined;

export function offerUndo(drafts: Drafts, way: Way, back: (text: string) => void): void {
  keepHere(KEY, JSON.stringify(way));
  show(drafts, way, back);
}

/** Offers again what a reload took from the page. */
export function offerAgain(drafts: Drafts, back: (text: string) => void): void {
  try {
    const way = JSON.parse(recallHere(KEY) ?? "null") as Way | null;
    if (way && drafts.list().some(({ id }) => id === way.id)) show(drafts, way, back);
  } catch {
    keepHere(KEY, null);
  }
}

function show(drafts: Drafts, { id, at, words, label }: Way, back: (text: string) => void): void {
  const forget = (): void => keepHere(KEY, null);
  const run = async (): Promise<void> => {
    forget();
    const version = drafts.versions(id).find((one) => one.at === at);
    if (id !== drafts.id) drafts.save();
    const text = await drafts.show(id);
    back(version?.text ?? text);
  };
  takeAway();
  takeAway = notice(words, "ok", { label, run: () => void run() }, forget);
}
