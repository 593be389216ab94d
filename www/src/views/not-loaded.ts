/** What stands in the place of a part of the page that could not be loaded. */
import { h } from "../dom.ts";

export function notLoaded(what: string, error: unknown, again: () => void): HTMLElement {
  return h("div", { class: "empty" }, h("strong", {}, what), h("p", {}, String(error)), h("button", { class: "button", type: "button", onclick: again }, "Try again"));
}
