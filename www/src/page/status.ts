/** The line at the foot and what screen readers hear: how the last compilation went. */
import type { PageState } from "../panels/panel.ts";
import { problemCount } from "../views/problem-count.ts";
import { element } from "./element.ts";

/** Reading out every keystroke's result would drown the reader. */
const ANNOUNCED_AFTER = 1_000;

let timer = 0;
let announced = "";

export function showState(state: PageState, took: number): void {
  const { diagnostics, objects } = state.compilation;
  const { words: problems, mood } = problemCount(diagnostics);
  const chip = element("problems-count");
  chip.textContent = problems || "none";
  chip.className = `chip ${mood}`;
  roomForProblems(diagnostics.length > 0);
  const made = mood === "error" ? "no output while there are errors" : count(objects.length, "object") || "no objects";
  element("status").textContent = `Compiled in ${took < 10 ? took.toFixed(1) : Math.round(took)} ms: ${made}`;
  element("size").textContent = size(state.sources.reduce((sum, { text }) => sum + text.length, 0));
  announce(`${problems || "No problems"}, ${made}`);
}

export function showBusy(busy: boolean): void {
  if (busy) element("status").textContent = "Compiling…";
}

export function showFailure(message: string): void {
  element("status").textContent = message;
}

/** Says the words when nothing newer came for a while. */
export function announce(words: string): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    if (words === announced) return;
    announced = words;
    element("live").textContent = words;
  }, ANNOUNCED_AFTER);
}

function count(n: number, what: string): string {
  return n === 0 ? "" : `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
}

/** Worth a word only where it is large. */
function size(length: number): string {
  if (length < 100_000) return "";
  const large = length < 1_000_000 ? `${Math.round(length / 1_000)} kB` : `${(length / 1_000_000).toFixed(1)} MB`;
  return length > 400_000 ? `${large}: without colours, compiled when you pause` : large;
}

/** The list goes a while after its last problem: while somebody types, problems come and go. */
const LIST_GOES_AFTER = 3_000;
let going = 0;

function roomForProblems(any: boolean): void {
  const pane = element("problems").parentElement!;
  clearTimeout(going);
  if (any) pane.classList.remove("none");
  else if (!pane.classList.contains("none")) going = window.setTimeout(() => pane.classList.add("none"), LIST_GOES_AFTER);
}
