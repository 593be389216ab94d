/** What the editor can do, for one file. */
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Prec, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import type { Place } from "../core/types.ts";
import type { Answers } from "./answers.ts";
import { completions } from "./completion.ts";
import { definitions } from "./definition.ts";
import type { Document } from "./documents.ts";
import { hovers } from "./hover.ts";
import { labelOf } from "./kind.ts";
import { coloured } from "./language.ts";
import { linkedLines } from "./linked.ts";
import { look } from "./look.ts";
import { renames, type Renaming } from "./rename.ts";
import { colouredRules } from "./rules.ts";
import { squiggles } from "./squiggles.ts";
import { typeOver } from "./type-over.ts";

export interface EditorEvents {
  /** A text, or the list of files. The texts themselves are fetched when they are needed. */
  changed(): void;
  selected(from: number, to: number): void;
  /** Another file is shown. */
  shown(): void;
  /** The quick-fix key was pressed with the cursor at `offset`. */
  quickFix(offset: number): boolean;
  /** Somebody wants to see the place that declares a name. */
  go(place: Place): void;
  readonly answers: Answers;
  readonly renaming: Renaming;
}

export function extensions(text: string, document: Document, events: EditorEvents): Extension {
  return [
    lineNumbers(),
    squiggles,
    highlightSpecialChars(),
    history(),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    typeOver,
    autocompletion({ override: [completions(events.answers)], icons: false }),
    hovers(events.answers),
    renames(events.answers, events.renaming),
    definitions(events.answers, events.go),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: true }),
    coloured((current) => document.kindOf(current), text),
    colouredRules(events.answers),
    linkedLines,
    look,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(({ state: { doc } }) => ({
      "aria-label": labelOf(document.nameOf(doc)), "aria-description": "Press Escape, then Tab, to leave the editor", spellcheck: "false", tabindex: "0",
    })),
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
      if (update.docChanged) events.changed();
      if (update.docChanged || update.selectionSet) {
        const { from, to } = update.state.selection.main;
        events.selected(from, to);
      }
    }),
  ];
}
