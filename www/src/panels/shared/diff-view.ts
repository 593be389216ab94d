/** A difference on the page: added and removed lines by sign and colour. */
import { h } from "../../dom.ts";
import { condensed, diffLines } from "./diff.ts";

const SIGNS = { same: " ", added: "+", removed: "-" };
const CONTEXT = 3;
/** More lines than anybody reads, and than a key may draw. */
const MOST = 400;

/** Null when the texts do not differ. `label` says what was compared. */
export function diffView(before: string, after: string, label: string): HTMLElement | null {
  const lines = condensed(diffLines(before, after), CONTEXT);
  if (lines.length === 0) return null;
  const rows = lines.slice(0, MOST).map((line) => {
    if (line.kind === "gap") return h("div", { class: "diff-gap" }, `\u22ef ${line.count} unchanged line${line.count === 1 ? "" : "s"}`);
    const spoken = line.kind !== "same" && h("span", { class: "sr-only" }, `${line.kind}: `);
    return h("div", { class: `diff-line ${line.kind}` },
      h("span", { class: "diff-sign", "aria-hidden": "true" }, SIGNS[line.kind]), spoken, line.text === "" ? "\u00a0" : line.text);
  });
  const rest = lines.length - rows.length;
  if (rest > 0) rows.push(h("div", { class: "diff-gap" }, `\u22ef ${rest} more lines`));
  return h("div", { class: "diff code", role: "region", "aria-label": label, tabindex: "0" }, h("div", { class: "diff-lines" }, ...rows));
}
