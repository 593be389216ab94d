import { h } from "../dom.ts";

/** Menus whose contents are made when they are opened, by code that is loaded then. */
export function onOpen(menu: HTMLElement, fill: () => Promise<unknown>): void {
  menu.addEventListener("toggle", async (event) => {
    if ((event as ToggleEvent).newState !== "open") return;
    try {
      await fill();
    } catch {
      menu.replaceChildren(h("p", { class: "empty" }, "This could not be loaded. Are you offline?"));
    }
  });
}
