/** The table: rows of one entry point under its name, each with a button that tries one of its connections. */
import { h } from "../../dom.ts";
import type { Connection, ReachRow, ReachTable } from "../../core/routing.ts";
import { describe } from "../../explain/connection.ts";

/** So many rows are shown, and so many more each time that one asks. */
export const ROWS = 200;

const SIGNS: Record<ReachRow["outcome"], string> = { forwarded: "→", closed: "✕", http: "→", ambiguous: "?" };

/** The column with what becomes of the connections; the first one heads its rows. */
const OUTCOME = 3;

export interface TableActions {
  /** Null where there is no view to try a connection in. */
  try: ((connection: Connection) => void) | null;
  /** A row is pointed at; null when none is any more. */
  point(row: ReachRow | null): void;
}

export class ReachRows {
  readonly element = h("table", { class: "reach-table", role: "table" });
  private readonly rows = new Map<Element, ReachRow>();
  private current: Element | null = null;

  constructor(private readonly actions: TableActions) {
    this.element.addEventListener("pointerover", (event) => this.point(event));
    this.element.addEventListener("focusin", (event) => this.point(event));
    // A finger leaves when it is lifted: what it touched stays lit.
    this.element.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && this.leave());
    this.element.addEventListener("focusout", () => this.leave());
  }

  private point(event: Event): void {
    const element = (event.target as Element).closest("tr");
    const row = element && this.rows.get(element);
    if (!row || element === this.current) return;
    this.mark(element);
    this.actions.point(row);
  }

  private leave(): void {
    this.mark(null);
    this.actions.point(null);
  }

  private mark(element: Element | null): void {
    this.current?.classList.remove("current");
    element?.classList.add("current");
    this.current = element;
  }

  /** Answers how many rows are not shown. The keyboard stays on the row that it is on. */
  show(table: ReachTable, most: number): number {
    const root = this.element.getRootNode() as Document | ShadowRoot;
    const focused = this.rows.get(root.activeElement?.closest("tr") ?? this.element)?.cells.join("\n");
    this.rows.clear();
    this.current = null;
    const shown = table.rows.slice(0, most);
    const canTry = this.actions.try !== null;
    const heads = table.columns.slice(1).map((column) => h("th", { scope: "col", role: "columnheader" }, column));
    if (canTry) heads.push(h("th", { scope: "col", role: "columnheader", class: "reach-try" }, h("span", { class: "sr-only" }, "Try")));
    this.element.replaceChildren(
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...heads)),
      ...groupsOf(shown).map((rows) => this.group(rows, table.columns, heads.length)));
    if (focused === undefined) return table.rows.length - shown.length;
    for (const [element, row] of this.rows) {
      if (row.cells.join("\n") === focused) element.querySelector("button")?.focus({ preventScroll: true });
    }
    return table.rows.length - shown.length;
  }

  private group(rows: readonly ReachRow[], columns: readonly string[], width: number): HTMLElement {
    const head = h("th", { scope: "rowgroup", role: "rowheader", colspan: width },
      h("span", { class: "reach-kind" }, `${columns[0]} `), rows[0]?.cells[0] ?? "");
    return h("tbody", { role: "rowgroup" }, h("tr", { class: "reach-group", role: "row" }, head),
      ...rows.map((row) => this.row(row, columns)));
  }

  private row(row: ReachRow, columns: readonly string[]): HTMLElement {
    const cells = row.cells.map((text, column) => column === OUTCOME
      ? h("td", { role: "cell", "data-label": columns[column], class: "reach-outcome" },
        h("span", {}, h("span", { class: "reach-sign", "aria-hidden": "true" }, SIGNS[row.outcome]), text))
      : h("td", { role: "cell", "data-label": columns[column] }, text));
    const { try: run } = this.actions;
    if (run) cells.push(h("td", { role: "cell", class: "reach-try" }, row.witness && tryButton(row.witness, run)));
    const element = h("tr", { role: "row", class: "reach-row", "data-outcome": row.outcome }, ...cells.slice(1));
    this.rows.set(element, row);
    return element;
  }
}

/** Rows that follow each other at one entry point. */
function groupsOf(rows: readonly ReachRow[]): ReachRow[][] {
  const groups: ReachRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.cells[0] === row.cells[0]) last!.push(row);
    else groups.push([row]);
  }
  return groups;
}

function tryButton(witness: Connection, run: (connection: Connection) => void): HTMLElement {
  const words = describe(witness);
  return h("button", { type: "button", class: "button", title: `Try a connection: ${words}`, "aria-label": `Try ${words}`, onclick: () => run(witness) }, "Try");
}
