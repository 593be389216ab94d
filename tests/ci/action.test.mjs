/** The GitHub Action's steps, run as a runner runs them, on good and bad changes of a repository. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { BAD, WIDER, github, parse, repository, root, run, served, tcpgen } from "./repository.mjs";

const action = parse(readFileSync(join(root, "action.yml"), "utf8"));

/** An expression of the action, as the runner replaces it. */
function replaced(text, context) {
  return text.replaceAll(/\$\{\{ (\S+) \}\}/g, (_, path) => {
    const found = path.split(".").reduce((value, key) => value?.[key], context);
    assert.notEqual(found, undefined, path);
    return String(found);
  });
}

/** Runs the action on a pull request in the repository; answers what it prints and whether it fails. */
async function act(t, repo, given = {}, api = github()) {
  const origin = await served(t, (request) => { api.requests.push(request); return api.answer(request); });
  const inputs = { ...Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value }]) => [name, value])), version: "none", token: "secret", ...given };
  const context = { inputs, github: { event_name: "pull_request", event: { pull_request: { number: 7, base: { sha: repo.base } } } } };
  const files = Object.fromEntries(["GITHUB_STEP_SUMMARY", "GITHUB_PATH"].map((name) => [name, join(repo.scratch, name)]));
  for (const file of Object.values(files)) writeFileSync(file, "");
  let out = "";
  let failed = false;
  for (const step of action.runs.steps) {
    assert.equal(step.shell, "bash");
    // The steps' own words: the last also runs after a failure.
    if (failed && !step.if?.includes("!cancelled()")) continue;
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, replaced(value, context)]));
    const ran = await run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
      cwd: join(repo.folder, replaced(step["working-directory"] ?? ".", context)),
      env: { ...repo.env, ...files, ...env, GITHUB_ACTION_PATH: root, GITHUB_API_URL: origin, GITHUB_REPOSITORY: "team/routing", RUNNER_OS: "Linux", RUNNER_ARCH: "X64", RUNNER_TEMP: repo.scratch },
    });
    out += ran.out;
    failed ||= ran.status !== 0;
  }
  return { out, failed, summary: repo.read("GITHUB_STEP_SUMMARY"), api };
}

test("a change that is good passes, and what it changes for clients is in a comment", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", WIDER);
  repo.build();
  repo.commit();
  const { out, failed, summary, api } = await act(t, repo, { manifests: "manifests/" });
  assert.equal(failed, false, out);
  assert.equal(out.includes("::error"), false, out);
  assert.match(summary, /wider/);
  assert.equal(api.comments.length, 1);
  assert.match(api.comments[0].body, /^<!-- tcpgen -->\n### tcpgen\n[^]*11\.0\.0\.0\/8/);
  assert.ok(api.requests.every(({ headers }) => headers.authorization === "Bearer secret"));
});

test("the comment is kept up to date, and not repeated", async (t) => {
  const repo = repository(t);
  const api = github();
  api.comments.push({ id: 0, body: "of somebody else" });
  await act(t, repo, {}, api);
  assert.equal(api.comments.length, 1, "nothing changes, and nothing was said before");
  repo.write("tcpgen.toml", WIDER);
  await act(t, repo, {}, api);
  await act(t, repo, {}, api);
  assert.equal(api.comments.length, 2);
  repo.git("checkout", "--quiet", "tcpgen.toml");
  await act(t, repo, {}, api);
  assert.match(api.comments[1].body, /^<!-- tcpgen -->[^]*Nothing changes/);
  assert.equal(api.comments[0].body, "of somebody else");
});

test("a bad change fails with an annotation at its place", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", BAD);
  repo.commit();
  const { out, failed } = await act(t, repo, { manifests: "manifests/" });
  assert.equal(failed, true);
  assert.match(out, /^::error file=tcpgen\.toml,line=9,[^\n]*sni-without-tls/m);
});

test("stale manifests fail", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", WIDER);
  const { out, failed } = await act(t, repo, { manifests: "manifests/" });
  assert.equal(failed, true);
  assert.match(out, /stale/);
  assert.equal((await act(t, repo)).failed, false, "without `manifests` nobody asks for them");
});

test("a change that does more than is expected fails", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", WIDER);
  const { out, failed } = await act(t, repo, { expect: "narrower" });
  assert.equal(failed, true);
  assert.match(out, /::error::the change is not narrower/);
  assert.equal((await act(t, repo, { expect: "wider" })).failed, false);
});

test("a token that may not write is a warning", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", WIDER);
  const { out, failed } = await act(t, repo, {}, { ...github(), answer: () => undefined });
  assert.equal(failed, false);
  assert.match(out, /::warning::no comment on the pull request: GET [^\n]*404/);
});

test("inputs are words, and no part of a script", async (t) => {
  const repo = repository(t);
  mkdirSync(join(repo.folder, "with spaces"));
  repo.write("with spaces/a b.toml", WIDER);
  repo.write("$(touch hacked).toml", "");
  const { failed, out } = await act(t, repo, { inputs: "with spaces/a b.toml\n$(touch hacked).toml\n" });
  assert.equal(failed, false, out);
  assert.throws(() => readFileSync(join(repo.folder, "hacked")), /ENOENT/);
});

test("a release is installed if it is the one of its checksum", async (t) => {
  const repo = repository(t);
  const name = "tcpgen-1.2.3-x86_64-unknown-linux-musl";
  const folder = join(repo.scratch, "release", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tcpgen"), `#!/bin/sh\nexec "${tcpgen}" "$@"\n`, { mode: 0o755 });
  const archive = execFileSync("tar", ["-cz", "-C", join(folder, ".."), name]);
  let sum = createHash("sha256").update(archive).digest("hex");
  const releases = await served(t, ({ path }) => {
    if (path === `/v1.2.3/${name}.tar.gz`) return archive;
    return path === "/v1.2.3/SHA256SUMS" ? Buffer.from(`${"0".repeat(64)}  other.tar.gz\n${sum}  ${name}.tar.gz\n`) : undefined;
  });
  const env = { ...repo.env, TCPGEN_VERSION: "1.2.3", TCPGEN_RELEASES: releases, RUNNER_OS: "Linux", RUNNER_ARCH: "X64", RUNNER_TEMP: repo.scratch, GITHUB_PATH: join(repo.scratch, "path") };
  const installed = await run(join(root, "action/install"), [], { env });
  assert.equal(installed.status, 0, installed.out);
  const path = repo.read("path").trim();
  assert.match(execFileSync(join(path, "tcpgen"), ["--version"], { encoding: "utf8" }), /^tcpgen /);
  sum = "1".repeat(64);
  assert.notEqual((await run(join(root, "action/install"), [], { env })).status, 0);
});

test("the action and the workflow are what GitHub's schemas ask for", async () => {
  for (const [schema, file] of [["github-actions", "action.yml"], ["github-workflows", ".github/workflows/release.yml"]]) {
    const ran = await run(join(root, ".tools/venv/bin/check-jsonschema"), ["--builtin-schema", `vendor.${schema}`, file], { cwd: root });
    assert.equal(ran.status, 0, ran.out);
  }
});
