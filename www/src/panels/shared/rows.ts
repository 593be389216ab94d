/** A table of classes of connections: rows of one entry point under its name, each with a button that tries one of its connections. */
import { h } from "../../dom.ts";
import type { Connection } from "../../core/routing.ts";
import { describe } from "../../explain/connection.ts";

/** So many rows are shown, and so many more each time that one asks. */
const SHOWN = 200;

export interface Row {
  /** A text for each column; the first is the entry point. */
  cells: readonly string[];
  witness: Connection | null;
  /** Put before the text of the signed column, whose colour is the mood. */
  sign: string;
  mood: "ok" | "warning" | "error" | "none";
}

export interface RowsActions {
  /** Null where there is no view to try a connection in. */
  try: ((connection: Connection) => void) | null;
  /** A row is pointed at; null when none is any more. */
  point?(row: Row | null): void;
}

export class Rows {
  readonly element: HTMLElement;
  private readonly table = h("table", { class: "rows-table", role: "table" });
  private readonly more = h("button", { type: "button", class: "button rows-more", hidden: true });
  private readonly rows = new Map<Element, Row>();
  private current: Element | null = null;

  /** `signed` is the column whose texts have signs. */
  constructor(label: string, private readonly signed: number, private readonly actions: RowsActions) {
    this.table.setAttribute("aria-label", label);
    this.element = h("div", { class: "rows" }, this.table, this.more);
    this.table.addEventListener("pointerover", (event) => this.point(event));
    this.table.addEventListener("focusin", (event) => this.point(event));
    // A finger leaves when it is lifted: what it touched stays lit.
    this.table.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && this.leave());
    this.table.addEventListener("focusout", () => this.leave());
  }

  private point(event: Event): void {
    const element = (event.target as Element).closest("tr");
    const row = element && this.rows.get(element);
    if (!row || element === this.current) return;
    this.mark(element);
    this.actions.point?.(row);
  }

  private leave(): void {
    this.mark(null);
    this.actions.point?.(null);
  }

  private mark(element: Element | null): void {
    this.current?.classList.remove("current");
    element?.classList.add("current");
    this.current = element;
  }

  show(columns: readonly string[], rows: readonly Row[], most = SHOWN): void {
    const focused = this.focused();
    this.rows.clear();
    this.current = null;
    this.table.hidden = rows.length === 0;
    this.table.replaceChildren(this.head(columns), ...groupsOf(rows.slice(0, most)).map((group) => this.group(group, columns)));
    const hidden = Math.max(0, rows.length - most);
    this.more.hidden = hidden === 0;
    this.more.textContent = `Show ${Math.min(hidden, SHOWN)} more of ${hidden}`;
    this.more.onclick = () => this.show(columns, rows, most + SHOWN);
    if (focused !== null) this.focus(focused);
  }

  /** The words of the row that the keyboard is on. */
  private focused(): string | null {
    const { activeElement } = this.element.getRootNode() as Document | ShadowRoot;
    const row = this.rows.get(activeElement?.closest("tr") ?? this.element);
    return row?.cells.join("\n") ?? null;
  }

  private focus(words: string): void {
    for (const [element, row] of this.rows) {
      if (row.cells.join("\n") === words) element.querySelector("button")?.focus({ preventScroll: true });
    }
  }

  private head(columns: readonly string[]): HTMLElement {
    const heads = columns.slice(1).map((column) => h("th", { scope: "col", role: "columnheader" }, column));
    if (this.actions.try) heads.push(h("th", { scope: "col", role: "columnheader", class: "rows-try" }, h("span", { class: "sr-only" }, "Try")));
    return h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...heads));
  }

  private group(rows: readonly Row[], columns: readonly string[]): HTMLElement {
    const width = columns.length - (this.actions.try ? 0 : 1);
    const head = h("th", { scope: "rowgroup", role: "rowheader", colspan: width },
      h("span", { class: "rows-kind" }, `${columns[0]} `), rows[0]?.cells[0] ?? "");
    return h("tbody", { role: "rowgroup" }, h("tr", { class: "rows-group", role: "row" }, head),
      ...rows.map((row) => this.row(row, columns)));
  }

  private row(row: Row, columns: readonly string[]): HTMLElement {
    const cells = row.cells.map((text, column) => h("td", { role: "cell", "data-label": columns[column] },
      column === this.signed
        ? h("span", { class: "rows-signed" }, h("span", { class: "rows-sign", "aria-hidden": "true" }, row.sign), text)
        : text));
    const { try: run } = this.actions;
    if (run) cells.push(h("td", { role: "cell", class: "rows-try" }, row.witness && tryButton(row.witness, run)));
    const element = h("tr", { role: "row", class: `rows-row ${row.mood}` }, ...cells.slice(1));
    this.rows.set(element, row);
    return element;
  }
}

/** Rows that follow each other at one entry point. */
function groupsOf(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
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
