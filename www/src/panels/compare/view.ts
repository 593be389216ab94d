import { h } from "../../dom.ts";
import { CoreError } from "../../core/lane.ts";
import type { Compared } from "../../core/routing.ts";
import type { Diagnostic, Source } from "../../core/types.ts";
import { isSame } from "../../editor/documents.ts";
import { inline } from "../../explain/markdown.ts";
import { tryIt } from "../bus.ts";
import type { PageState, Panel, PanelContext } from "../panel.ts";
import { Rows } from "../shared/rows.ts";
import { verdictView } from "../shared/verdict-view.ts";
import { CompareChoice } from "./choice.ts";
import { linesViews, objectsView, problemsView, rowOf, servicesView } from "./outcome.ts";

/** How long the text rests before the module is asked, in milliseconds. */
const RESTS = 120;

/** The column with what changes, under which its rows are. */
const CHANGE = 0;

export class ComparePanel implements Panel {
  readonly element: HTMLElement;
  private readonly choice: CompareChoice;
  private readonly rows: Rows;
  private readonly above = h("div", { class: "compare-above" });
  private readonly below = h("div", { class: "compare-below" });
  private state: PageState | null = null;
  private timer = 0;

  constructor(private readonly context: PanelContext) {
    const { bus, earlier, id } = context;
    this.choice = new CompareChoice(`${id}-compare`, earlier, () => void this.ask(true), (text, kind) => bus.emit("notice", { text, kind }));
    this.rows = new Rows("Who is treated differently", CHANGE, { try: context.has("connection") ? (connection) => tryIt(bus, connection) : null });
    this.element = h("div", { class: "compare" }, this.choice.element,
      h("div", { class: "compare-result", role: "region", "aria-label": "Comparison", tabindex: "0" }, this.above, this.rows.element, this.below));
  }

  update(state: PageState): void {
    if (state.revision === this.state?.revision) return;
    const first = this.state === null;
    this.state = state;
    this.choice.offer();
    clearTimeout(this.timer);
    if (first) void this.ask(false);
    else this.timer = window.setTimeout(() => void this.ask(false), RESTS);
  }

  focus(): void {
    this.choice.focus();
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private async ask(byPerson: boolean): Promise<void> {
    const { state } = this;
    const before = this.choice.state;
    if (!state || !before) return;
    try {
      const compared = await this.context.core.diff([...before.sources], [...state.sources]);
      if (!compared || this.state !== state || before !== this.choice.state) return;
      this.show(compared, before.sources, state.sources);
      if (byPerson && compared.table) this.context.bus.emit("announce", compared.table.headline);
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      this.refuse(h("p", { class: "note error" }, error.message));
    }
  }

  private show({ difference, table, diagnostics }: Compared, before: readonly Source[], after: readonly Source[]): void {
    if (!difference || !table) {
      return this.refuse(...errorsOf("The text to compare with", diagnostics.before), ...errorsOf("The text in the editor", diagnostics.after));
    }
    this.rows.show(table.columns, table.rows.map(rowOf));
    this.above.replaceChildren(isSame(before, after) ? unchanged() : verdictView(difference, table.headline));
    const { left_out } = table;
    const parts = [
      left_out && h("div", { class: "note warning" }, h("strong", {}, left_out.why), h("ul", {}, ...left_out.what.map((what) => h("li", {}, what)))),
      servicesView(difference), objectsView(difference), problemsView(difference), ...linesViews(before, after),
    ];
    this.below.replaceChildren(...parts.filter((part) => part !== null));
  }

  private refuse(...why: HTMLElement[]): void {
    this.above.replaceChildren(...why);
    this.rows.show([], []);
    this.below.replaceChildren();
  }
}

/** No verdict: it would be about nothing. */
function unchanged(): HTMLElement {
  return h("p", { class: "verdict-line", "data-verdict": "unchanged" }, h("strong", { class: "chip" }, "unchanged"),
    "This is the text that you compare with. Change it to see who is treated differently.");
}

/** Objects that cannot be read are missing, and a comparison without them would be wrong. */
function errorsOf(which: string, diagnostics: readonly Diagnostic[]): HTMLElement[] {
  const errors = diagnostics.filter((one) => one.severity === "error");
  const [first] = errors;
  if (!first) return [];
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  const line = first.start ? `Line ${first.start.line}: ` : "";
  return [h("div", { class: "note error" }, h("strong", {}, `${which} has errors.`), ` ${line}`, ...inline(first.message), more)];
}
