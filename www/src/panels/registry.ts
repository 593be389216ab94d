/** The panels, loaded when they are opened. */
import type { PanelModule, ViewName } from "./panel.ts";

interface Entry {
  title: string;
  load(): Promise<PanelModule>;
}

export const panels: Partial<Record<ViewName, Entry>> = {};
