// Types are taken away by the same transformer that builds the page.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const page = createRequire(new URL("../../www/package.json", import.meta.url));
const { transformWithOxc } = await import(pathToFileURL(page.resolve("vite")).href);

export async function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  const path = fileURLToPath(url);
  const { code } = await transformWithOxc(await readFile(path, "utf8"), path);
  return { format: "module", source: code, shortCircuit: true };
}
