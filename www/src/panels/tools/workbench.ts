/** The state that the tools work on: a copy of the editor's, kept until the editor has another one. */
import type { Core, CoreSession } from "../../core/lane.ts";
import type { Source } from "../../core/types.ts";

/** A call with everything that came of it. */
export interface Exchange {
  tool: string;
  sent: object | null;
  got: object;
  before: string;
  after: string;
}

export class Workbench {
  private session: Promise<CoreSession> | null = null;
  private source: Source | null = null;
  /** Calls one after the other: each is shown with the state before and after it. */
  private queue: Promise<unknown> = Promise.resolve();
  /** The state as it is now; null before the first call. */
  now: string | null = null;

  constructor(private readonly core: Core) {}

  /** Starts over from this state file, with the next call. */
  reset(source: Source | null): void {
    this.source = source;
    this.now = null;
    const { session } = this;
    this.session = null;
    // Not before the calls that are on their way are done. A session of a worker that has died is gone already.
    if (session) this.queue = this.queue.then(async () => (await session).free()).catch(() => undefined);
  }

  /** Whether the tools have changed anything since the start. */
  get changed(): boolean {
    return this.now !== null && this.now !== this.source?.text;
  }

  private open(): Promise<CoreSession> {
    this.session ??= this.core.openSession(this.source ? [this.source] : []);
    return this.session;
  }

  /** `isCurrent` is false once the bench was reset while the work was on its way. */
  private exclusively<T>(work: (session: CoreSession, isCurrent: () => boolean) => Promise<T>): Promise<T> {
    const result = this.queue.then(async () => {
      const own = this.open();
      const isCurrent = (): boolean => this.session === own;
      try {
        return await work(await own, isCurrent);
      } catch (error) {
        // Whatever happened, the next call begins with a session that is known to be whole.
        if (isCurrent()) {
          this.session = null;
          this.now = null;
        }
        throw error;
      }
    });
    this.queue = result.catch(() => undefined);
    return result;
  }

  call(tool: string, sent: object): Promise<Exchange> {
    return this.exclusively(async (session, isCurrent) => {
      const before = await session.source();
      const got = await session.call(tool, sent);
      const after = await session.source();
      if (isCurrent()) this.now = after;
      return { tool, sent, got, before, after };
    });
  }

  list(): Promise<Exchange> {
    return this.exclusively(async (session) => {
      const state = await session.source();
      return { tool: "list", sent: null, got: await session.list(), before: state, after: state };
    });
  }

  ask(text: string): Promise<object> {
    return this.exclusively((session) => session.ask(text));
  }
}
