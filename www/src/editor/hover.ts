/** What there is to know of what is under the pointer, or by Ctrl+K Ctrl+I at the cursor. */
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, showTooltip, tooltips, type Tooltip } from "@codemirror/view";
import { h } from "../dom.ts";
import { markdown } from "../explain/markdown.ts";
import { type Answers, untilQuick } from "./answers.ts";

const setTooltip = StateEffect.define<Tooltip | null>();

/** The one at the cursor, until the cursor or the text moves. */
const atCursor = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTooltip)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

/** How narrow a tooltip may become for its editor, and how far it stays from the editor's edges, in pixels. */
const NARROWEST = 320;
const MARGIN = 8;

/** Over the editor: what is beside it shows what an edit does. */
function beside({ dom }: EditorView): { left: number; right: number; top: number; bottom: number } {
  const { left, right } = dom.getBoundingClientRect();
  return { left, right: Math.max(right, left + NARROWEST), top: 0, bottom: innerHeight };
}

export function hovers(answers: Answers): Extension {
  return [
    hoverTooltip((view, pos) => underPointer(view, answers, pos), { hideOnChange: true }),
    atCursor,
    tooltips({ tooltipSpace: beside }),
    keymap.of([
      { key: "Mod-k Mod-i", run: (view) => (void showAtCursor(view, answers), true) },
      { key: "Escape", run: (view) => view.state.field(atCursor) !== null && (view.dispatch({ effects: setTooltip.of(null) }), true) },
    ]),
  ];
}

/** Nothing once the pointer has left: CodeMirror would show the answer, and nothing would close it. */
async function underPointer(view: EditorView, answers: Answers, pos: number): Promise<Tooltip | null> {
  const { doc } = view.state;
  const isOver = (): boolean => view.state.doc === doc && view.dom.matches(":hover");
  await untilQuick(answers);
  const found = isOver() ? await tooltip(answers, pos) : null;
  return isOver() ? found : null;
}

async function showAtCursor(view: EditorView, answers: Answers): Promise<void> {
  const { state } = view;
  const found = await tooltip(answers, state.selection.main.head);
  if (view.state.doc === state.doc && view.state.selection.eq(state.selection)) view.dispatch({ effects: setTooltip.of(found) });
}

async function tooltip(answers: Answers, pos: number): Promise<Tooltip | null> {
  const found = await answers.hover(pos);
  if (!found?.start || !found.end) return null;
  return {
    pos: found.start.utf16,
    end: found.end.utf16,
    above: true,
    create: ({ dom: editor }) => {
      const dom = h("div", { class: "cm-words words", role: "tooltip" }, markdown(found.markdown));
      dom.style.maxInlineSize = `${Math.max(NARROWEST, editor.clientWidth - 2 * MARGIN)}px`;
      return { dom };
    },
  };
}
