/**
 * Answers of the worker, which come as JSON text: from thread to thread a text is copied faster than data is. The texts of
 * objects that are as they were in the answer before are not in it (`src/wasm/kept.rs`).
 */
import type { Method } from "./protocol.ts";
import type { Compilation } from "./types.ts";

interface Again extends Compilation {
  /** Of each object, the place of its text among the objects before; null where it is in the answer. */
  known?: (number | null)[];
}

/** What the module says as text, and not as JSON. */
const TEXTS: ReadonlySet<Method> = new Set<Method>(["version", "session.source"]);
const SEPARATOR = "---\n";

/** Reads the answers of one worker, all of them and in order. */
export class Reading {
  /** The texts of the objects of the last answer that had any. */
  private texts: string[] = [];

  read(method: Method, value: unknown): unknown {
    if (typeof value !== "string" || TEXTS.has(method)) return value;
    const answer: unknown = JSON.parse(value);
    return method === "compile" ? this.whole(answer as Again) : answer;
  }

  private whole({ known = [], ...compilation }: Again): Compilation {
    const { objects } = compilation;
    if (objects.length === 0) return compilation;
    known.forEach((place, index) => {
      if (place !== null) objects[index]!.yaml = this.texts[place]!;
    });
    this.texts = objects.map(({ yaml }) => yaml);
    return { ...compilation, yaml: this.texts.join(SEPARATOR) };
  }
}
