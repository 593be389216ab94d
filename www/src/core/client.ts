/**
 * The module as the page calls it: asynchronous, one worker for the whole page, restarted when it dies or hangs.
 * Each part of the page holds a lane. In one lane a newer call of a method takes the place of an older one that
 * still waits; the older one answers `undefined`.
 */
import { CoreError, type Core, type CoreSession } from "./lane.ts";
import type { Calls, Message, Method, Reply } from "./protocol.ts";
import { Reading } from "./reading.ts";
import { record } from "./timing.ts";
import type { CompileOptions, Source } from "./types.ts";

/** No call of the module takes this long unless something is broken. */
const HANG_AFTER = 20_000;

export type CoreStatus =
  | { state: "starting" | "ready"; note: null }
  /** The worker was replaced; `note` says why in words for people. */
  | { state: "restarted" | "broken"; note: string };

interface Job {
  id: number;
  /** Calls of one key take each other's place; null means that all of them are answered. */
  key: string | null;
  method: Method;
  args: unknown[];
  resolve(value: unknown): void;
  reject(error: CoreError): void;
}

/** The functions, and which of their arguments are the options. */
const METHODS: Record<keyof Calls, number | null> = {
  compile: 1, build: 1, route: 2, reach: 1, reachTable: 1, diff: 2, outline: 1, runScenario: 2, list: 1,
  complete: 2, hover: 2, definition: 2, rename: 3, ruleTokens: 2, importManifests: null, explain: null, version: null,
};

export class CoreClient {
  private worker: Worker | null = null;
  private running: Job | null = null;
  private waiting: Job[] = [];
  private timer = 0;
  /** The module of this worker is loaded. */
  private standing = false;
  private nextId = 1;
  private nextLane = 1;
  private listeners = new Set<(status: CoreStatus) => void>();
  private onWholes = new Set<() => void>();
  private reading = new Reading();
  private first: Promise<WebAssembly.Module> | null = null;
  status: CoreStatus = { state: "starting", note: null };
  /** The rest of the module may be wanted soon. */
  private eager = false;
  /** All of the module is at hand: no answer has to be waited for. */
  whole = false;
  /** How long the module computed over the last call of each method, in milliseconds. */
  readonly took = new Map<Method, number>();

  constructor(private readonly start: () => Worker) {}

  onStatus(listener: (status: CoreStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back whenever all of the module comes to hand. */
  onWhole(listener: () => void): () => void {
    this.onWholes.add(listener);
    return () => this.onWholes.delete(listener);
  }

  /** A lane of its own for one part of the page. Every question on it is asked with these options, unless it has others. */
  lane(options: () => CompileOptions = () => ({})): Core {
    const lane = this.nextLane++;
    const calls = Object.entries(METHODS).map(([name, place]) => {
      const method = name as keyof Calls;
      return [method, (...args: unknown[]) => this.ask(`${lane}.${method}`, method, place === null ? args : withOptions(args, place, options()))];
    });
    return { ...Object.fromEntries(calls), openSession: (sources: Source[]) => this.openSession(sources, options()) } as Core;
  }

  /**
   * Starts the worker before anything is asked: the module comes while the page loads the rest of itself. `first` is its first
   * part where the page has asked for that already: the worker has to come itself before it can.
   */
  begin(first: Promise<WebAssembly.Module> | null = null): void {
    this.first = first;
    this.alive();
  }

  /** Once the module has come, or it is known that it does not: until then it has the network for itself. */
  settled(): Promise<void> {
    const told = new Promise<void>((resolve) => {
      if (this.status.state !== "starting") return resolve();
      const off = this.onStatus(() => {
        off();
        resolve();
      });
    });
    return this.first?.then(() => undefined, () => told) ?? told;
  }

  /** Somebody begins to do more than to look: the rest of the module is fetched before it is needed. */
  prepare(): void {
    if (this.eager) return;
    this.eager = true;
    this.worker?.postMessage("prepare" satisfies Message);
  }

  private async openSession(sources: Source[], options: CompileOptions): Promise<CoreSession> {
    const id = await this.ask(null, "session.open", [sources, options]);
    const names = ["call", "ask", "list", "source", "free"] as const;
    return Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => this.ask(null, `session.${name}`, [id, ...args])]),
    ) as unknown as CoreSession;
  }

  private ask(key: string | null, method: Method, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (key !== null) {
        this.waiting = this.waiting.filter((job) => {
          if (job.key === key) job.resolve(undefined);
          return job.key !== key;
        });
      }
      this.waiting.push({ id: this.nextId++, key, method, args, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.running) return;
    const job = this.waiting.shift();
    if (!job) return;
    this.running = job;
    if (this.standing) this.limit();
    this.alive().postMessage({ id: job.id, method: job.method, args: job.args } satisfies Message);
  }

  /** From now on the running call has only so long. Loading the module does not count: networks may be slow. */
  private limit(): void {
    clearTimeout(this.timer);
    if (!this.running) return;
    this.timer = window.setTimeout(() => {
      this.restart("The compiler took too long for this input and was restarted.");
    }, HANG_AFTER);
  }

  private alive(): Worker {
    if (this.worker) return this.worker;
    const worker = this.start();
    worker.addEventListener("message", (event: MessageEvent<Reply>) => this.hear(event.data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.restart("The compiler stopped unexpectedly and was restarted.");
    });
    // What the page could not get the worker asks for again, and reports what is wrong.
    const first = Promise.resolve(this.first).catch(() => null);
    void first.then((module) => worker.postMessage({ first: module } satisfies Message));
    if (this.eager) worker.postMessage("prepare" satisfies Message);
    this.worker = worker;
    return worker;
  }

  private hear(reply: Reply): void {
    switch (reply.kind) {
      case "ready":
        record("ready", reply.milliseconds);
        this.standing = true;
        this.tell({ state: "ready", note: null });
        this.limit();
        return;
      case "waiting":
        clearTimeout(this.timer);
        return;
      case "working":
        this.isWhole();
        this.limit();
        return;
      case "whole":
        this.isWhole();
        return;
      case "lost":
        this.restart(`A part of the compiler could not be loaded: ${reply.message}. It is loaded again when it is needed.`);
        return;
      case "broken":
        this.restart(`The compiler cannot start in this browser: ${reply.message}`, "broken");
        return;
      case "error":
        if (reply.fatal) this.restart("The compiler failed on this input and was restarted.");
        else this.finish((job) => job.reject(new CoreError(reply.message)));
        return;
      case "result":
        if (this.running) {
          this.took.set(this.running.method, reply.milliseconds);
          record(this.running.method, reply.milliseconds);
        }
        this.read(reply.value);
    }
  }

  private read(value: unknown): void {
    const read = this.running && this.reading.read(this.running.method, value);
    this.finish((job) => job.resolve(read));
  }

  private isWhole(): void {
    this.whole = true;
    for (const listener of this.onWholes) listener();
  }

  private finish(settle: (job: Job) => void): void {
    clearTimeout(this.timer);
    const job = this.running;
    this.running = null;
    if (job) settle(job);
    this.next();
  }

  private restart(note: string, state: "restarted" | "broken" = "restarted"): void {
    this.worker?.terminate();
    this.worker = null;
    this.reading = new Reading();
    this.standing = false;
    this.whole = false;
    this.tell({ state, note });
    this.finish((job) => job.reject(new CoreError(note, true)));
  }

  private tell(status: CoreStatus): void {
    this.status = status;
    for (const listener of this.listeners) listener(status);
  }
}

/** Without options nothing is added: the first part of the module reads none. */
function withOptions(args: unknown[], place: number, options: CompileOptions): unknown[] {
  if (Object.keys(options).length === 0) return args;
  const all = [...args];
  while (all.length <= place) all.push(undefined);
  all[place] = { ...options, ...(all[place] as object | undefined) };
  return all;
}
