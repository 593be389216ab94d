/** A view of one output text: a toolbar and the text to read, the last good one while there are errors. */
import { h } from "../dom.ts";
import { inline } from "../explain/markdown.ts";
import { PlainText } from "../editor/plain.ts";
import type { Viewer } from "../editor/viewer.ts";
import type { PanelContext } from "../panels/panel.ts";
import { copy, download } from "./save.ts";
import styles from "./text-view.css?inline";

export { styles };

type Stretch = { from: number; to: number };

export class TextView {
  readonly element: HTMLElement;
  private readonly plain: PlainText;
  /** Null until CodeMirror has come. */
  private viewer: Viewer | null = null;
  private lit: Stretch | null = null;
  private readonly host: HTMLElement;
  private readonly empty = h("div", { class: "empty", hidden: true });
  private readonly stale = h("span", { class: "chip error", hidden: true }, "From before the errors");
  private readonly buttons: HTMLButtonElement[];
  private text = "";
  private gone = false;

  constructor(context: PanelContext, label: string, private readonly fileName: () => string, tools: Node[], pointed: (offset: number) => void) {
    const copyButton = h("button", { class: "button", type: "button", onclick: () => void this.copy(context) }, "Copy");
    const saveButton = h("button", { class: "button", type: "button", onclick: () => download(this.fileName(), this.text) }, "Download");
    this.buttons = [copyButton, saveButton];
    this.host = h("div", { class: "text-view-code" });
    this.element = h("div", { class: "text-view" },
      h("div", { class: "toolbar" }, ...tools, this.stale, h("span", { class: "spacer" }), copyButton, saveButton),
      this.host, this.empty);
    const root = this.host.attachShadow({ mode: "open" });
    const parent = h("div", { class: "text-view-parent" });
    root.append(parent);
    parent.style.setProperty("block-size", "100%");
    this.plain = new PlainText(root, label, false);
    parent.append(this.plain.element);
    void context.codeMirror.then(({ Viewer }) => {
      if (!this.gone) this.come(new Viewer(root, parent, label, pointed));
    });
  }

  show(text: string): void {
    this.text = text;
    (this.viewer ?? this.plain).show(text);
    this.set({ stale: false, empty: null });
  }

  /** Lights these lines. */
  light(stretch: Stretch | null): void {
    this.lit = stretch;
    this.viewer?.link(stretch);
  }

  focus(): void {
    (this.viewer?.view ?? this.plain.element).focus();
  }

  destroy(): void {
    this.gone = true;
    this.viewer?.destroy();
  }

  /** There is no text now. What was there stays, marked as old; without any, `words` stand in its place. */
  unavailable(title: string, words: string): void {
    this.set({ stale: this.text !== "", empty: this.text === "" ? [title, words] : null });
  }

  /** There is nothing to show, and that is no error. */
  nothing(title: string, words: string): void {
    this.text = "";
    this.set({ stale: false, empty: [title, words] });
  }

  private come(viewer: Viewer): void {
    this.viewer = viewer;
    viewer.show(this.text);
    viewer.link(this.lit);
    this.plain.giveWay(viewer.view);
  }

  private set({ stale, empty }: { stale: boolean; empty: [string, string] | null }): void {
    this.stale.hidden = !stale;
    this.host.classList.toggle("stale", stale);
    this.host.hidden = empty !== null;
    this.empty.hidden = empty === null;
    if (empty) this.empty.replaceChildren(h("strong", {}, ...inline(empty[0])), ...inline(empty[1]));
    for (const button of this.buttons) button.disabled = stale || empty !== null;
  }

  private async copy(context: PanelContext): Promise<void> {
    const worked = await copy(this.text);
    context.bus.emit("notice", { text: worked ? `${this.fileName()} copied` : "The browser does not allow this page to copy: select the text and copy it manually", kind: worked ? "ok" : "error" });
  }
}
