/** What names a release's files agrees on them, without a build: `make test-dist` installs what is built. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse, root, tcpgen } from "./repository.mjs";

const read = (path) => readFileSync(join(root, path), "utf8");
const cargo = (...args) => execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "pipe"] });
const metadata = JSON.parse(cargo("metadata", "--no-deps", "--format-version", "1")).packages[0];
const targets = read("tools/dist/targets.txt").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(" "));

test("`cargo binstall` looks for the archives that are made", () => {
  const { binstall } = metadata.metadata;
  const archive = (target) => `v0/tcpgen-0-${target}${target.includes("windows") ? ".zip" : ".tar.gz"}`;
  const asked = (target, { "pkg-url": url } = binstall.overrides[target] ?? binstall) =>
    url.replace(/^.*\/releases\/download\//, "").replaceAll("{ version }", "0").replaceAll("{ target }", target);
  for (const [target] of targets) assert.equal(asked(target), archive(target));
  const made = targets.map(([target]) => archive(target));
  for (const other of Object.keys(binstall.overrides)) assert.ok(made.includes(asked(other)), other);
});

test("the action installs archives that are made", () => {
  const asked = [...read("action/install").matchAll(/target=(\S+) ;;/g)].map(([, target]) => target);
  assert.equal(asked.length, 4);
  for (const target of asked) assert.ok(targets.some(([name]) => name === target), target);
});

test("the workflow builds every target", () => {
  const { jobs } = parse(read(".github/workflows/release.yml"));
  const commands = (job) => jobs[job].steps.map(({ run }) => run).filter(Boolean).join("\n");
  assert.match(commands("linux"), /^make dist$/m);
  assert.match(commands("linux"), /^make test-dist$/m);
  assert.match(commands("macos"), /targets\.txt/);
  assert.deepEqual([...new Set(targets.map(([, , where]) => where))].sort(), ["here", "macos"]);
});

test("the wheel has everything, under a name of its own", () => {
  const project = read("pyproject.toml");
  assert.match(project, /^name = "tcpgen-cli"$/m);
  assert.match(project, /^features = \["cluster", "lsp", "mcp"\]$/m);
  assert.match(read("tools/dist/binary"), /--features cluster,lsp,mcp/);
});

test("the package for crates.io has all that the code includes", () => {
  const packed = cargo("package", "--list", "--allow-dirty").trim().split("\n");
  for (const file of ["src/main.rs", "README.md", "LICENSE", "Cargo.lock"]) assert.ok(packed.includes(file), file);
  const ours = execFileSync("git", ["ls-files", "src"], { cwd: root, encoding: "utf8" }).trim().split("\n");
  for (const file of ours) assert.ok(packed.includes(file), file);
  assert.deepEqual(packed.filter((file) => /^(tests|www|tools|fuzz|\.github|\.ci)\//.test(file)), []);
});

test("the manual has a page for each command", () => {
  const help = execFileSync(tcpgen, ["--help"], { encoding: "utf8" });
  const commands = [...help.split("Commands:")[1].split("Options:")[0].matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
  assert.ok(commands.length > 12, commands.join(" "));
  const folder = execFileSync("mktemp", ["-d"], { encoding: "utf8" }).trim();
  execFileSync(tcpgen, ["man", folder]);
  const pages = execFileSync("ls", [folder], { encoding: "utf8" }).trim().split("\n");
  execFileSync("rm", ["-r", folder]);
  for (const command of commands.filter((name) => name !== "help")) assert.ok(pages.includes(`tcpgen-${command}.1`), command);
  assert.ok(pages.includes("tcpgen.1"));
});
