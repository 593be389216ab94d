/** Diagnostics as CodeMirror marks them: exact stretches, with the page's own words in the tooltip. */
import { lintGutter, linter, setDiagnostics, type Diagnostic as Mark } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic, Placed } from "../core/types.ts";

export type Marked = Diagnostic & Placed;

/** More marks than anybody reads would only slow the editor down. */
const MARKED_UP_TO = 1_000;

const CONTROL = /^[\u0000-\u0008\u000b-\u001f\u007f]$/;

export const squiggles: Extension = [linter(null), lintGutter()];

/** Marks the diagnostics of the editor's own file; `card` draws one for the tooltip. */
export function mark<D extends Marked>(view: EditorView, diagnostics: readonly D[], card: (diagnostic: D) => Node): void {
  const length = view.state.doc.length;
  const marks = diagnostics.slice(0, MARKED_UP_TO).map((diagnostic): Mark => {
    const from = Math.min(diagnostic.start.utf16, length);
    const to = Math.min(Math.max(diagnostic.end.utf16, from), length);
    return {
      from,
      // A control character is drawn as a sign in its place, which no squiggle can underline: a mark at its side is seen.
      to: CONTROL.test(view.state.sliceDoc(from, Math.min(to, from + 2))) ? from : to,
      severity: diagnostic.severity === "advice" ? "info" : diagnostic.severity,
      message: diagnostic.message,
      renderMessage: () => card(diagnostic),
    };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}
