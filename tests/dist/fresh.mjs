/** A fresh environment: a home and a folder of their own, and no cargo, nor this project's tools, on the PATH. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

export const STATE = '[entry_points]\npostgresql = 5432\n\n[routes.pg]\nentry_points = ["postgresql"]\nservice = "postgres:5432"\n';
export const MACHINE = { x64: "x86_64", arm64: "aarch64" }[process.arch];

/** The one file of dist/ whose name matches. */
export function artefact(pattern) {
  const found = readdirSync(dist).filter((name) => pattern.test(name));
  assert.equal(found.length, 1, `${pattern}: ${found.join(" ") || "none"}; run \`make dist\``);
  return join(dist, found[0]);
}

export function fresh(t, programs = ["sh", "env", "tar", "gzip", "python3", "node", "npm", "npx"]) {
  const home = mkdtempSync(join(tmpdir(), "tcpgen-fresh-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const bin = join(home, "programs");
  const folder = join(home, "repository");
  for (const made of [bin, folder]) mkdirSync(made);
  for (const program of programs) symlinkSync(placeOf(program), join(bin, program));
  writeFileSync(join(folder, "tcpgen.toml"), STATE);
  const run = (program, args, { path = [], cwd = folder, status = 0 } = {}) => {
    const env = { HOME: home, PATH: [...path, bin].join(":"), npm_config_offline: "true", npm_config_audit: "false", npm_config_fund: "false", npm_config_update_notifier: "false", PIP_NO_INDEX: "1", PIP_DISABLE_PIP_VERSION_CHECK: "1" };
    const ran = spawnSync(program.includes("/") ? program : join(bin, program), args, { cwd, env, encoding: "utf8" });
    assert.ifError(ran.error);
    assert.equal(ran.status, status, `${program} ${args.join(" ")}\n${ran.stdout}${ran.stderr}`);
    return ran;
  };
  return { home, folder, run };
}

/** Where a program really is: what is on the PATH may be a link or a wrapper that needs its neighbours. */
function placeOf(program) {
  const ask = program === "python3" ? "python3 -c 'import sys; print(sys.executable)'" : `command -v ${program}`;
  const place = execFileSync("sh", ["-c", ask], { encoding: "utf8" }).trim();
  return realpathSync(place);
}

/** What every way of installing has to be good for. `tcpgen` runs the command with arguments. */
export function isWhole(tcpgen) {
  assert.match(tcpgen(["--version"]).stdout, /^tcpgen \d+\.\d+\.\d+/);
  assert.match(tcpgen(["build", "--strict"]).stdout, /^apiVersion: traefik\.io\/v1alpha1\nkind: IngressRouteTCP\n/);
  // All features are in it: the refusal is about the cluster that is not there, and the servers end with their input.
  assert.doesNotMatch(tcpgen(["diff", "--cluster", "--kubeconfig", "/nowhere"], 2).stderr, /this build has no/);
  assert.doesNotMatch(tcpgen(["mcp"]).stderr, /this build has no/);
  assert.doesNotMatch(tcpgen(["lsp"], 2).stderr, /this build has no/);
}
