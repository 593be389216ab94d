/** A git repository with a state and its manifests, and `tcpgen` of this build on the PATH. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const target = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 })).target_directory;
export const tcpgen = join(target, "debug/tcpgen");

export const { parse, parseAllDocuments } = createRequire(join(root, ".tools/node/index.js"))("yaml");

export const GOOD = '[entry_points]\npostgresql = 5432\n\n[middlewares.office]\nip_allow_list = ["10.0.0.0/8"]\n\n[routes.pg]\nentry_points = ["postgresql"]\nservice = "postgres:5432"\nmiddlewares = ["office"]\n';
/** Somebody new gets in. */
export const WIDER = GOOD.replace("10.0.0.0/8", "10.0.0.0/7");
/** Traefik disables the route. */
export const BAD = GOOD.replace("service =", 'sni = "db.example.com"\nservice =');

export function repository(t) {
  const scratch = mkdtempSync(join(tmpdir(), "tcpgen-ci-"));
  t.after(() => rmSync(scratch, { recursive: true, force: true }));
  const folder = join(scratch, "repository");
  mkdirSync(folder);
  const env = { HOME: scratch, PATH: [join(target, "debug"), process.env.PATH].join(delimiter), GIT_CONFIG_NOSYSTEM: "1", GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.com" };
  const git = (...args) => execFileSync("git", args, { cwd: folder, env, encoding: "utf8" }).trim();
  const write = (name, text) => writeFileSync(join(folder, name), text);
  const build = () => execFileSync(tcpgen, ["build", "-o", "manifests/"], { cwd: folder, stdio: "ignore" });
  const commit = () => {
    git("add", "--all");
    git("commit", "--quiet", "--message", "a change");
    return git("rev-parse", "HEAD");
  };
  git("init", "--quiet", "--initial-branch", "main");
  write("tcpgen.toml", GOOD);
  build();
  return { scratch, folder, env, git, write, build, commit, base: commit(), read: (name) => readFileSync(join(scratch, name), "utf8") };
}

/** Runs a program while this one goes on serving. */
export async function run(program, args, options) {
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => { out += text; });
  const status = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { status, out };
}

/** An interface that keeps comments of pull request 7, as GitHub's does. */
export function github() {
  const comments = [];
  const requests = [];
  const answer = ({ method, path, body }) => {
    const one = /^\/repos\/team\/routing\/issues\/comments\/(\d+)$/.exec(path);
    if (method === "PATCH" && one) return Object.assign(comments[Number(one[1])], body);
    if (path !== "/repos/team/routing/issues/7/comments") return undefined;
    if (method === "GET") return comments;
    return comments[comments.push({ id: comments.length, ...body }) - 1];
  };
  return { comments, requests, answer };
}

/** Serves `answer` on a loopback port; `undefined` is 404, and a `Buffer` is sent as it is. */
export async function served(t, answer) {
  const { createServer } = await import("node:http");
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request.setEncoding("utf8")) text += part;
    const found = answer({ method: request.method, path: new URL(request.url, "http://x").pathname, headers: request.headers, body: text && JSON.parse(text) });
    response.writeHead(found === undefined ? 404 : 200);
    response.end(found instanceof Buffer ? found : JSON.stringify(found ?? {}));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

