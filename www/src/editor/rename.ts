/** F2 gives what is named at the cursor another name, wherever it is written. */
import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { keymap, showPanel, type EditorView, type Panel } from "@codemirror/view";
import type { Edit } from "../core/types.ts";
import type { Definition } from "../core/places.ts";
import { h } from "../dom.ts";
import type { Answers } from "./answers.ts";

export interface Renaming {
  /** Makes the edits, of all files. */
  apply(edits: readonly (Edit & { file: string | null })[], from: string, to: string): void;
  /** There is nothing at the cursor that could have another name. */
  nothing(): void;
}

interface Asked {
  at: number;
  found: Definition;
}

const setAsked = StateEffect.define<Asked | null>();

export function renames(answers: Answers, renaming: Renaming): Extension {
  const asked = StateField.define<Asked | null>({
    create: () => null,
    update(value, transaction) {
      for (const effect of transaction.effects) if (effect.is(setAsked)) return effect.value;
      return transaction.docChanged ? null : value;
    },
    provide: (field) => showPanel.from(field, (value) => value && ((view) => panel(view, value, answers, renaming))),
  });
  return [asked, keymap.of([{ key: "F2", run: (view) => (void ask(view, answers, renaming), true) }])];
}

async function ask(view: EditorView, answers: Answers, renaming: Renaming): Promise<void> {
  const { state } = view;
  const at = state.selection.main.head;
  const found = await answers.definition(at);
  if (found === undefined || view.state.doc !== state.doc) return;
  if (!found?.renamable) return renaming.nothing();
  view.dispatch({ effects: setAsked.of({ at, found }) });
}

function panel(view: EditorView, { at, found }: Asked, answers: Answers, renaming: Renaming): Panel {
  const places = found.references.length;
  const input = h("input", { class: "cm-textfield", type: "text", "aria-label": `New name for ${found.name}`, spellcheck: "false", autocomplete: "off" });
  const complaint = h("span", { class: "cm-rename-complaint", role: "alert" });
  input.value = found.name;
  const close = (): void => {
    view.dispatch({ effects: setAsked.of(null) });
    view.focus();
  };
  const run = async (event: Event): Promise<void> => {
    event.preventDefault();
    const to = input.value.trim();
    const renamed = await answers.rename(at, to);
    if (!renamed) return;
    complaint.textContent = renamed.error ?? "";
    if (renamed.error !== null) return input.focus();
    close();
    renaming.apply(renamed.edits, found.name, to);
  };
  const dom = h("form", {
    class: "cm-rename",
    onsubmit: (event) => void run(event),
    onkeydown: (event) => (event as KeyboardEvent).key === "Escape" && (event.preventDefault(), close()),
  },
  h("span", {}, "Rename ", h("code", {}, found.name), ` in ${places} place${places === 1 ? "" : "s"} to`), input,
  h("button", { class: "cm-button", type: "submit" }, "Rename"), h("button", { class: "cm-button", type: "button", onclick: close }, "Cancel"), complaint);
  return { dom, top: true, mount: () => input.select() };
}
