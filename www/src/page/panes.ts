/** Which half a narrow screen shows, and whether the list of problems is open. */
import { reveal } from "../dom.ts";
import { element } from "./element.ts";
import { initSplitter } from "./splitter.ts";

export interface Panes {
  show(pane: "editor" | "result"): void;
  /** Opens the list of problems and goes there. */
  problems(): void;
}

export function initPanes(): Panes {
  const main = document.querySelector<HTMLElement>("main")!;
  const buttons = { editor: element("show-editor"), result: element("show-result") };
  const toggle = element("problems-toggle");
  const list = element("problems");

  const show = (pane: "editor" | "result"): void => {
    main.dataset.pane = pane;
    for (const [name, button] of Object.entries(buttons)) button.setAttribute("aria-pressed", String(name === pane));
    // It was chosen where nothing could be scrolled.
    for (const tabs of main.querySelectorAll('[role="tablist"]')) reveal(tabs.querySelector('[aria-selected="true"]'), tabs);
  };
  const expand = (open: boolean): void => {
    toggle.setAttribute("aria-expanded", String(open));
    list.hidden = !open;
  };
  initSplitter({ bar: element("split-panes"), whole: main, property: "--editor-width", vertical: true, least: 20, most: 80, standard: 50 });
  initSplitter({ bar: element("split-problems"), whole: element("editor-pane"), property: "--editor-height", vertical: false, least: 30, most: 90, standard: 75 });
  buttons.editor.addEventListener("click", () => show("editor"));
  buttons.result.addEventListener("click", () => show("result"));
  toggle.addEventListener("click", () => expand(Boolean(list.hidden)));
  // Skip links lead to what a narrow screen may hide.
  for (const pane of ["editor", "result"] as const) {
    document.querySelector(`.skip[href="#${pane}-pane"]`)?.addEventListener("click", (event) => {
      event.preventDefault();
      show(pane);
      element(`${pane}-pane`).focus();
    });
  }
  return {
    show,
    problems() {
      show("editor");
      expand(true);
      (list.querySelector<HTMLElement>("button") ?? list).focus();
    },
  };
}
