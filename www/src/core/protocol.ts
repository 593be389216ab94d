/** What the page and the worker say to each other. */
import type * as module from "../../pkg/tcpgen.js";
import type { Source } from "./types.ts";

/** The module's functions, asynchronous, under the same names. */
export type Calls = Pick<
  typeof module,
  "compile" | "build" | "route" | "outline" | "runScenario" | "list" | "importManifests" | "explain" | "schema" | "version"
>;

/** The calls of a session: the traffic tools over a store in memory. */
export interface SessionCalls {
  open(sources: Source[]): number;
  call(session: number, tool: string, args: object): object;
  ask(session: number, text: string): object;
  list(session: number): object;
  source(session: number): string;
  free(session: number): null;
}

export type Method = keyof Calls | `session.${keyof SessionCalls}`;

export interface Request {
  id: number;
  method: Method;
  args: unknown[];
}

/** `ready` is said once, when the module stands. */
export type Reply =
  | { kind: "ready"; version: string; milliseconds: number }
  | { kind: "broken"; message: string }
  | { kind: "result"; id: number; value: unknown; milliseconds: number }
  | { kind: "error"; id: number; message: string; fatal: boolean };
