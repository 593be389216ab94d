/**
 * Typing over a selection. Left alone, the browser keeps the look of what it replaces with a `style` attribute, which a
 * strict Content-Security-Policy forbids and reports.
 */
import { EditorView } from "@codemirror/view";

export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data } = event;
    const { main } = view.state.selection;
    if (event.inputType !== "insertText" || !data || main.empty || view.composing || !event.cancelable) return false;
    const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    const handled = view.state.facet(EditorView.inputHandler).some((handler) => handler(view, main.from, main.to, data, insert));
    if (!handled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});
