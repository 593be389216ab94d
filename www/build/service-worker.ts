/** Writes the built files' names and a version made of their contents into the service worker. */
import { createHash } from "node:crypto";
import type { Plugin } from "vite";

export function serviceWorker(name: string): Plugin {
  return {
    name: "tcpgen-service-worker",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle[name];
        if (worker?.type !== "chunk") throw new Error(`the build made no ${name}`);
        const hash = createHash("sha256");
        const files = Object.keys(bundle).filter((file) => file !== name).sort();
        for (const file of files) {
          const output = bundle[file]!;
          hash.update(file).update(output.type === "chunk" ? output.code : output.source);
        }
        const list = JSON.stringify(JSON.stringify([...files, "favicon.svg"])).slice(1, -1);
        const written = worker.code.replace("__FILES__", () => list).replace("__VERSION__", hash.digest("hex").slice(0, 16));
        if (written.includes("__FILES__") || !written.includes(list)) throw new Error(`${name} has no place for the list of files`);
        worker.code = written;
      },
    },
  };
}
