/** Diagnostics as CodeMirror marks them: exact stretches, with the page's own words in the tooltip. */
import { lintGutter, linter, setDiagnostics, type Diagnostic as Mark } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic, Placed } from "../core/types.ts";

export type Marked = Diagnostic & Placed;

/** More marks than anybody reads would only slow the editor down. */
const MARKED_UP_TO = 1_000;

export const squiggles: Extension = [linter(null), lintGutter()];

/** Marks the diagnostics of the editor's own file; `card` draws one for the tooltip. */
export function mark<D extends Marked>(view: EditorView, diagnostics: readonly D[], card: (diagnostic: D) => Node): void {
  const length = view.state.doc.length;
  const marks = diagnostics.slice(0, MARKED_UP_TO).map((diagnostic): Mark => {
    const from = Math.min(diagnostic.start.utf16, length);
    return {
      from,
      to: Math.min(Math.max(diagnostic.end.utf16, from), length),
      severity: diagnostic.severity,
      message: diagnostic.message,
      renderMessage: () => card(diagnostic),
    };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}
