/** Runs before the page's own script has loaded: the module is the largest of all files, and comes beside the others. */
import first from "../../pkg/tcpgen_first.wasm?url";
import { core } from "../core/index.ts";

core.begin(WebAssembly.compileStreaming(fetch(first)));
