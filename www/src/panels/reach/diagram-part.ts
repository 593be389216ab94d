/** The diagram under the table, which shows the way of the row that is pointed at. It is loaded when it is first shown. */
import { h } from "../../dom.ts";
import type { PageState, Panel, PanelContext } from "../panel.ts";

/** With less room than this it is shown only if one asks for it, in pixels. */
const ROOM = { width: 560, height: 480 };

export class DiagramPart {
  readonly element = h("div", { class: "reach-diagram", hidden: true });
  readonly button: HTMLButtonElement;
  private panel: Panel | null = null;
  private state: PageState | null = null;
  private asked = false;

  constructor(private readonly context: PanelContext) {
    this.button = h("button", { type: "button", class: "button reach-toggle", onclick: () => this.toggle(!this.shown) }, "Show diagram");
  }

  private get shown(): boolean {
    return this.element.hidden === false;
  }

  /** Of the first state on; shows it where there is room. */
  update(state: PageState): void {
    const first = this.state === null;
    this.state = state;
    const { clientWidth, clientHeight } = this.element.parentElement ?? this.element;
    if (first && clientWidth >= ROOM.width && clientHeight >= ROOM.height) this.toggle(true);
    if (this.shown) this.panel?.update(state);
  }

  destroy(): void {
    this.panel?.destroy?.();
  }

  private toggle(show: boolean): void {
    this.element.hidden = !show;
    this.button.textContent = show ? "Hide diagram" : "Show diagram";
    if (show && this.state) this.panel?.update(this.state);
    if (show && !this.asked) void this.load();
  }

  private async load(): Promise<void> {
    this.asked = true;
    try {
      this.panel = await this.context.part("diagram");
      this.element.replaceChildren(this.panel.element);
      if (this.state) this.panel.update(this.state);
    } catch (error) {
      this.asked = false;
      this.element.replaceChildren(h("p", { class: "note error" }, `The diagram could not be loaded: ${String(error)}`));
    }
  }
}
