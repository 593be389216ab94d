/** Menus whose contents are made when they are opened, by code that is loaded then. */
export function onOpen(menu: HTMLElement, fill: () => Promise<unknown>): void {
  menu.addEventListener("toggle", async (event) => {
    if ((event as ToggleEvent).newState !== "open") return;
    try {
      await fill();
    } catch {
      menu.textContent = "This could not be loaded. Are you offline?";
    }
  });
}
