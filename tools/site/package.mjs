/** Writes www/dist/pkg.json, which is pkg.json with every built file, and www/package, the module as npm takes it. */
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { filesOf } from "./files.mjs";

const DIST = "www/dist";
const PACKAGE = "www/package";

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
  const files = [module, wasm, types];
  return {
    name,
    version,
    description,
    license,
    type: "module",
    main: `./${module}`,
    module: `./${module}`,
    types: `./${types}`,
    exports: {
      ".": { types: `./${types}`, default: `./${module}` },
      [`./${wasm}`]: `./${wasm}`,
      "./pkg.json": "./pkg.json",
    },
    files: [...files, "pkg.json"],
    sideEffects: false,
  };
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

writeFileSync(join(DIST, "pkg.json"), json(distPkg()));

rmSync(PACKAGE, { recursive: true, force: true });
mkdirSync(PACKAGE, { recursive: true });
for (const file of [pkg.module, pkg.wasm, pkg.types]) copyFileSync(join(DIST, file), join(PACKAGE, file));
for (const file of ["pkg.json", "README.md", "LICENSE"]) copyFileSync(file, join(PACKAGE, file));
writeFileSync(join(PACKAGE, "package.json"), json(npmPackage()));
