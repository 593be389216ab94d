/** What a part of the page holds of the module. */
import type { Calls, SessionCalls } from "./protocol.ts";
import type { Source } from "./types.ts";

/** A call that got no answer because the worker died, hung or could not start. */
export class CoreError extends Error {
  override readonly name = "CoreError";

  /** `told`: the client's status says the same to whoever listens. */
  constructor(message: string, readonly told = false) {
    super(message);
  }
}

type Answer<T> = Promise<T | undefined>;

/** The functions of one lane: those of the module, answering `undefined` when a newer call took their place. */
export type Core = {
  [K in keyof Calls]: (...args: Parameters<Calls[K]>) => Answer<ReturnType<Calls[K]>>;
} & {
  /** The traffic tools over a store in memory. A restarted worker has lost it: its calls then reject. */
  openSession(sources: Source[]): Promise<CoreSession>;
};

type WithoutId<A extends unknown[]> = A extends [number, ...infer Rest] ? Rest : never;

export type CoreSession = {
  [K in Exclude<keyof SessionCalls, "open">]: (
    ...args: WithoutId<Parameters<SessionCalls[K]>>
  ) => Promise<ReturnType<SessionCalls[K]>>;
};
