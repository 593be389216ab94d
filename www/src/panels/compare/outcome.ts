/** A comparison on the page: the verdict, who is treated differently, each service, the objects, the lines. */
import { h } from "../../dom.ts";
import type { CompareRow, Difference } from "../../core/routing.ts";
import type { Source } from "../../core/types.ts";
import { isSame } from "../../editor/documents.ts";
import { kindOfName } from "../../editor/kind.ts";
import { inline } from "../../explain/markdown.ts";
import { diffView } from "../shared/diff-view.ts";
import type { Row } from "../shared/rows.ts";
import { VERDICT_MOODS } from "../shared/verdict-view.ts";

const SIGNS: Record<CompareRow["change"], Pick<Row, "sign" | "mood">> = {
  opened: { sign: "+", mood: "warning" },
  shut: { sign: "−", mood: "error" },
  rerouted: { sign: "~", mood: "none" },
  altered: { sign: "~", mood: "none" },
  unserved: { sign: "~", mood: "none" },
};

export function rowOf({ cells, change, witness }: CompareRow): Row {
  return { cells, witness, ...SIGNS[change] };
}

/** The services whose clients change. */
export function servicesView({ services }: Difference): HTMLElement | null {
  const changed = services.filter(({ verdict }) => verdict !== "equivalent");
  if (changed.length === 0) return null;
  return section("Services", h("dl", { class: "compare-services" }, ...changed.map(({ service, verdict }) =>
    h("div", {}, h("dt", {}, service), h("dd", {}, h("span", { class: `chip ${VERDICT_MOODS[verdict]}` }, verdict))))));
}

/** Which objects `tcpgen apply` would create, change and delete. */
export function objectsView({ objects }: Difference): HTMLElement | null {
  const { added, changed, removed } = objects;
  const named = (sign: string, { kind, namespace, name }: { kind: string; namespace: string; name: string }, ...more: string[]): HTMLElement =>
    item(sign, `${kind} ${namespace}/${name}`, ...more.map((path) => h("code", { class: "code" }, path)));
  const items = [
    ...added.map((id) => named("+", id)),
    ...changed.map((one) => named("~", one, ...one.changes.map(({ path }) => path))),
    ...removed.map((id) => named("−", id)),
  ];
  return listed("Objects", items);
}

/** The problems that come and go. */
export function problemsView({ diagnostics }: Difference): HTMLElement | null {
  const items = [
    ...diagnostics.new.map(({ message }) => item("+", h("span", {}, ...inline(message)))),
    ...diagnostics.fixed.map(({ message }) => item("−", h("span", {}, ...inline(message)))),
  ];
  return listed("Problems", items);
}

/** More than this nobody reads; the rest is counted. */
const LISTED_UP_TO = 100;

function listed(title: string, items: HTMLElement[]): HTMLElement | null {
  if (items.length === 0) return null;
  const more = items.length - LISTED_UP_TO;
  return section(title, h("div", {}, h("ul", { class: "compare-list" }, ...items.slice(0, LISTED_UP_TO)),
    more > 0 && h("p", { class: "muted" }, `${more.toLocaleString("en")} more are not listed.`)));
}

const SAID: Record<string, string> = { "+": "new: ", "−": "gone: ", "~": "changed: " };

function item(sign: string, ...content: (Node | string)[]): HTMLElement {
  return h("li", {}, h("span", { class: "rows-sign", "aria-hidden": "true" }, sign), h("span", { class: "sr-only" }, SAID[sign]),
    h("div", { class: "compare-item" }, ...content));
}

/** The lines that change, file by file. A file alone is compared with the other one alone, whatever they are called. */
export function linesViews(before: readonly Source[], after: readonly Source[]): HTMLElement[] {
  const alone = before.length === 1 && after.length === 1;
  if (isSame(before, after)) return [];
  if (alone) return [linesView("Lines", "Changed lines", before[0]!, after[0]!)].filter((view) => view !== null);
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  const named = (sources: readonly Source[], name: string): Source => sources.find((source) => source.name === name) ?? { name, text: "" };
  return names.map((name) => linesView(`Lines of ${name}`, `Lines of ${name}`, named(before, name), named(after, name))).filter((view) => view !== null);
}

/** Nothing for texts in different languages. */
function linesView(title: string, label: string, before: Source, after: Source): HTMLElement | null {
  if (kindOfName(before.name) !== kindOfName(after.name)) return null;
  const lines = diffView(before.text, after.text, label);
  return lines && section(title, lines);
}

function section(title: string, content: HTMLElement): HTMLElement {
  return h("section", { class: "compare-section" }, h("h3", { class: "compare-title" }, title), content);
}
