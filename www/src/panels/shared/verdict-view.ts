/** The verdict on a change, in a line. */
import { h } from "../../dom.ts";
import type { Difference } from "../../core/routing.ts";

export const VERDICT_MOODS: Record<Difference["verdict"], "ok" | "warning"> = {
  equivalent: "ok", narrower: "ok", wider: "warning", mixed: "warning", undecided: "warning",
};

/** `headline` begins with the verdict. */
export function verdictView({ verdict }: Difference, headline: string): HTMLElement {
  return h("p", { class: "verdict-line", "data-verdict": verdict },
    h("strong", { class: `chip ${VERDICT_MOODS[verdict]}` }, verdict), headline.slice(verdict.length).replace(/^: /, ""));
}
