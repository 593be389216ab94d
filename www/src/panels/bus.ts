/** Typed events between the page and its panels. */
import type { Connection } from "../core/routing.ts";
import type { BusEvents } from "./panel.ts";

type Listener<T> = (value: T) => void;

/** The last of these is told to whoever listens later: panels are made only when they are opened. */
const KEPT: ReadonlySet<keyof BusEvents> = new Set<keyof BusEvents>(["highlight", "try"]);

export class Bus {
  private readonly listeners = new Map<keyof BusEvents, Set<Listener<never>>>();
  private readonly last = new Map<keyof BusEvents, unknown>();

  /** Returns the function that stops listening. */
  on<K extends keyof BusEvents>(name: K, listener: Listener<BusEvents[K]>): () => void {
    const all = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, all);
    all.add(listener as Listener<never>);
    if (this.last.has(name)) listener(this.last.get(name) as BusEvents[K]);
    return () => all.delete(listener as Listener<never>);
  }

  emit<K extends keyof BusEvents>(name: K, value: BusEvents[K]): void {
    if (KEPT.has(name)) this.last.set(name, value);
    for (const listener of [...(this.listeners.get(name) ?? [])]) (listener as Listener<BusEvents[K]>)(value);
  }
}

/** Opens "try a connection" with this one. */
export function tryIt(bus: Bus, connection: Connection): void {
  bus.emit("try", connection);
  bus.emit("open", { view: "connection" });
}
