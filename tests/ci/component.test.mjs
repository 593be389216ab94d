/** The GitLab component in a pipeline, which `gitlab-ci-local` runs, on good and bad changes of a repository. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { BAD, WIDER, parse, parseAllDocuments, repository, root, run } from "./repository.mjs";

const packages = join(root, ".tools/node/node_modules");
const component = readFileSync(join(root, "templates/tcpgen.yml"), "utf8");

/** Runs the pipeline of a merge request. */
async function pipeline(repo, inputs = {}) {
  mkdirSync(join(repo.folder, "templates"), { recursive: true });
  repo.write("templates/tcpgen.yml", component);
  repo.write(".gitlab-ci.yml", JSON.stringify({ include: [{ local: "templates/tcpgen.yml", inputs }] }));
  repo.git("add", "--all");
  const variables = { CI_PIPELINE_SOURCE: "merge_request_event", CI_MERGE_REQUEST_DIFF_BASE_SHA: repo.base };
  const given = Object.entries(variables).flatMap(([name, value]) => ["--variable", `${name}=${value}`]);
  const program = join(packages, "gitlab-ci-local/dist/index.js");
  // It needs a newer Node.js than the tests.
  return run(join(packages, "node-22/bin/node"), [program, "--force-shell-executor", "--no-artifacts-to-source", ...given], { cwd: repo.folder, env: repo.env });
}

test("a good change passes, and what it changes for clients is shown", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", WIDER);
  repo.build();
  const { status, out } = await pipeline(repo, { manifests: "manifests/" });
  assert.equal(status, 0, out);
  assert.match(out, /11\.0\.0\.0\/8/);
});

test("a bad change fails with what is wrong", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", BAD);
  const { status, out } = await pipeline(repo);
  assert.notEqual(status, 0, out);
  assert.match(out, /sni-without-tls/);
});

test("stale manifests fail", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", WIDER);
  const { status, out } = await pipeline(repo, { manifests: "manifests/" });
  assert.notEqual(status, 0, out);
  assert.match(out, /stale/);
});

test("a change that does more than is expected fails", async (t) => {
  const repo = repository(t);
  repo.write("tcpgen.toml", WIDER);
  assert.notEqual((await pipeline(repo, { expect: "narrower" })).status, 0);
  assert.equal((await pipeline(repo, { expect: "wider" })).status, 0);
});

test("the page uses what there is", () => {
  const page = readFileSync(join(root, "docs/ci.md"), "utf8");
  const [workflow, pipeline] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, block]) => parse(block));
  const { inputs } = parse(readFileSync(join(root, "action.yml"), "utf8"));
  const used = Object.keys(workflow.jobs.routing.steps.at(-1).with);
  assert.deepEqual(used.filter((name) => !(name in inputs)), []);
  assert.deepEqual([...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name), Object.keys(inputs));
  const [header] = parseAllDocuments(component);
  const known = Object.keys(header.toJS().spec.inputs);
  assert.deepEqual(Object.keys(pipeline.include[0].inputs).filter((name) => !known.includes(name)), []);
  for (const name of known) assert.ok(page.split("## GitLab")[1].includes(`\`${name}\``), name);
});

test("the action and the component install this version", () => {
  const { version } = JSON.parse(readFileSync(join(root, "pkg.json"), "utf8"));
  const [header] = parseAllDocuments(component);
  assert.equal(header.toJS().spec.inputs.version.default, version);
  assert.equal(parse(readFileSync(join(root, "action.yml"), "utf8")).inputs.version.default, version);
});
