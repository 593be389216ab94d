/** What the page and the worker say to each other. */
import type { Connection, Outline, Routed } from "./routing.ts";
import type { Listing, ScenarioRun } from "./listing.ts";
import type { Built, BuildOptions, Compilation, CompileOptions, Explanation, Imported, Source } from "./types.ts";

/** The module's functions, asynchronous, under the same names. */
export interface Calls {
  compile(sources: Source[], options?: CompileOptions): Compilation;
  build(sources: Source[], options: BuildOptions): Built;
  route(sources: Source[], connection: Connection): Routed;
  outline(sources: Source[]): Outline;
  runScenario(sources: Source[], name: string): ScenarioRun;
  list(sources: Source[]): Listing;
  importManifests(yaml: string): Imported;
  explain(code: string): Explanation | null;
  schema(): object;
  version(): string;
}

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
  | { kind: "result"; id: number; value: unknown }
  | { kind: "error"; id: number; message: string; fatal: boolean };
