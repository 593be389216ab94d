/**
 * The rest of the module. The page begins with the module's first part, which holds what a first load runs
 * (tools/parts); where it comes to a function of the rest, it calls for it, and waits.
 */

/** What the first part exports for the rest. */
type First = WebAssembly.Exports & { rest: WebAssembly.Table };

/**
 * A WebAssembly module that exports one function, `f`, and calls the JavaScript function `e.f` in it: a table takes no
 * function that is not WebAssembly's own.
 */
const CALLER = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, // the preamble
  0x01, 0x04, 0x01, 0x60, 0x00, 0x00, // type 0: no parameters, no results
  0x02, 0x07, 0x01, 0x01, 0x65, 0x01, 0x66, 0x00, 0x00, // import function 0 of type 0: "e" "f"
  0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00, // export function 0: "f"
]);

/** How long the thread waits for the rest, in milliseconds. */
const PATIENCE = 60_000;

/** The rest could not be had. The first part has stopped midway: it is of no use any more. */
export class RestError extends Error {
  override readonly name = "RestError";
}

export class Rest {
  private module: WebAssembly.Module | null = null;

  /** `waiting` is called before the thread stands still for the rest, and after. */
  constructor(
    private readonly url: URL,
    private readonly waiting: (still: boolean) => void,
  ) {}

  /** Fetches it before it is needed, without anyone waiting. If that fails, it is fetched when it is needed. Answers whether it is there. */
  async prepare(): Promise<boolean> {
    if (this.module) return true;
    const response = await fetch(this.url);
    if (response.ok) this.module ??= await WebAssembly.compile(await response.arrayBuffer());
    return this.module !== null;
  }

  /** From now on the first part can call for it. */
  serve(exports: object): void {
    const first = exports as First;
    const load = (): void => {
      new WebAssembly.Instance(this.module ?? this.now(), { first });
    };
    const caller = new WebAssembly.Instance(new WebAssembly.Module(CALLER), { e: { f: load } });
    first.rest.set(0, caller.exports.f);
  }

  /** Fetches it while the thread waits: a call cannot be left in the middle. */
  private now(): WebAssembly.Module {
    this.waiting(true);
    const request = new XMLHttpRequest();
    try {
      request.open("GET", this.url, false);
      request.timeout = PATIENCE;
      request.responseType = "arraybuffer";
      request.send();
    } catch {
      throw new RestError("the server does not answer");
    }
    if (request.status !== 200) throw new RestError(`the server responds with status ${request.status}`);
    this.module = new WebAssembly.Module(request.response as ArrayBuffer);
    this.waiting(false);
    return this.module;
  }
}
