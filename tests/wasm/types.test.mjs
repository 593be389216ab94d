/** The TypeScript types are true: the compiler takes what the functions really give, with no key too many or too few. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { NAME, loaded } from "./native.mjs";
import { randomState } from "./states.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tcpgen = loaded();

/** What an editor asks, at some places of a text. */
function asked(text, sources) {
  return [0.2, 0.5, 0.8, 1].flatMap((part) => {
    const at = { file: NAME, utf16: Math.floor(text.length * part) };
    return [
      ["Hover | null", tcpgen.hover(sources, at)],
      ["Completions", tcpgen.complete(sources, at)],
      ["Definition | null", tcpgen.definition(sources, at)],
      ["Rename", tcpgen.rename(sources, at, "another")],
      ["RuleToken[]", tcpgen.ruleTokens(sources, { file: NAME, from: 0, to: at.utf16 })],
    ];
  });
}

/** Type names with values that the functions gave. */
function answers(text, n, all) {
  const sources = [{ name: NAME, text }];
  const connection = { entry_point: "tls", client_ip: "10.0.0.1", sni: "a.example.com" };
  const compiled = tcpgen.compile(sources);
  const scenarios = tcpgen.outline(sources).scenarios;
  return [
    ["Compilation", compiled],
    ["Built", tcpgen.build(sources, { target: "helm-values" })],
    ["Built", tcpgen.build(sources, { target: "helm-chart-config" })],
    ["Built", tcpgen.build(sources, { target: "file" })],
    ["Route", tcpgen.route(sources, connection)],
    ["Reach", tcpgen.reach(sources)],
    ["Reach", tcpgen.reach(sources, { to: ["a"], from: ["10.0.0.0/8"] })],
    ["ReachTable", tcpgen.reachTable(sources)],
    ["ReachTable", tcpgen.reachTable(sources, { from: ["nowhere"] })],
    ["Compared", tcpgen.diff([{ name: NAME, text: all[n - 1] ?? "" }], sources)],
    ["Outline", tcpgen.outline(sources)],
    ["Listing", tcpgen.list(sources)],
    ["Upgrade", tcpgen.upgrade(sources, "3.0.4", "3.7.15")],
    ...asked(text, sources),
    ["Import", tcpgen.importManifests(compiled.yaml || text)],
    ["Explanation | null", tcpgen.explain(compiled.diagnostics[0]?.code ?? "none")],
    ...scenarios.map(({ name }) => ["ScenarioRun", tcpgen.runScenario(sources, name)]),
  ];
}

test("what the functions give is what the types say", (t) => {
  const examples = readdirSync(join(root, "examples")).filter((name) => name.endsWith(".toml"));
  const states = examples.map((name) => readFileSync(join(root, "examples", name), "utf8"));
  for (let seed = 1; seed <= 40; seed++) states.push(randomState(seed));
  const lines = states.flatMap(answers).map(([type, value], n) => `export const v${n}: ${type.replace(/[A-Z]\w+/g, "t.$&")} = ${JSON.stringify(value)};`);
  assert.ok(lines.length > 400);
  const folder = mkdtempSync(join(root, "www/types-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "values.ts"), `import type * as t from "../pkg/tcpgen.js";\n${lines.join("\n")}\n`);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["esnext", "dom"], types: [], skipLibCheck: false }, files: ["values.ts"] }));
  const { stdout, status, error } = spawnSync(join(root, "www/node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" });
  assert.ifError(error);
  assert.equal(status, 0, stdout.slice(0, 4000));
});

test("the types need no library but the language's own", (t) => {
  const folder = mkdtempSync(join(root, "www/types-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "use.ts"), `import init, { compile, initSync, Session, type Source } from "../pkg/tcpgen.js";
const sources: readonly Source[] = [{ name: "tcpgen.toml", text: "" }] as const;
await init({ module_or_path: "tcpgen_bg.wasm" });
initSync({ module: new Uint8Array(8) });
const session = new Session(sources);
export const found: number = compile(sources).objects.length + session.source().length;
`);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, module: "esnext", moduleResolution: "bundler", target: "es2022", lib: ["es2022"], types: [], skipLibCheck: false }, files: ["use.ts"] }));
  const { stdout, status, error } = spawnSync(join(root, "www/node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" });
  assert.ifError(error);
  assert.equal(status, 0, stdout.slice(0, 4000));
});
