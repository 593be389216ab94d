/** Whether somebody gets in, or is shut out, who was not before: in the place where one looks who gets in. */
import { h } from "../../dom.ts";
import { CoreError } from "../../core/lane.ts";
import type { Compared } from "../../core/routing.ts";
import { isSame } from "../../editor/documents.ts";
import type { PageState, PanelContext } from "../panel.ts";
import { verdictView } from "../shared/verdict-view.ts";

/** How long the text rests before it is compared, in milliseconds. */
const RESTS = 600;
/** More text is compared only where a person asks for it, in UTF-16 units. */
const COMPARED_UP_TO = 100_000;
/** The rows of a comparison begin with what changes, the entry point and the clients. */
const LISTED_UP_TO = 3;

export class ChangeNote {
  readonly element = h("div", { class: "reach-change", role: "group", "aria-label": "What has changed", hidden: true });
  private timer = 0;

  constructor(private readonly context: PanelContext) {}

  /** What is said of the text before is not true of this one. */
  update(state: PageState): void {
    this.element.hidden = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(state), RESTS);
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private async ask(state: PageState): Promise<void> {
    const { core, earlier } = this.context;
    const before = earlier.baseline ?? earlier.start;
    const length = state.sources.reduce((sum, { text }) => sum + text.length, 0);
    if (!before || length > COMPARED_UP_TO || isSame(before.sources, state.sources)) return;
    const timer = this.timer;
    try {
      const compared = await core.diff([...before.sources], [...state.sources]);
      if (compared && timer === this.timer) this.show(compared);
    } catch (error) {
      // The page shows what happened to the compiler.
      if (!(error instanceof CoreError)) throw error;
    }
  }

  private show({ difference, table }: Compared): void {
    if (!difference || !table || difference.verdict === "equivalent") return;
    const { bus } = this.context;
    const changes = table.rows.slice(0, LISTED_UP_TO).map(({ cells: [change, entryPoint, clients] }) => h("li", {}, `${change}: ${clients} to ${entryPoint}`));
    const more = table.rows.length - changes.length;
    if (more > 0) changes.push(h("li", { class: "muted" }, `${more} more`));
    const compare = this.context.has("compare") && h("button", { type: "button", class: "button", onclick: () => bus.emit("open", { view: "compare" }) }, "Compare");
    this.element.replaceChildren(verdictView(difference, table.headline), h("ul", {}, ...changes), ...(compare ? [compare] : []));
    this.element.hidden = false;
  }
}
