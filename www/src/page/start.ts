/** Runs before the page's own script has loaded: the largest files come beside the others, the module before CodeMirror. */
import first from "../../pkg/tcpgen_first.wasm?url";
import { core } from "../core/index.ts";

core.begin(WebAssembly.compileStreaming(fetch(first)));
// The editor asks for it too, and reports it if it cannot be had (src/editor/late.ts).
void core.settled().then(() => import("../editor/codemirror.ts")).catch(() => undefined);
