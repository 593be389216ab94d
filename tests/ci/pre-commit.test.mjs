/** The hook of .pre-commit-hooks.yaml, which pre-commit itself runs in a repository with several states. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { BAD, GOOD, parse, repository, root, run } from "./repository.mjs";

const program = join(root, ".tools/venv/bin/pre-commit");

/** A repository of hooks with ours, whose command is that of this build instead of one that `cargo install` would make. */
function hooks(repo) {
  const folder = join(repo.scratch, "hooks");
  mkdirSync(folder);
  const [hook, ...others] = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8"));
  assert.deepEqual([hook.language, others], ["rust", []]);
  writeFileSync(join(folder, ".pre-commit-hooks.yaml"), JSON.stringify([{ ...hook, language: "system" }]));
  const git = (...args) => execFileSync("git", args, { cwd: folder, env: repo.env, encoding: "utf8" }).trim();
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "hooks");
  return { repo: folder, rev: git("rev-parse", "HEAD"), hooks: [{ id: hook.id }] };
}

/** Commits a change of these files, with the hook installed as people install it. */
async function commit(repo, files) {
  repo.write(".pre-commit-config.yaml", JSON.stringify({ repos: [hooks(repo)] }));
  execFileSync(program, ["install"], { cwd: repo.folder, env: repo.env, stdio: "ignore" });
  for (const [name, text] of Object.entries(files)) repo.write(name, text);
  repo.git("add", "--all");
  const before = repo.git("rev-parse", "HEAD");
  const { out } = await run("git", ["commit", "--message", "a change"], { cwd: repo.folder, env: repo.env });
  return { out, isCommitted: repo.git("rev-parse", "HEAD") !== before };
}

const team = (name, port) => `[entry_points]\n${name} = ${port}\n\n[routes.${name}]\nentry_points = ["${name}"]\nservice = "${name}:${port}"\n`;
const disabled = (name, port) => `${team(name, port)}sni = "${name}.test"\n`;

/** One state of 13 files, and two others. */
function monorepo(t) {
  const repo = repository(t);
  for (const folder of ["shared/teams", "alone"]) mkdirSync(join(repo.folder, folder), { recursive: true });
  repo.write("shared/tcpgen.toml", 'files = ["teams/*.toml"]\n');
  for (let number = 1; number <= 12; number += 1) repo.write(`shared/teams/t${number}.toml`, team(`t${number}`, 6000 + number));
  repo.write("alone/tcpgen.toml", GOOD);
  repo.write("Cargo.toml", "[package]\n");
  repo.commit();
  return repo;
}

test("a good change is committed", async (t) => {
  const { out, isCommitted } = await commit(monorepo(t), { "shared/teams/t7.toml": team("t7", 7007), "Cargo.toml": "[workspace]\n" });
  assert.equal(isCommitted, true, out);
  assert.match(out, /tcpgen check\.+Passed/);
});

test("touching one of 13 files checks the whole state, and once", async (t) => {
  const repo = monorepo(t);
  repo.write("shared/teams/t3.toml", disabled("t3", 6003));
  repo.commit();
  const { out, isCommitted } = await commit(repo, { "shared/teams/t7.toml": team("t7", 7007), "shared/teams/t8.toml": team("t8", 7008) });
  assert.equal(isCommitted, false, out);
  assert.equal(out.match(/sni-without-tls/g).length, 1, out);
  assert.match(out, /shared\/teams\/t3\.toml:7/);
});

test("three independent states stay three", async (t) => {
  const repo = monorepo(t);
  repo.write("alone/tcpgen.toml", BAD);
  repo.commit();
  // The same entry point and the same route in two of them do not meet, and what is wrong with the third is not this change's.
  const good = await commit(repo, { "tcpgen.toml": `# Ours.\n${GOOD}`, "shared/teams/t1.toml": team("t1", 7001) });
  assert.equal(good.isCommitted, true, good.out);
});

test("a change of two states that breaks both reports both", async (t) => {
  const { out, isCommitted } = await commit(monorepo(t), { "alone/tcpgen.toml": BAD, "shared/teams/t9.toml": disabled("t9", 6009) });
  assert.equal(isCommitted, false, out);
  assert.match(out, /alone\/tcpgen\.toml:\d+:\d+/);
  assert.match(out, /shared\/teams\/t9\.toml:7/);
});
