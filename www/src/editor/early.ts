/** The editor before CodeMirror has come: its files are there and can be read, and others can take their place. */
import type { Source } from "../core/types.ts";
import { asSources, type FileText, type Texts } from "./documents.ts";
import type { EditorEvents } from "./extensions.ts";
import { labelOf, LOOKED_AT } from "./kind.ts";
import { PlainText } from "./plain.ts";

export class EarlyEditor implements Texts {
  readonly selection = { from: 0, to: 0 };
  readonly plain: PlainText;
  private shown = 0;

  constructor(root: ShadowRoot, public files: readonly FileText[], private readonly events: Pick<EditorEvents, "changed" | "shown">) {
    this.plain = new PlainText(root, labelOf(this.file), true);
    this.plain.show(this.text);
  }

  get text(): string {
    return this.files[this.shown]!.text;
  }

  get head(): string {
    return this.text.slice(0, LOOKED_AT);
  }

  get file(): string {
    return this.names[this.shown]!;
  }

  get sources(): Source[] {
    return asSources(this.files);
  }

  get length(): number {
    return this.files.reduce((sum, { text }) => sum + text.length, 0);
  }

  get names(): string[] {
    return this.sources.map(({ name }) => name);
  }

  take(files: readonly FileText[]): void {
    this.files = files;
    this.set(0);
    this.events.changed();
  }

  show(name: string): boolean {
    const index = this.names.indexOf(name);
    if (index >= 0 && index !== this.shown) this.set(index);
    return index >= 0;
  }

  private set(index: number): void {
    this.shown = index;
    this.plain.element.setAttribute("aria-label", labelOf(this.file));
    this.plain.show(this.text);
    this.events.shown();
  }
}
