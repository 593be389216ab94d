/** What to compare with: a text of this session, or a file. */
import { h } from "../../dom.ts";
import type { Source } from "../../core/types.ts";
import type { Earlier } from "../panel.ts";

/** As the page takes for the editor. */
const LARGEST = 8 * 1024 * 1024;

interface Choice {
  what: string;
  source: Source;
}

export class CompareChoice {
  readonly element: HTMLElement;
  private readonly select: HTMLSelectElement;
  private readonly input: HTMLInputElement;
  private readonly files: Choice[] = [];
  private choices: Choice[] = [];

  private file = "";

  constructor(id: string, private readonly earlier: Earlier, private readonly changed: () => void, private readonly refused: (why: string) => void) {
    this.select = h("select", { class: "select compare-with", id: `${id}-with`, onchange: changed });
    this.input = h("input", {
      type: "file", accept: ".toml,.yaml,.yml,.json", hidden: true,
      onchange: () => void this.open(),
    });
    this.element = h("div", { class: "toolbar" },
      h("label", { class: "compare-label", for: this.select.id }, "Compare with"), this.select,
      h("button", { type: "button", class: "button", onclick: () => this.input.click() }, "A file…"), this.input,
      h("button", { type: "button", class: "button", title: "Adds the text as it is now to this list", onclick: () => this.keep() }, "Keep this text"));
  }

  get source(): Source | null {
    return this.choices[this.select.selectedIndex]?.source ?? null;
  }

  focus(): void {
    this.select.focus();
  }

  /** The texts that there are now, each in a file of this name; what was chosen stays chosen. */
  offer(file = this.file): void {
    this.file = file;
    const chosen = this.source;
    const texts = this.earlier.texts.map(({ what, text }) => ({ what, source: { name: this.file, text } }));
    this.choices = [...this.files, ...texts];
    this.select.replaceChildren(...this.choices.map(({ what }) => h("option", {}, what)));
    this.select.selectedIndex = Math.max(0, this.choices.findIndex(({ source }) => isSame(source, chosen)));
  }

  private keep(): void {
    this.earlier.keep("Kept");
    this.offer();
  }

  private async open(): Promise<void> {
    const [file] = this.input.files ?? [];
    if (!file) return;
    this.input.value = "";
    if (file.size > LARGEST) return this.refused(`${file.name} is larger than 8 MB, which is too large for the playground. Use the tcpgen command.`);
    this.files.unshift({ what: file.name, source: { name: file.name, text: await file.text() } });
    this.offer();
    this.select.selectedIndex = 0;
    this.changed();
  }
}

export function isSame(one: Source, other: Source | null): boolean {
  return one.name === other?.name && one.text === other.text;
}
