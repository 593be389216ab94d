/** The editor of the state's files. It lives in a shadow root, so that its style sheets need no exception from the CSP. */
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Edit, Placed, Source } from "../core/types.ts";
import { asSources, Document, type FileText, freeName, type Insertion, type Texts } from "./documents.ts";
import { type EditorEvents, extensions } from "./extensions.ts";
import { LOOKED_AT } from "./kind.ts";
import { link } from "./linked.ts";
import { mark, type Marked } from "./squiggles.ts";

export type { EditorEvents } from "./extensions.ts";

export class Editor implements Texts {
  readonly view: EditorView;
  private documents: Document[];
  private shown = 0;

  constructor(root: ShadowRoot, parent: HTMLElement, files: readonly FileText[], private readonly events: EditorEvents) {
    this.documents = files.map((file) => this.document(file));
    this.view = new EditorView({ root, parent, state: this.documents[0]!.state });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  get head(): string {
    return this.view.state.doc.sliceString(0, LOOKED_AT);
  }

  get selection(): { from: number; to: number } {
    return this.view.state.selection.main;
  }

  get file(): string {
    return this.documents[this.shown]!.nameOf(this.view.state.doc);
  }

  get files(): FileText[] {
    this.keep();
    return this.documents.map(({ name, state }) => ({ name, text: state.doc.toString() }));
  }

  get sources(): Source[] {
    return asSources(this.files);
  }

  get length(): number {
    this.keep();
    return this.documents.reduce((sum, { state }) => sum + state.doc.length, 0);
  }

  get names(): string[] {
    this.keep();
    return this.documents.map((document) => document.nameOf(document.state.doc));
  }

  /** One text for another is one step that can be undone. */
  take(files: readonly FileText[]): void {
    const [only] = files;
    if (files.length === 1 && this.documents.length === 1 && only!.name === this.documents[0]!.name) return this.replace(only!.text);
    this.documents = files.map((file) => this.document(file));
    this.set(0);
    this.events.changed();
  }

  /** Takes `text` in the file that is shown, as one step that can be undone. */
  replace(text: string): void {
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      scrollIntoView: true,
      annotations: Transaction.userEvent.of("input.replace"),
    });
  }

  /** Adds a file and shows it, under another name if there is one of its name. From now on all have names of their own. */
  add({ name, text }: { name: string; text: string }): void {
    const { names } = this;
    this.documents.forEach((document, index) => (document.name = names[index]!));
    this.keep();
    this.documents.push(this.document({ name: freeName(name, names), text }));
    this.set(this.documents.length - 1);
    this.events.changed();
  }

  /** Takes the file that is shown away, unless there is no other. */
  remove(): void {
    if (this.documents.length === 1) return;
    this.documents.splice(this.shown, 1);
    this.set(Math.max(0, this.shown - 1));
    this.events.changed();
  }

  /** Names the file that is shown. What it is may be another then, and its history ends. */
  rename(name: string): void {
    const document = this.documents[this.shown]!;
    const { text } = this;
    const was = document.kindOf(text);
    document.name = name;
    if (document.kindOf(text) !== was) {
      document.state = this.document({ name, text }, document).state;
      this.set(this.shown);
    }
    this.events.changed();
  }

  /** Writes text into a file, and shows it; a file that is not there is added. */
  insert(file: string, into: (text: string) => Insertion): void {
    if (!this.show(file)) return this.add({ name: file, text: into("").text });
    const { at, text } = into(this.text);
    this.view.dispatch({
      changes: { from: at, insert: text },
      selection: { anchor: at + text.length },
      effects: EditorView.scrollIntoView(at + text.length, { y: "end", yMargin: 60 }),
      annotations: Transaction.userEvent.of("input.insert"),
    });
    const written = at + text.length - text.trimStart().length;
    link(this.view, { from: written, to: at + text.trimEnd().length });
  }

  show(name: string): boolean {
    const index = this.names.indexOf(name);
    if (index < 0) return false;
    if (index !== this.shown) {
      this.keep();
      this.set(index);
    }
    return true;
  }

  /** Makes edits, each in its file. */
  apply(edits: readonly (Edit & { file: string | null })[]): void {
    const names = this.names;
    for (const [index, document] of this.documents.entries()) {
      const own = edits.flatMap(({ file, start, end, text }) => (file === names[index] && start && end ? [{ from: start.utf16, to: end.utf16, insert: text }] : []));
      if (own.length === 0) continue;
      const spec = { changes: own, annotations: Transaction.userEvent.of("input.fix") };
      if (index === this.shown) this.view.dispatch({ ...spec, scrollIntoView: true });
      else {
        document.state = document.state.update(spec).state;
        this.events.changed();
      }
    }
    this.view.focus();
  }

  /** Marks the diagnostics of the file that is shown; `card` draws one for the tooltip. */
  mark<D extends Marked>(diagnostics: readonly D[], card: (diagnostic: D) => Node): void {
    const { file } = this;
    mark(this.view, diagnostics.filter((diagnostic) => diagnostic.file === file), card);
  }

  /** Lights lines up without moving the cursor, if their file is shown. */
  link({ file, start, end }: Placed): void {
    if (file === this.file) link(this.view, { from: start.utf16, to: end.utf16 });
  }

  select({ file, start, end }: Placed): void {
    // Facts that were read from a file are shown as the file.
    if (!this.show(file)) return void this.show(file.replace(/#facts\.toml$/, ""));
    const { length } = this.view.state.doc;
    const [anchor, head] = [Math.min(start.utf16, length), Math.min(end.utf16, length)];
    this.view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    link(this.view, null);
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  private document({ name, text }: FileText, document = new Document(name)): Document {
    document.state = EditorState.create({ doc: text, extensions: extensions(text, document, this.events) });
    return document;
  }

  /** The view's state is newer than what is kept of it. */
  private keep(): void {
    this.documents[this.shown]!.state = this.view.state;
  }

  /** What was shown is kept before, where it stays. */
  private set(index: number): void {
    this.shown = index;
    this.view.setState(this.documents[index]!.state);
    this.events.shown();
  }
}
