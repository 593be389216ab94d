/** F12, or Ctrl and a click, leads to the place that declares what is named here. */
import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import type { Place } from "../core/types.ts";
import type { Answers } from "./answers.ts";

export function definitions(answers: Answers, go: (place: Place) => void): Extension {
  const lead = async (at: number): Promise<void> => {
    const found = await answers.definition(at);
    if (found?.definition) go(found.definition);
  };
  return [
    keymap.of([{ key: "F12", run: (view) => (void lead(view.state.selection.main.head), true) }]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (event.button !== 0 || !(event.ctrlKey || event.metaKey)) return false;
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (at === null) return false;
        event.preventDefault();
        void lead(at);
        return true;
      },
    }),
  ];
}
