/** The editor of the state file. It lives in a shadow root, so that its style sheets need no exception from the CSP. */
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, undo } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, Prec, Transaction, type Extension } from "@codemirror/state";
import {
  drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers,
} from "@codemirror/view";
import type { CompletionSource } from "@codemirror/autocomplete";
import type { Edit } from "../core/types.ts";
import { fileNameOf, type Kind, kindOf } from "./kind.ts";
import { coloured } from "./language.ts";
import { link, linkedLines } from "./linked.ts";
import { look } from "./look.ts";
import { mark, squiggles, type Marked } from "./squiggles.ts";
import { typeOver } from "./type-over.ts";

export interface EditorEvents {
  /** Its length, in UTF-16 units; the text itself is fetched when it is needed. */
  changed(length: number): void;
  selected(from: number, to: number): void;
  /** The quick-fix key was pressed with the cursor at `offset`. */
  quickFix(offset: number): boolean;
}

export class Editor {
  readonly view: EditorView;

  constructor(root: ShadowRoot, parent: HTMLElement, text: string, label: (kind: Kind) => string, complete: CompletionSource, events: EditorEvents) {
    this.view = new EditorView({
      root,
      parent,
      state: EditorState.create({ doc: text, extensions: extensions(text, label, complete, events) }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** What the text is called: manifests have a name of their own. */
  get file(): string {
    return fileNameOf(this.view.state.doc);
  }

  /** Takes `text` as one step that can be undone. */
  replace(text: string): void {
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      scrollIntoView: true,
      annotations: Transaction.userEvent.of("input.replace"),
    });
  }

  undo(): void {
    undo(this.view);
    this.view.focus();
  }

  apply(edits: readonly Edit[]): void {
    const changes = edits.flatMap(({ start, end, text }) => (start && end ? [{ from: start.utf16, to: end.utf16, insert: text }] : []));
    this.view.dispatch({ changes, scrollIntoView: true, annotations: Transaction.userEvent.of("input.fix") });
    this.view.focus();
  }

  mark<D extends Marked>(diagnostics: readonly D[], card: (diagnostic: D) => Node): void {
    mark(this.view, diagnostics, card);
  }

  /** Lights lines up without moving the cursor. */
  link(from: number, to: number): void {
    link(this.view, { from, to });
  }

  select(from: number, to: number): void {
    const length = this.view.state.doc.length;
    this.view.dispatch({
      selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
      effects: EditorView.scrollIntoView(Math.min(from, length), { y: "center" }),
    });
    link(this.view, null);
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }
}

function extensions(text: string, label: (kind: Kind) => string, complete: CompletionSource, events: EditorEvents): Extension {
  return [
    lineNumbers(),
    squiggles,
    highlightSpecialChars(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    typeOver,
    autocompletion({ override: [(context) => (kindOf(context.state.doc) === "toml" ? complete(context) : null)], icons: false }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    coloured(kindOf, text),
    linkedLines,
    look,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(({ state }) => ({ "aria-label": label(kindOf(state.doc)), "aria-description": "Press Escape, then Tab, to leave the editor", spellcheck: "false", tabindex: "0" })),
    // A list that has only just opened takes no choice yet, and the key must not indent instead.
    Prec.high(keymap.of([{ key: "Tab", run: (view) => acceptCompletion(view) || completionStatus(view.state) === "active" }])),
    keymap.of([
      { key: "F8", run: nextDiagnostic, shift: previousDiagnostic },
      { key: "Mod-.", run: (view) => events.quickFix(view.state.selection.main.head) },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...completionKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) events.changed(update.state.doc.length);
      if (update.docChanged || update.selectionSet) {
        const { from, to } = update.state.selection.main;
        events.selected(from, to);
      }
    }),
  ];
}
