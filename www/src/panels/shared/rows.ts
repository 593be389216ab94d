/** A table of classes of connections: rows that begin alike are under that, each with a button that tries one of its connections. */
import { h } from "../../dom.ts";
import type { Connection } from "../../core/routing.ts";
import { describe } from "../../explain/connection.ts";

/** So many rows are shown, and so many more each time that one asks. */
const SHOWN = 200;

export interface Row {
  /** A text for each column; rows with the same first one follow each other. */
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
  private most = SHOWN;
  private drawn = "";

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

  show(columns: readonly string[], rows: readonly Row[]): void {
    const { most } = this;
    // Most keys change no row, and to draw them all takes longer than to answer.
    const drawn = JSON.stringify([columns, rows.slice(0, most), rows.length]);
    if (drawn === this.drawn) return this.mark(null);
    this.drawn = drawn;
    const focused = this.focused();
    this.rows.clear();
    this.current = null;
    this.table.hidden = rows.length === 0;
    this.table.replaceChildren(this.head(columns), ...groupsOf(rows.slice(0, most)).map((group) => this.group(group, columns)));
    const hidden = Math.max(0, rows.length - most);
    this.more.hidden = hidden === 0;
    this.more.textContent = `Show ${Math.min(hidden, SHOWN)} more of ${hidden}`;
    this.more.onclick = () => {
      this.most += SHOWN;
      this.show(columns, rows);
    };
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

  private group(rows: readonly [Row, ...Row[]], columns: readonly string[]): HTMLElement {
    const width = columns.length - (this.actions.try ? 0 : 1);
    const [first] = rows;
    // A sign says what kind of thing it stands before.
    const kind = this.signed === 0 ? null : h("span", { class: "rows-kind" }, `${columns[0]} `);
    const head = h("th", { scope: "rowgroup", role: "rowheader", colspan: width }, kind, this.text(first, 0));
    return h("tbody", { role: "rowgroup" }, h("tr", { class: `rows-group ${first.mood}`, role: "row" }, head),
      ...rows.map((row) => this.row(row, columns)));
  }

  private row(row: Row, columns: readonly string[]): HTMLElement {
    const cells = columns.map((label, column) => h("td", { role: "cell", "data-label": label }, this.text(row, column)));
    const { try: run } = this.actions;
    if (run) cells.push(h("td", { role: "cell", class: "rows-try" }, row.witness && tryButton(row.witness, run)));
    const element = h("tr", { role: "row", class: `rows-row ${row.mood}` }, ...cells.slice(1));
    this.rows.set(element, row);
    return element;
  }

  private text({ cells, sign }: Row, column: number): HTMLElement {
    const text = breakable(cells[column] ?? "");
    if (column !== this.signed) return text;
    return h("span", { class: "rows-signed" }, h("span", { class: "rows-sign", "aria-hidden": "true" }, sign), text);
  }
}

function groupsOf(rows: readonly Row[]): [Row, ...Row[]][] {
  const groups: [Row, ...Row[]][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0].cells[0] === row.cells[0]) last!.push(row);
    else groups.push([row]);
  }
  return groups;
}

/** `default/postgres:5432` breaks at its parts first. */
function breakable(text: string): HTMLElement {
  const parts = text.split(/(?<=\/)(?=\p{L})|(?=:\d+\b)/u);
  return h("span", {}, ...parts.flatMap((part, place) => (place === 0 ? [part] : [h("wbr"), part])));
}

function tryButton(witness: Connection, run: (connection: Connection) => void): HTMLElement {
  const words = describe(witness);
  return h("button", { type: "button", class: "button", title: `Try a connection: ${words}`, "aria-label": `Try ${words}`, onclick: () => run(witness) }, "Try");
}
