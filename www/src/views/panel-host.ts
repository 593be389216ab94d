/** The place of one panel: loads it when it is first shown, and keeps it up to date while it is visible. */
import type { Panel, PageState } from "../panels/panel.ts";
import { h } from "../dom.ts";
import { notLoaded } from "./not-loaded.ts";

export interface Surroundings {
  state(): PageState | null;
  withOutline(state: PageState): Promise<PageState | null>;
}

export class PanelHost {
  private panel: Panel | null = null;
  private loading: Promise<void> | null = null;
  private visible = false;

  constructor(
    readonly element: HTMLElement,
    private readonly load: () => Promise<Panel>,
    private readonly around: Surroundings,
  ) {
    element.classList.add("panel-host");
  }

  async show(): Promise<void> {
    this.visible = true;
    await (this.loading ??= this.make());
    this.update();
  }

  hide(): void {
    this.visible = false;
  }

  focus(): void {
    this.panel?.focus?.();
  }

  update(): void {
    const { panel } = this;
    const state = this.around.state();
    if (!panel || !state || !this.visible) return;
    if (!panel.wantsOutline) panel.update(state);
    else {
      this.around.withOutline(state).then(
        (whole) => whole && this.visible && panel.update(whole),
        // The compiler's own report of the same failure is on the page already.
        () => undefined,
      );
    }
  }

  destroy(): void {
    this.visible = false;
    this.panel?.destroy?.();
    this.element.replaceChildren();
  }

  private async make(): Promise<void> {
    const slow = window.setTimeout(() => this.element.replaceChildren(h("p", { class: "empty" }, "Loading…")), 300);
    try {
      this.panel = await this.load();
      this.element.replaceChildren(this.panel.element);
    } catch (error) {
      this.loading = null;
      this.element.replaceChildren(notLoaded("This view could not be loaded", error, () => void this.show()));
    } finally {
      clearTimeout(slow);
    }
  }
}
