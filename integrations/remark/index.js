/**
 * A remark plugin for Docusaurus, Starlight and other sites: blocks that are marked with the word `tcpgen` are compiled when the
 * site is built, by `tcpgen docs block`. A broken one fails the build with its file and line.
 *
 * Options: `command`, the program and its first arguments; `["tcpgen"]` if not given.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { SKIP, visit } from "unist-util-visit";

export default function remarkTcpgen({ command = ["tcpgen"] } = {}) {
  const [program, ...first] = command;
  return (tree, file) => {
    visit(tree, "code", (node, index, parent) => {
      const words = [node.lang, node.meta].filter(Boolean).join(" ");
      if (!/(^|\s)tcpgen(\s|$)/.test(words) || !parent) return undefined;
      const name = file.path ? relative(process.cwd(), file.path) : "-";
      const line = String((node.position?.start.line ?? 0) + linesAbove(file));
      const run = spawnSync(program, [...first, "docs", "block", "--format", "hast", "--fence", words, "--name", name, "--line", line], { input: `${node.value}\n`, encoding: "utf8" });
      if (run.error) throw new Error(`${name}:${line}: cannot run ${program}: ${run.error.message}; install tcpgen, or set the option \`command\``);
      if (run.status !== 0) throw broken(run.stderr);
      parent.children.splice(index, 1, wrapped(node, words, JSON.parse(run.stdout)));
      return [SKIP, index + 1];
    });
  };
}

/** Astro reports a page that cannot be rendered, leaves it out, and exits with 0: the last word is here. */
function broken(what) {
  process.once("exit", () => {
    process.exitCode ||= 1;
  });
  return new Error(`tcpgen: an example is broken\n${what}`);
}

/** Some generators cut off what is above the Markdown (its front matter) before they parse it. */
function linesAbove(file) {
  if (!file.path) return 0;
  const lines = (text) => text.trimEnd().split("\n").length;
  return Math.max(0, lines(readFileSync(file.path, "utf8")) - lines(String(file.value)));
}

/** The block in an element of the class that makes it live (docs/embedding.md), and its output behind it. */
function wrapped(node, words, output) {
  const className = words.split(/\s+/).filter((word) => word === "tcpgen" || word.startsWith("view-"));
  // A language that sites colour; the words are no business of theirs.
  const block = { ...node, lang: node.lang === "tcpgen" ? "toml" : node.lang, meta: null };
  const rest = output === null ? [] : [{ type: "tcpgenOutput", data: inHast(output) }];
  return { type: "tcpgenExample", data: { hName: "div", hProperties: { className } }, children: [block, ...rest] };
}

const inHast = ({ tagName, properties, children }) => ({ hName: tagName, hProperties: properties, hChildren: children });
