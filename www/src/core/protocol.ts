/** What the page and the worker say to each other. */
import type * as module from "../../pkg/tcpgen.js";
import type { CompileOptions, Source } from "./types.ts";

/** The module's functions, asynchronous, under the same names. */
export type Calls = Pick<
  typeof module,
  | "compile" | "build" | "route" | "reach" | "reachTable" | "diff" | "outline" | "runScenario" | "list" | "importManifests" | "explain" | "version"
  | "complete" | "hover" | "definition" | "rename" | "ruleTokens"
>;

/** The calls of a session: the traffic tools over a store in memory. */
export interface SessionCalls {
  open(sources: Source[], options: CompileOptions): number;
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

/** What the worker begins with: the module's first part, or null if it has to fetch that itself. */
export interface Beginning {
  first: WebAssembly.Module | null;
}

/** To the worker: what it begins with, a call, or the word that the rest of the module may be wanted soon. */
export type Message = Beginning | Request | "prepare";

/**
 * `ready` is said once, when the first part of the module stands, and `whole` when the rest is at hand. Where a call waits for
 * the rest, that begins with `waiting`.
 */
export type Reply =
  | { kind: "ready"; version: string; milliseconds: number }
  | { kind: "waiting" | "working" | "whole" }
  | { kind: "lost"; message: string }
  | { kind: "broken"; message: string }
  | { kind: "result"; id: number; value: unknown; milliseconds: number }
  | { kind: "error"; id: number; message: string; fatal: boolean };
