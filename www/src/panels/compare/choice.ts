/** What to compare with: the baseline, a state of this session, or files. */
import { h } from "../../dom.ts";
import type { Earlier, EarlierState } from "../panel.ts";

/** As the page takes for the editor. */
const LARGEST = 8 * 1024 * 1024;

export class CompareChoice {
  readonly element: HTMLElement;
  private readonly select: HTMLSelectElement;
  private readonly input: HTMLInputElement;
  private choices: readonly EarlierState[] = [];

  constructor(id: string, private readonly earlier: Earlier, private readonly changed: () => void, private readonly told: (words: string, kind: "ok" | "error") => void) {
    this.select = h("select", { class: "select compare-with", id: `${id}-with`, onchange: () => this.chosen() });
    this.input = h("input", {
      type: "file", accept: ".toml,.yaml,.yml,.json", multiple: true, hidden: true,
      onchange: () => void this.open(),
    });
    this.element = h("div", { class: "toolbar" },
      h("label", { class: "compare-label", for: this.select.id }, "Compare with"), this.select,
      h("button", { type: "button", class: "button", onclick: () => this.input.click() }, "A file…"), this.input,
      h("button", { type: "button", class: "button primary", title: "What you change from now on is compared with the state as it is. Links contain the baseline", onclick: () => this.keep() }, "Keep this as the baseline"));
  }

  get state(): EarlierState | null {
    return this.choices[this.select.selectedIndex] ?? null;
  }

  focus(): void {
    this.select.focus();
  }

  /** The states that there are now; what was chosen stays chosen. */
  offer(): void {
    const chosen = this.earlier.baseline ?? this.state;
    this.choices = this.earlier.states;
    this.select.replaceChildren(...this.choices.map((state) => h("option", {}, state.what)));
    this.select.selectedIndex = Math.max(0, this.choices.findIndex((state) => state === chosen));
  }

  /** What a person chooses is what a link compares with. */
  private chosen(state = this.state): void {
    this.earlier.baseline = state;
    this.offer();
    this.changed();
  }

  private keep(): void {
    this.chosen(this.earlier.keep("Baseline"));
    this.told("The state as it is now is the baseline: change something, and see who is treated differently", "ok");
  }

  private async open(): Promise<void> {
    const files = [...(this.input.files ?? [])];
    if (files.length === 0) return;
    this.input.value = "";
    const large = files.find(({ size }) => size > LARGEST);
    if (large) return this.told(`${large.name} is larger than 8 MB, which is too large for the playground. Use the tcpgen command.`, "error");
    const sources = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
    this.chosen(this.earlier.add({ what: files.map(({ name }) => name).join(", "), sources }));
  }
}
