/** An answer covers only the entries that could be read; a missing one may be the one that matters. */
import { h } from "../../dom.ts";
import type { Bus } from "../bus.ts";

export const HAS_ERRORS = "This state has errors.";

export function errorsNote(bus: Bus, embedded: boolean): HTMLElement {
  const open = (): void => bus.emit("open", { view: "problems" });
  return h("div", { class: "note error errors-note" },
    h("div", {}, h("strong", {}, HAS_ERRORS), " The answer covers what tcpgen can read, and can change once they are fixed."),
    !embedded && h("button", { type: "button", class: "button", onclick: open }, "Show the problems"));
}
