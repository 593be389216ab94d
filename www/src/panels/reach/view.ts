import { h } from "../../dom.ts";
import { CoreError } from "../../core/lane.ts";
import type { Connection, ReachRow, ReachTable } from "../../core/routing.ts";
import { tryIt } from "../bus.ts";
import type { PageState, Panel, PanelContext } from "../panel.ts";
import { errorsNote } from "../shared/errors-note.ts";
import { type Row, Rows } from "../shared/rows.ts";
import { ChangeNote } from "./change-note.ts";
import { DiagramPart } from "./diagram-part.ts";
import { ReachFilter } from "./filter.ts";
import { Ways } from "./way.ts";

/** How long the text or the filter rests before the module is asked, in milliseconds. */
const RESTS = 120;

const SIGNS: Record<ReachRow["outcome"], Pick<Row, "sign" | "mood">> = {
  forwarded: { sign: "→", mood: "ok" },
  closed: { sign: "✕", mood: "error" },
  http: { sign: "→", mood: "warning" },
  ambiguous: { sign: "?", mood: "warning" },
};

/** The column with what becomes of the connections. */
const OUTCOME = 3;

export class ReachPanel implements Panel {
  readonly wantsOutline = true;
  readonly element: HTMLElement;
  private readonly filter: ReachFilter;
  private readonly rows: Rows;
  private readonly ways: Ways;
  private readonly diagram: DiagramPart;
  private readonly change: ChangeNote;
  private readonly above = h("div", { class: "reach-above" });
  private readonly below = h("div", { class: "reach-below" });
  private state: PageState | null = null;
  private revision = -1;
  private timer = 0;

  constructor(private readonly context: PanelContext) {
    const { bus } = context;
    const canTry = context.has("connection");
    this.rows = new Rows("Who can reach what", OUTCOME, {
      try: canTry ? (connection) => this.try(connection) : null,
      point: (row) => this.ways.point(row),
    });
    this.ways = new Ways(context.core, () => this.state?.sources ?? [], (way) => bus.emit("point", way));
    this.diagram = new DiagramPart(context);
    this.change = new ChangeNote(context);
    this.filter = new ReachFilter(`${context.id}-reach`, context.embedded ? null : this.diagram.button, () => this.later(true));
    this.element = h("div", { class: "reach" },
      this.filter.element,
      this.change.element,
      h("div", { class: "reach-rows", role: "region", "aria-label": "Rows", tabindex: canTry ? null : 0 }, this.above, this.rows.element, this.below),
      this.diagram.element);
  }

  update(state: PageState): void {
    this.diagram.update(state);
    if (state.revision === this.revision) return;
    const first = this.state === null;
    this.revision = state.revision;
    this.state = state;
    this.ways.forget();
    this.change.update(state);
    if (state.outline) this.filter.offer(state.outline);
    if (first) void this.ask(false);
    else this.later(false);
  }

  focus(): void {
    this.filter.focus();
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.change.destroy();
    this.diagram.destroy();
  }

  private try(connection: Connection): void {
    this.ways.point(null);
    tryIt(this.context.bus, connection);
  }

  private later(byPerson: boolean): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(byPerson), RESTS);
  }

  private async ask(byPerson: boolean): Promise<void> {
    const { state } = this;
    if (!state) return;
    try {
      const table = await this.context.core.reachTable([...state.sources], this.filter.read());
      if (!table || this.revision !== state.revision) return;
      this.show(table);
      if (byPerson) this.context.bus.emit("announce", table.error?.message ?? table.nobody ?? counted(table.rows.length));
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      this.rows.show([], []);
      this.above.replaceChildren(h("p", { class: "note error" }, error.message));
    }
  }

  private show(table: ReachTable): void {
    const { columns, rows, error, nobody, left_out, diagnostics, traefik } = table;
    this.ways.forget();
    this.filter.complain(error && [error.message, error.help].filter((part) => part !== null).join(": "));
    this.rows.show(columns, rows.map((row) => ({ ...row, ...SIGNS[row.outcome] })));
    const unsound = diagnostics.some((one) => one.severity === "error");
    this.above.replaceChildren(...(unsound ? [errorsNote(this.context.bus, this.context.embedded)] : []));
    this.below.replaceChildren(
      ...(nobody === null ? [] : [h("div", { class: "empty" }, h("strong", {}, nobody), "No connection of these clients gets to this.")]),
      ...(left_out ? [h("div", { class: "note warning" }, h("strong", {}, left_out.why), h("ul", {}, ...left_out.what.map((what) => h("li", {}, what))))] : []),
      h("p", { class: "reach-version muted" }, `For Traefik ${traefik}`));
  }
}

function counted(rows: number): string {
  return `${rows} row${rows === 1 ? "" : "s"}`;
}
