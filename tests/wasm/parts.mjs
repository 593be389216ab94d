/** The module's two parts, put together as the page does it (www/src/core/rest.ts), with files for a network. */
import "../panels/typescript.mjs";
import { readFileSync } from "node:fs";

const PKG = new URL("../../www/pkg/", import.meta.url);
const { Rest } = await import("../../www/src/core/rest.ts");
const first = new WebAssembly.Module(readFileSync(new URL("tcpgen_first.wasm", PKG)));

/** What the rest asks while its thread waits. */
globalThis.XMLHttpRequest = class {
  open(_method, url) {
    this.url = url;
  }

  send() {
    this.status = 200;
    this.response = readFileSync(this.url);
  }
};

let made = 0;

/** A first part that nothing was asked yet; `loads` counts how often it called for the rest. */
export async function begun() {
  const tcpgen = await import(`../../www/pkg/tcpgen.js?${made++}`);
  const parts = { tcpgen, loads: 0 };
  const rest = new Rest(new URL("tcpgen_rest.wasm", PKG), (still) => still && parts.loads++);
  rest.serve(tcpgen.initSync({ module: first }));
  return parts;
}
