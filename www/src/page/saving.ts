/** Saving, and the menu of drafts, which is loaded when it is opened first. */
import { download } from "../output/save.ts";
import type { Source } from "../core/types.ts";
import type { Drafts } from "./drafts.ts";
import { element } from "./element.ts";
import { notice } from "./notices.ts";
import { onOpen } from "./popovers.ts";

export interface Editing {
  /** Puts the text of a draft, which is this tab's now, into the editor. */
  back(text: string): void;
  /** Puts another text into this draft. */
  replace(text: string, what: string): void;
}

export function initSaving(drafts: Drafts, read: () => Source, editing: Editing): void {
  const saveFile = (): void => download(read().name, read().text);
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (drafts.save("Saved")) notice(`Saved in this browser as “${drafts.name}”`, "ok", { label: `Download ${read().name}`, run: saveFile });
  });
  const menu = element("drafts");
  onOpen(menu, async () => (await import("./drafts-menu.ts")).fillDrafts(menu, drafts, editing));
}
