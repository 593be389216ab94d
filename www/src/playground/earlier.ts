import type { Source } from "../core/types.ts";
import { isSame } from "../editor/documents.ts";
import type { Earlier, EarlierState } from "../panels/panel.ts";

const MOST = 12;

export class EarlierStates implements Earlier {
  states: readonly EarlierState[] = [];
  baseline: EarlierState | null = null;
  start: EarlierState | null = null;

  constructor(private readonly read: () => Source[]) {}

  keep(what: string): EarlierState {
    const sources = this.read();
    const known = this.states.find((one) => isSame(one.sources, sources));
    return known ?? this.add({ sources, what: `${what}, ${now()}` });
  }

  add(state: EarlierState): EarlierState {
    this.states = [state, ...this.states].filter((one, index) => index < MOST || one === this.baseline);
    return state;
  }
}

/** The time of day. */
export function now(): string {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
