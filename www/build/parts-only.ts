/**
 * Takes the default address of the whole module out of its JavaScript: the page always names the first part
 * (src/core/worker.ts), and would carry the whole beside it.
 */
import type { Plugin } from "vite";

const DEFAULT = "new URL('tcpgen_bg.wasm', import.meta.url)";

export function partsOnly(): Plugin {
  return {
    name: "tcpgen-parts-only",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("/pkg/tcpgen.js")) return null;
      if (!code.includes(DEFAULT)) throw new Error(`${id} has no \`${DEFAULT}\` to take out`);
      return { code: code.replace(DEFAULT, "undefined"), map: null };
    },
  };
}
