import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { groups } from "./build/chunks.ts";
import { partsOnly } from "./build/parts-only.ts";
import { serviceWorker } from "./build/service-worker.ts";
import { startFirst } from "./build/start-first.ts";

/** Browsers with `light-dark()`, adopted style sheets and module workers, all of them from 2024 or before. */
const target = ["chrome123", "firefox121", "safari17.5"];

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Pages name these in a script tag or a registration, so their names hold no hash. */
const NAMED = new Set(["embed", "sw"]);

export default defineConfig({
  base: "./",
  build: {
    target,
    cssTarget: target,
    // All files that a script needs are asked for at once, not one layer after the other.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    rollupOptions: {
      input: { index: at("index.html"), start: at("src/page/start.ts"), embed: at("src/embed/embed.ts"), sw: at("src/offline/sw.ts") },
      output: { codeSplitting: { groups }, entryFileNames: (chunk) => (NAMED.has(chunk.name) ? "[name].js" : "assets/[name]-[hash].js") },
    },
  },
  worker: { format: "es", plugins: () => [partsOnly()] },
  plugins: [startFirst("start", /tcpgen_first.*\.wasm$/), serviceWorker("sw.js")],
});
