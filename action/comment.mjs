/**
 * Keeps one comment of a pull request up to date: `comment.mjs REPORT STATUS`, the Markdown and the exit code of `tcpgen diff`.
 * A pull request that changes nothing gets no comment, unless an earlier state of it had one.
 */
import { readFileSync } from "node:fs";

const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN, TCPGEN_PULL_REQUEST } = process.env;
const [report, status] = process.argv.slice(2);

/** By this the comment is found again; a page does not show it. */
const MARK = "<!-- tcpgen -->";
/** What GitHub takes. */
const LONGEST = 65_536;

const issues = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`;

async function ask(url, method = "GET", body = undefined) {
  const headers = { accept: "application/vnd.github+json", authorization: `Bearer ${GITHUB_TOKEN}`, "content-type": "application/json" };
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${response.status} ${response.statusText}`);
  return response.json();
}

/** Our comment among all of them, a hundred at a time. */
async function earlier() {
  for (let page = 1; ; page++) {
    const comments = await ask(`${issues}/${TCPGEN_PULL_REQUEST}/comments?per_page=100&page=${page}`);
    const ours = comments.find(({ body }) => body?.startsWith(MARK));
    if (ours || comments.length < 100) return ours;
  }
}

function text() {
  const head = `${MARK}\n### tcpgen\n\n`;
  if (status === "0") return `${head}Nothing changes for clients, nor in any object.\n`;
  const body = head + readFileSync(report, "utf8");
  if (body.length <= LONGEST) return body;
  const note = "\n\nThe rest is in the summary of the job.\n";
  return body.slice(0, body.lastIndexOf("\n", LONGEST - note.length)) + note;
}

try {
  const ours = await earlier();
  if (ours) await ask(`${issues}/comments/${ours.id}`, "PATCH", { body: text() });
  else if (status !== "0") await ask(`${issues}/${TCPGEN_PULL_REQUEST}/comments`, "POST", { body: text() });
} catch (error) {
  // A pull request from a fork has a token that may not write: that is no fault of the change.
  console.log(`::warning::no comment on the pull request: ${error.message.replaceAll(/[\r\n%]/g, " ")}`);
}
