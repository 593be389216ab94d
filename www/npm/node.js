/** The module for Node.js and Deno, which fetch no file: here `init` reads the WebAssembly beside it. */
import { readFile } from "node:fs/promises";
import load from "./tcpgen.js";

export * from "./tcpgen.js";

export default function init(from) {
  return load(from ?? { module_or_path: readFile(new URL("./tcpgen_bg.wasm", import.meta.url)) });
}
