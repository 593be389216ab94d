/**
 * The little Markdown that explanations are written in, made into elements: headings, paragraphs, lists, tables, fenced
 * code; in a line `code`, **bold**, links and escapes. Everything else is text. No HTML is ever parsed.
 */
import { h } from "../dom.ts";

export function markdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const lines = text.split("\n");
  while (lines.length > 0) {
    if (lines[0]!.trim() === "") lines.shift();
    else fragment.append(block(lines));
  }
  return fragment;
}

/** Takes one block off the front of `lines`. */
function block(lines: string[]): HTMLElement {
  const first = lines[0]!;
  if (first.startsWith("```")) return fence(lines);
  const heading = /^#{1,6} (.*)$/.exec(first);
  if (heading) {
    lines.shift();
    return h("h4", {}, ...line(heading[1]!));
  }
  if (first.startsWith("|")) return table(lines);
  if (/^[-*] /.test(first)) return list(lines, "ul", /^[-*] /);
  if (/^\d+\. /.test(first)) return list(lines, "ol", /^\d+\. /);
  return h("p", {}, ...line(takeWhile(lines, (line) => line.trim() !== "" && !line.startsWith("```")).join(" ")));
}

function takeWhile(lines: string[], holds: (line: string) => boolean): string[] {
  const end = lines.findIndex((line) => !holds(line));
  return lines.splice(0, end === -1 ? lines.length : Math.max(end, 1));
}

function fence(lines: string[]): HTMLElement {
  lines.shift();
  const end = lines.findIndex((line) => line.startsWith("```"));
  const code = lines.splice(0, end === -1 ? lines.length : end);
  lines.shift();
  return h("pre", { tabindex: 0, class: "code" }, h("code", {}, code.join("\n")));
}

function list(lines: string[], tag: "ul" | "ol", bullet: RegExp): HTMLElement {
  const items: string[] = [];
  for (const line of takeWhile(lines, (one) => one.trim() !== "")) {
    if (bullet.test(line) || items.length === 0) items.push(line.replace(bullet, ""));
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return h(tag, {}, ...items.map((item) => h("li", {}, ...line(item))));
}

function table(lines: string[]): HTMLElement {
  const rows = takeWhile(lines, (line) => line.startsWith("|"))
    .filter((line) => !/^\|[\s|:-]+\|?$/.test(line))
    .map((line) => line.replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim()));
  const [head = [], ...body] = rows;
  const row = (cells: string[], tag: "th" | "td"): HTMLElement => h("tr", {}, ...cells.map((cell) => h(tag, {}, ...line(cell))));
  return h("table", {}, h("thead", {}, row(head, "th")), h("tbody", {}, ...body.map((cells) => row(cells, "td"))));
}

const INLINE = /(`+)(.+?)\1|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
/** Behind a backslash, a sign is itself. */
const WITH_ESCAPES = new RegExp(`${INLINE.source}|\\\\([!-/:-@[-\`{-~])`, "g");

/** How diagnostics' messages are shown, which quote code with backticks; a backslash is one. */
export const inline = (text: string): Node[] => nodesOf(text, INLINE);

/** A line of Markdown. */
const line = (text: string): Node[] => nodesOf(text, WITH_ESCAPES);

function nodesOf(text: string, pattern: RegExp): Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) nodes.push(new Text(text.slice(from, match.index)));
    const [whole, , code, bold, label, target, escaped] = match;
    if (escaped !== undefined) nodes.push(new Text(escaped));
    else if (code !== undefined) nodes.push(h("code", {}, code));
    else if (bold !== undefined) nodes.push(h("strong", {}, ...nodesOf(bold, pattern)));
    else nodes.push(link(label!, target!));
    from = match.index + whole.length;
  }
  if (from < text.length) nodes.push(new Text(text.slice(from)));
  return nodes;
}

/** Only links to the web are links; any other scheme stays text. */
function link(label: string, target: string): Node {
  if (!/^https?:\/\//.test(target)) return new Text(label);
  return h("a", { href: target, rel: "noopener noreferrer", target: "_blank" }, label);
}
