/** The menu of drafts: this one's name and versions, and the others. */
import { h } from "../dom.ts";
import type { Draft, Drafts, Version } from "./drafts.ts";
import { unpack } from "../playground/work.ts";
import { notice } from "./notices.ts";
import type { Editing } from "./saving.ts";

export async function fillDrafts(menu: HTMLElement, drafts: Drafts, editing: Editing): Promise<void> {
  if (drafts.id === null) drafts.save();
  const open = async (draft: Draft): Promise<void> => {
    menu.hidePopover();
    drafts.save();
    const text = await drafts.show(draft.id);
    editing.back(text);
    if (drafts.elsewhere) notice(`“${draft.name}” is open in another tab. This is a copy of it.`);
  };
  const restore = (version: Version): void => {
    menu.hidePopover();
    editing.replace(version.text, `The version of ${time(version.at)}`);
    drafts.save();
    notice(`The version of ${time(version.at)} is in the editor. The text before it is the newest version.`);
  };
  const remove = (draft: Draft): void => {
    drafts.remove(draft.id);
    void fillDrafts(menu, drafts, editing).then(() => menu.querySelector("input")?.focus());
  };
  const held = await heldDrafts();
  const others = drafts.list().filter(({ id }) => id !== drafts.id);
  const versions = drafts.versions();
  const name = h("input", { class: "field", type: "text", "aria-label": "Name of this draft", maxlength: 100 });
  name.value = drafts.name;
  name.addEventListener("change", () => drafts.id && drafts.rename(drafts.id, name.value));
  menu.replaceChildren(
    h("h2", {}, "This draft"),
    h("div", { class: "draft-row" }, name),
    h("h2", {}, versions.length > 0 ? "Its versions" : "It has no earlier versions yet: Ctrl+S keeps one"),
    ...versions.map((version) => h("button", { class: "example draft-version", type: "button", onclick: () => restore(version) },
      h("strong", {}, time(version.at)), h("span", {}, `${version.why}, ${size(version.text)}`))),
    h("h2", {}, others.length > 0 ? "Other drafts" : "There are no other drafts"),
    ...others.map((draft) => h("div", { class: "draft-row" },
      h("button", { class: "example", type: "button", onclick: () => void open(draft) },
        h("strong", {}, draft.name), h("span", {}, [time(draft.changed), size(drafts.text(draft.id)), held.has(draft.id) && "open in another tab"].filter(Boolean).join(", "))),
      !held.has(draft.id) && h("button", { class: "button quiet", type: "button", "aria-label": `Delete ${draft.name}`, onclick: () => remove(draft) }, "Delete"))),
  );
  name.focus();
}

async function heldDrafts(): Promise<Set<string>> {
  const held = (await navigator.locks?.query())?.held ?? [];
  return new Set(held.map((lock) => (lock.name ?? "").replace(/^tcpgen\.draft\./, "")));
}

function time(at: number): string {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const clock = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return today ? clock : `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })}, ${clock}`;
}

function size(packed: string): string {
  const { files } = unpack(packed);
  const count = files.reduce((sum, { text }) => sum + text.split("\n").length - Number(text.endsWith("\n")), 0);
  return [files.length > 1 && `${files.length} files`, `${count.toLocaleString("en")} line${count === 1 ? "" : "s"}`].filter(Boolean).join(", ");
}
