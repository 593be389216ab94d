/** The module's class for the traffic tools, over a store in memory. */
import type { Source } from "./types.ts";

export interface Session {
  call(tool: string, args: object): object;
  ask(text: string): object;
  list(): object;
  source(): string;
  free(): void;
}

export type SessionClass = new (sources?: Source[]) => Session;
