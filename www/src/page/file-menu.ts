/** What can be done with the file that is shown. It is loaded when it is opened first. */
import { h } from "../dom.ts";
import { nameTrouble } from "../editor/documents.ts";
import { download } from "../output/save.ts";
import type { Playground } from "../playground/playground.ts";

export function fillMenu(menu: HTMLElement, playground: Playground, addFiles: () => void): void {
  const { names, file, text } = playground.texts;
  const name = h("input", { class: "field code", type: "text", id: "file-rename", value: file, spellcheck: "false", autocomplete: "off" });
  const trouble = h("p", { class: "field-trouble", role: "alert", hidden: true });
  const rename = (event: Event): void => {
    event.preventDefault();
    const to = name.value.trim();
    const why = to === file ? null : nameTrouble(to, names);
    trouble.textContent = why;
    trouble.hidden = why === null;
    if (why !== null) return name.focus();
    menu.hidePopover();
    playground.edit((editor) => {
      if (to !== file) editor.rename(to);
      editor.view.focus();
    });
  };
  const act = (label: string, run: () => void, properties = {}): HTMLElement =>
    h("button", { class: "button quiet file-action", type: "button", onclick: () => { menu.hidePopover(); run(); }, ...properties }, label);
  menu.replaceChildren(
    h("form", { class: "file-name-form", onsubmit: rename },
      h("label", { for: name.id }, "Name of this file"),
      h("div", { class: "draft-row" }, name, h("button", { class: "button", type: "submit" }, "Rename")), trouble),
    act(`Download ${file}`, () => download(file, text)),
    act("Add files from disk…", addFiles),
    ...(names.length > 1 ? [act(`Take ${file} away`, () => playground.edit((editor) => editor.remove()))] : []),
  );
  name.select();
}
