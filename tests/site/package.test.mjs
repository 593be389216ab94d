/** Nothing in pkg.json is untrue, neither in the one that is kept nor in the one that is built. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { filesOf } from "../../tools/site/files.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = join(root, "www/dist");
const json = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const pkg = json("pkg.json");
const built = json("www/dist/pkg.json");

/** What wasm-bindgen adds to every module, and what the page's worker alone calls. */
const GLUE = ["default", "initSync", "answerInText"];

test("it says of the crate what Cargo.toml says", () => {
  const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 }));
  const crate = metadata.packages.find(({ name }) => name === "tcpgen");
  for (const key of ["name", "version", "license", "description"]) assert.equal(pkg[key], crate[key], key);
  assert.ok(Number.isInteger(pkg.abi) && pkg.abi > 0);
});

test("the plugins of docs tools have the same version", () => {
  assert.equal(json("integrations/remark/package.json").version, pkg.version);
  assert.match(readFileSync(join(root, "integrations/python/pyproject.toml"), "utf8"), new RegExp(`^version = "${pkg.version.replaceAll(".", "\\.")}"$`, "m"));
});

test("its exports are what the module exports, and what its types declare", async () => {
  const exported = Object.keys(await import(pathToFileURL(join(dist, pkg.module)).href));
  assert.deepEqual(exported.filter((name) => !GLUE.includes(name)).sort(), [...pkg.exports].sort());
  const types = readFileSync(join(dist, pkg.types), "utf8");
  const declared = [...types.matchAll(/^export (?:function|class) (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(declared.filter((name) => !GLUE.includes(name)).sort(), [...pkg.exports].sort());
});

test("the exports are those of this abi", () => {
  // A change of this list is a change of the abi: raise `abi` in pkg.json, and take both over here.
  assert.equal(pkg.abi, 5);
  assert.deepEqual(pkg.exports, ["Session", "build", "compile", "complete", "definition", "diff", "explain", "hover", "importManifests", "list", "outline", "reach", "reachTable", "rename", "route", "ruleTokens", "runScenario", "schema", "upgrade", "version"]);
});

test("the built one is the kept one with every built file, its length and its hash", () => {
  const { files, ...rest } = built;
  assert.deepEqual(rest, pkg);
  assert.deepEqual(Object.keys(files), filesOf(dist).filter((path) => path !== "pkg.json"));
  for (const [path, { bytes, integrity }] of Object.entries(files)) {
    const body = readFileSync(join(dist, path));
    assert.equal(bytes, body.length, path);
    assert.equal(integrity, `sha384-${createHash("sha384").update(body).digest("base64")}`, path);
  }
  for (const file of [pkg.module, pkg.wasm, pkg.types, pkg.element.script]) assert.ok(files[file], `${file} is not built`);
});

test("the element's script defines the element", () => {
  const scripts = [pkg.element.script, ...Object.keys(built.files).filter((path) => path.startsWith("assets/") && path.endsWith(".js"))];
  const defines = (path) => /customElements\.define\(\s*["'`]?/.test(readFileSync(join(dist, path), "utf8")) && readFileSync(join(dist, path), "utf8").includes(pkg.element.tag);
  assert.ok(defines(pkg.element.script) || scripts.some((path) => defines(path)), `no script defines <${pkg.element.tag}>`);
});

test("the npm package is whole, and works in Node", async () => {
  const folder = join(root, "www/package");
  const [{ files, name, version }] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  assert.deepEqual([name, version], [pkg.name, pkg.version]);
  const packed = files.map(({ path }) => path).filter((path) => !path.startsWith("embed/")).sort();
  assert.deepEqual(packed, ["LICENSE", "README.md", "package.json", "pkg.json", "node.d.ts", "node.js", pkg.module, pkg.types, pkg.wasm].sort());
  const module = await import(pathToFileURL(join(folder, json("www/package/package.json").exports["."].node.default)).href);
  await module.default();
  assert.equal(module.version(), pkg.version);
});

test("the npm package has the element with all of its parts, and no more", () => {
  const folder = join(root, "www/package/embed");
  const files = filesOf(folder);
  assert.ok(files.includes("embed.js") && files.includes("embed.css"));
  const text = files.filter((path) => path.endsWith(".js")).map((path) => readFileSync(join(folder, path), "utf8")).join("\n");
  for (const path of filesOf(dist).filter((path) => path.startsWith("assets/"))) {
    assert.equal(files.includes(path), text.includes(path.slice("assets/".length)), path);
  }
});

test("the npm package's page has links that work from anywhere, and its program runs", (t) => {
  const page = readFileSync(join(root, "www/package/README.md"), "utf8");
  const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
  assert.ok(links.length > 2);
  for (const link of links) {
    const path = /^https:\/\/github\.com\/tcpgen\/tcpgen\/(?:blob|tree)\/main\/(.+)$/.exec(link)?.[1];
    assert.ok(path && existsSync(join(root, path)), link);
  }
  const [, program] = /## In Node\.js\n\n```js\n([^]*?)```/.exec(page);
  const folder = mkdtempSync(join(tmpdir(), "tcpgen-readme-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "www/package"), join(folder, "node_modules/tcpgen"));
  writeFileSync(join(folder, "program.mjs"), program);
  const out = execFileSync(process.execPath, ["program.mjs"], { cwd: folder, encoding: "utf8" });
  assert.match(out, /kind: IngressRouteTCP.*forwards it to/s);
});
