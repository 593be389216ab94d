import { defineConfig } from "vite";

/** Browsers with `light-dark()`, adopted style sheets and module workers, all of them from 2024 or before. */
const target = ["chrome123", "firefox121", "safari17.5"];

export default defineConfig({
  base: "./",
  build: {
    target,
    cssTarget: target,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  worker: { format: "es" },
});
