/** Writes www/dist/pkg.json, which is pkg.json with every built file, and www/package, the module as npm takes it. */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf } from "./files.mjs";

const DIST = "www/dist";
const PACKAGE = "www/package";
/** The module for Node.js and Deno, and its types. */
const NODE = "node.js";
const NODE_TYPES = "node.d.ts";

/** What a script tag's `integrity` takes. */
export const integrity = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

const pkg = JSON.parse(readFileSync("pkg.json", "utf8"));

function distPkg() {
  const files = {};
  for (const path of filesOf(DIST).filter((path) => path !== "pkg.json")) {
    const bytes = readFileSync(join(DIST, path));
    files[path] = { bytes: bytes.length, integrity: integrity(bytes) };
  }
  return { ...pkg, files };
}

function npmPackage() {
  const { name, version, description, license, module, wasm, types } = pkg;
  const forNode = { types: `./${NODE_TYPES}`, default: `./${NODE}` };
  return {
    name,
    version,
    description,
    license,
    type: "module",
    engines: { node: ">=20.19" },
    // For tools that know no `exports`, which are bundlers of pages.
    main: `./${module}`,
    types: `./${types}`,
    exports: {
      // Node.js and Deno fetch no files; browsers, their workers and bundlers for them do.
      ".": { node: forNode, deno: forNode, types: `./${types}`, default: `./${module}` },
      [`./${wasm}`]: `./${wasm}`,
      "./embed.js": "./embed/embed.js",
      "./embed/*": "./embed/*",
      "./pkg.json": "./pkg.json",
      "./package.json": "./package.json",
    },
    files: [module, wasm, types, NODE, NODE_TYPES, "embed", "pkg.json"],
    sideEffects: ["./embed/*"],
  };
}

/** The types without a page's globals, which a program for Node.js does not have: only what loads the module needs them. */
function nodeTypes() {
  const [functions, loading, ...more] = readFileSync(join(DIST, pkg.types), "utf8").split("/** The WebAssembly, as bytes. */");
  if (loading === undefined || more.length > 0) throw new Error(`${pkg.types} has no place where loading begins`);
  return functions + readFileSync("www/npm/node-init.d.ts", "utf8");
}

/** The files of `<tcpgen-playground>`: its script, and what one of its files names. */
function embedFiles() {
  const assets = filesOf(DIST).filter((path) => path.startsWith("assets/"));
  const found = [pkg.element.script, "embed.css"];
  for (const file of found) {
    if (!file.endsWith(".js")) continue;
    const text = readFileSync(join(DIST, file), "utf8");
    found.push(...assets.filter((path) => !found.includes(path) && text.includes(path.slice("assets/".length))));
  }
  return found;
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

writeFileSync(join(DIST, "pkg.json"), json(distPkg()));

rmSync(PACKAGE, { recursive: true, force: true });
mkdirSync(PACKAGE, { recursive: true });
for (const file of [pkg.module, pkg.wasm, pkg.types]) copyFileSync(join(DIST, file), join(PACKAGE, file));
copyFileSync(join("www/npm", NODE), join(PACKAGE, NODE));
writeFileSync(join(PACKAGE, NODE_TYPES), nodeTypes());
mkdirSync(join(PACKAGE, "embed/assets"), { recursive: true });
for (const file of embedFiles()) copyFileSync(join(DIST, file), join(PACKAGE, "embed", file));
for (const file of ["pkg.json", "LICENSE"]) copyFileSync(file, join(PACKAGE, file));
// Its own page: links of the repository's lead nowhere on a registry's.
copyFileSync("www/npm/README.md", join(PACKAGE, "README.md"));
writeFileSync(join(PACKAGE, "package.json"), json(npmPackage()));
