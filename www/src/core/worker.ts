/** The module, in a thread of its own: one request at a time, each answered. */
import init, * as tcpgen from "../../pkg/tcpgen.js";
import firstPart from "../../pkg/tcpgen_first.wasm?url";
import restPart from "../../pkg/tcpgen_rest.wasm?url";
import type { Message, Method, Reply } from "./protocol.ts";
import { Rest, RestError } from "./rest.ts";
import type { CompileOptions, Source } from "./types.ts";

// No function of the package: its types do not name it.
const { answerInText } = tcpgen as unknown as { answerInText(): void };
const sessions = new Map<number, tcpgen.Session>();
let nextSession = 1;

function session(id: unknown): tcpgen.Session {
  const found = sessions.get(id as number);
  if (!found) throw new Error(`there is no session ${String(id)}`);
  return found;
}

const sessionCalls: Record<string, (...args: never[]) => unknown> = {
  open(sources: Source[], options: CompileOptions) {
    sessions.set(nextSession, new tcpgen.Session(sources, options));
    return nextSession++;
  },
  call: (id: number, tool: string, args: object) => session(id).call(tool, args),
  ask: (id: number, text: string) => session(id).ask(text),
  list: (id: number) => session(id).list(),
  source: (id: number) => session(id).source(),
  free(id: number) {
    session(id).free();
    sessions.delete(id);
    return null;
  },
};

function answer(method: Method, args: unknown[]): unknown {
  const [room, name] = method.split(".", 2);
  const callee =
    room === "session" && name ? sessionCalls[name] : (tcpgen as Record<string, unknown>)[method];
  if (typeof callee !== "function") throw new Error(`the module has no \`${method}\``);
  return (callee as (...args: unknown[]) => unknown)(...args);
}

const say = (reply: Reply): void => postMessage(reply);

let began = 0;
let begin!: (first: WebAssembly.Module | null) => void;
const rest = new Rest(new URL(restPart, import.meta.url), (still) => say({ kind: still ? "waiting" : "working" }));
const standing = new Promise<WebAssembly.Module | null>((resolve) => (begin = resolve)).then(async (first) => {
  began = performance.now();
  rest.serve(await init({ module_or_path: first ?? new URL(firstPart, import.meta.url) }));
  answerInText();
});
standing.then(
  () => say({ kind: "ready", version: tcpgen.version(), milliseconds: performance.now() - began }),
  (error: unknown) => say({ kind: "broken", message: String(error) }),
);

addEventListener("message", async ({ data }: MessageEvent<Message>) => {
  if (data === "prepare") return void standing.then(() => rest.prepare()).then((whole) => whole && say({ kind: "whole" })).catch(() => undefined);
  if ("first" in data) return begin(data.first);
  const { id, method, args } = data;
  try {
    await standing;
    const asked = performance.now();
    const value = answer(method, args);
    say({ kind: "result", id, value, milliseconds: performance.now() - asked });
  } catch (error) {
    if (error instanceof RestError) return say({ kind: "lost", message: error.message });
    // After a trap the module's memory may be in any state: the page starts a new worker.
    const fatal = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    say({ kind: "error", id, message: error instanceof Error ? error.message : String(error), fatal });
  }
});
