/** The files as tabs: add, name, open, take away, and the Traefik that all answers are for. */
import { isVersion, VERSIONS } from "../core/versions.ts";
import { h, reveal } from "../dom.ts";
import type { Playground } from "../playground/playground.ts";
import { element } from "./element.ts";
import { onOpen } from "./popovers.ts";

/** The function that it returns shows the files as they are. */
export function initFileTabs(playground: Playground, addFiles: () => void): () => void {
  const list = element("file-tabs");
  const menu = element("file-menu");
  let shown = "";
  const show = (): void => {
    const { names, file } = playground.texts;
    // Mostly somebody types: nothing of this has changed, and the page is not measured at each key.
    const now = JSON.stringify([names, file]);
    if (now === shown) return;
    shown = now;
    // Tabs stay the same elements, and keep the focus.
    const tabs = names.map((name, index) => tab(name, name === file, list.children[index] as HTMLElement | undefined));
    list.append(...tabs.slice(list.childElementCount));
    while (list.childElementCount > tabs.length) list.lastElementChild!.remove();
    reveal(tabs[names.indexOf(file)], list);
    element("editor").setAttribute("aria-labelledby", tabs[names.indexOf(file)]!.id);
  };
  list.addEventListener("click", (event) => {
    const { name } = (event.target as HTMLElement).closest<HTMLElement>("[role=tab]")?.dataset ?? {};
    if (name !== undefined) playground.texts.show(name);
  });
  list.addEventListener("keydown", (event) => {
    const { names, file } = playground.texts;
    const here = names.indexOf(file);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    playground.texts.show(names[(to + names.length) % names.length]!);
    list.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  });
  element("add-file").addEventListener("click", () => {
    playground.edit((editor) => {
      editor.add({ name: "team.toml", text: "" });
      menu.showPopover();
    });
  });
  onOpen(menu, async () => (await import("./file-menu.ts")).fillMenu(menu, playground, addFiles));
  initVersion(playground);
  return show;
}

function tab(name: string, selected: boolean, old?: HTMLElement): HTMLElement {
  const made = old ?? h("button", { role: "tab", type: "button", class: "file-tab code", id: `file-tab-${crypto.randomUUID()}`, "aria-controls": "editor" });
  made.dataset.name = name;
  made.textContent = name;
  made.tabIndex = selected ? 0 : -1;
  made.setAttribute("aria-selected", String(selected));
  return made;
}

function initVersion(playground: Playground): void {
  const select = element<HTMLSelectElement>("traefik");
  select.append(h("option", { value: "" }, "as written"), ...VERSIONS.map((version) => h("option", { value: version }, version)));
  select.addEventListener("change", () => {
    playground.traefik = isVersion(select.value) ? select.value : null;
  });
}

/** Shows which Traefik the answers are for. */
export function showVersion({ traefik }: Playground, compiledFor: string | null): void {
  const select = element<HTMLSelectElement>("traefik");
  select.value = traefik ?? "";
  select.options[0]!.textContent = traefik === null && compiledFor ? `${compiledFor} (as written)` : "as written";
  select.classList.toggle("chosen", traefik !== null);
}
