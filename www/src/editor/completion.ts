/** Completion, as the module answers it. */
import { pickedCompletion, startCompletion, type Completion, type CompletionContext, type CompletionResult, type CompletionSource } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { Completion as Found } from "../core/places.ts";
import { h } from "../dom.ts";
import { markdown } from "../explain/markdown.ts";
import { type Answers, untilQuick } from "./answers.ts";

/** In a text longer than this, in UTF-16 units, an answer takes longer than the next key. */
const ANSWERED_UP_TO = 400_000;
/** Behind these, completion begins without a letter. */
const OPENING = /["'[(.]$/;

export function completions(answers: Answers): CompletionSource {
  return async (context) => {
    if (!context.explicit) {
      if (!isWorthAsking(context)) return null;
      await untilQuick(answers);
      if (context.aborted) return null;
    }
    const found = await answers.complete(context.pos);
    if (!found?.start || !found.end || context.aborted) return null;
    // Where nothing is written yet, completion waits to be asked.
    const nothing = found.start.utf16 === context.pos && !OPENING.test(context.state.sliceDoc(context.pos - 1, context.pos));
    if (found.items.length === 0 || (nothing && !context.explicit)) return null;
    return result(found.items, found.start.utf16, found.end.utf16);
  };
}

function isWorthAsking({ state, pos }: CompletionContext): boolean {
  return state.doc.length <= ANSWERED_UP_TO && /[\w"'[(./:@-]$/.test(state.sliceDoc(pos - 1, pos));
}

function result(items: Found[], from: number, to: number): CompletionResult {
  return { from, to, options: items.map(option), validFor: /^[\w./:@-]*$/ };
}

/** The best is first, and the list stays in that order where nothing of a word tells them apart. */
function option({ label, kind, detail, documentation, text, cursor }: Found, place: number): Completion {
  return {
    label,
    type: kind,
    // CodeMirror takes boosts from -99 to 99.
    boost: Math.max(-99, -place),
    ...(detail ? { detail: detail.replaceAll("`", "") } : {}),
    ...(documentation ? { info: () => h("div", { class: "words" }, markdown(documentation)) } : {}),
    apply: (view, picked, from, to) => write(view, picked, { from, to, text, cursor }),
  };
}

function write(view: EditorView, picked: Completion, { from, to, text, cursor }: { from: number; to: number; text: string; cursor: number | null }): void {
  view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + (cursor ?? text.length) },
    scrollIntoView: true,
    userEvent: "input.complete",
    annotations: pickedCompletion.of(picked),
  });
  // A key was written: its value comes next.
  if (cursor !== null) startCompletion(view);
}
