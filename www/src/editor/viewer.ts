/** A read-only text with the editor's looks: large outputs stay quick, and lines can be lit up. */
import { defaultKeymap } from "@codemirror/commands";
import { search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { coloured } from "./language.ts";
import { link, linkedLines } from "./linked.ts";
import { look } from "./look.ts";

export class Viewer {
  readonly view: EditorView;

  /** `pointed` hears where a person put the cursor. */
  constructor(root: ShadowRoot, parent: HTMLElement, label: string, pointed: (offset: number) => void) {
    this.view = new EditorView({
      root,
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          highlightSpecialChars(),
          search({ top: true }),
          coloured(() => "yaml", ""),
          linkedLines,
          look,
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ "aria-label": label, "aria-readonly": "true", spellcheck: "false", tabindex: "0" }),
          keymap.of([...defaultKeymap, ...searchKeymap]),
          EditorView.updateListener.of((update) => {
            if (update.selectionSet && update.transactions.some((transaction) => transaction.isUserEvent("select"))) {
              pointed(update.state.selection.main.head);
            }
          }),
        ],
      }),
    });
  }

  /** Replaces only what differs, so that scrolling and cursor stay where they are. */
  show(text: string): void {
    const old = this.view.state.doc.toString();
    if (old === text) return;
    let from = 0;
    const shorter = Math.min(old.length, text.length);
    while (from < shorter && old.charCodeAt(from) === text.charCodeAt(from)) from++;
    let behind = 0;
    while (behind < shorter - from && old.charCodeAt(old.length - 1 - behind) === text.charCodeAt(text.length - 1 - behind)) behind++;
    this.view.dispatch({ changes: { from, to: old.length - behind, insert: text.slice(from, text.length - behind) } });
  }

  link(stretch: { from: number; to: number } | null): void {
    link(this.view, stretch);
  }

  destroy(): void {
    this.view.destroy();
  }
}
