/** Messages over the page. Those that ask for something stay until they are closed. */
import { h } from "../dom.ts";
import { element } from "./element.ts";

const FADES_AFTER = 6_000;

export interface Action {
  label: string;
  run(): void;
}

/** `closed` hears that a person closed it. Returns the function that takes it away. */
export function notice(text: string, kind: "ok" | "error" = "ok", action?: Action, closed?: () => void): () => void {
  const close = h("button", { class: "button quiet icon", type: "button", "aria-label": "Close this message", onclick: () => { box.remove(); closed?.(); } }, "✕");
  const box = h("div", { class: `notice ${kind}` }, h("p", {}, text));
  if (action) {
    box.append(h("button", { class: "button", type: "button", onclick: () => { box.remove(); action.run(); } }, action.label));
  }
  box.append(close);
  const all = element("notices");
  // The same words twice are one message; more than three are a wall.
  for (const other of [...all.children]) if (other.querySelector("p")?.textContent === text) other.remove();
  while (all.childElementCount >= 3) all.firstElementChild!.remove();
  all.append(box);
  if (kind === "ok" && !action) setTimeout(() => box.remove(), FADES_AFTER);
  return () => box.remove();
}
