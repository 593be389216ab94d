/** What to compare with: the baseline, a state of this session, or files. */
import { h } from "../../dom.ts";
import { readFiles } from "../../editor/documents.ts";
import type { Earlier, EarlierState } from "../panel.ts";

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
      h("button", { type: "button", class: "button primary", title: "Compares your next changes with the current state. Links contain the baseline", onclick: () => this.keep() }, "Keep as baseline"));
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
    this.told("The current state is the baseline: change something to see who is treated differently", "ok");
  }

  private async open(): Promise<void> {
    const files = [...(this.input.files ?? [])];
    if (files.length === 0) return;
    this.input.value = "";
    const sources = await readFiles(files, (why) => this.told(why, "error"));
    if (sources) this.chosen(this.earlier.add({ what: files.map(({ name }) => name).join(", "), sources }));
  }
}
