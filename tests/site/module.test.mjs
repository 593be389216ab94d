/** The package in the programs of examples/module, each as it is there, with the package as `npm pack` makes it. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage } from "../browser/harness/page.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const packages = join(root, ".tools/node/node_modules");
const bins = [join(packages, ".bin"), join(root, "www/node_modules/.bin")];

const scratch = mkdtempSync(join(tmpdir(), "tcpgen-module-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** What is installed from the packed package, which needs nothing else. */
const installed = (() => {
  const folder = join(scratch, "installed");
  mkdirSync(folder);
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", scratch, join(root, "www/package")], { encoding: "utf8" }).trim();
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  execFileSync("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", join(scratch, packed)], { cwd: folder });
  return join(folder, "node_modules");
})();

/** A copy of an example with the package in it. */
function example(name, at = "node_modules") {
  const folder = join(scratch, name);
  cpSync(join(root, "examples/module", name), folder, { recursive: true });
  cpSync(at === "node_modules" ? installed : join(installed, "tcpgen"), join(folder, at), { recursive: true });
  return folder;
}

/** Runs a script of the example's package.json, as npm does. */
function npmRun(folder, script, path = []) {
  const command = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).scripts[script];
  return run("sh", ["-c", command], folder, path);
}

function run(program, args, cwd, path = []) {
  const env = { ...process.env, PATH: [...path, ...bins, process.env.PATH].join(delimiter), DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(scratch, "deno-cache") };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8", env });
  assert.ifError(error);
  assert.equal(status, 0, stderr + stdout);
  assert.doesNotMatch(stderr, /warning/i);
  return stdout;
}

/** What every example shows in the end. */
function holdsManifests(text) {
  assert.match(text, /^apiVersion: traefik\.io\/v1alpha1\nkind: IngressRouteTCP\n/);
  assert.match(text, /^ {4}- name: postgres\n {6}port: 5432$/m);
}

async function shown(t, folder) {
  const { page } = await openPage(t, { folder });
  const manifests = page.locator("#manifests:not(:empty)");
  await manifests.waitFor();
  holdsManifests(await manifests.textContent());
}

for (const name of ["page", "worker"]) {
  test(`${name}: without a bundler, under a strict policy`, (t) => shown(t, example(name, "tcpgen")));
}

for (const name of ["vite", "webpack", "esbuild"]) {
  test(`${name}: a built page, under a strict policy`, async (t) => {
    const folder = example(name);
    npmRun(folder, "build");
    await shown(t, name === "vite" ? join(folder, "dist") : folder);
  });
}

test("Node.js: `import` and `require`, in each version that is supported", () => {
  const folder = example("node");
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, "tools/package.json"), "utf8"));
  const versions = Object.keys(optionalDependencies).filter((name) => name.startsWith("node-"));
  assert.deepEqual(versions, ["node-22", "node-24"]);
  for (const path of [[], ...versions.map((name) => [join(packages, name, "bin")])]) {
    const version = run("node", ["--version"], folder, path);
    holdsManifests(npmRun(folder, "start", path));
    // `require` of a module is a novelty of which older ones warn.
    holdsManifests(run("node", ["--disable-warning=ExperimentalWarning", "main.cjs"], folder, path), version);
  }
});

test("Deno: runs and checks its types", () => {
  const folder = example("deno");
  holdsManifests(npmRun(folder, "start"));
  run("deno", ["check", "--quiet", "main.ts"], folder);
});

test("TypeScript finds the types as Node.js and as bundlers do, with a page's globals or Node's", () => {
  const folder = example("node");
  cpSync(join(root, "www/node_modules/@types"), join(folder, "node_modules/@types"), { recursive: true });
  cpSync(join(root, "www/node_modules/undici-types"), join(folder, "node_modules/undici-types"), { recursive: true });
  writeFileSync(join(folder, "types.ts"), 'import init, { compile, type Compilation } from "tcpgen";\nawait init();\nexport const found: Compilation = compile([{ name: "a.toml", text: "" }]);\n// @ts-expect-error a text is no list of sources\ncompile("text");\n');
  const kinds = [["nodenext", "nodenext", ["esnext", "dom"], []], ["esnext", "bundler", ["esnext", "dom"], []], ["nodenext", "nodenext", ["esnext"], ["node"]]];
  for (const [module, moduleResolution, lib, types] of kinds) {
    const compilerOptions = { strict: true, noEmit: true, target: "es2022", module, moduleResolution, lib, types, skipLibCheck: false };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["types.ts"] }));
    run("tsc", ["-p", folder], folder);
  }
});
