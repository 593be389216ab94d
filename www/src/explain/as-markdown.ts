/** What the page knows, as Markdown for issues, chats and pull requests. Nothing of a state becomes markup. */
import type { Diagnostic, Source } from "../core/types.ts";
import { kindOfName } from "../editor/kind.ts";
import { describe } from "./connection.ts";

/** A run of backticks longer than any in the text keeps it inside. */
function ticksAround(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(Math.max(least, longest + 1));
}

export function fenced(text: string, language: string): string {
  const ticks = ticksAround(text, 3);
  return `${ticks}${language}\n${text.replace(/\n*$/, "\n")}${ticks}`;
}

export function code(text: string): string {
  const ticks = ticksAround(text, 1);
  const pad = /^`|`$/.test(text) ? " " : "";
  return `${ticks}${pad}${text.replace(/\s+/g, " ")}${pad}${ticks}`;
}

const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&!$@]/g, "\\$&");

/** Messages quote code with backticks, and have no other markup. */
export function words(message: string): string {
  return message.replace(/\s+/g, " ").split(/(`+)(.+?)\1/).map((part, index) => {
    if (index % 3 === 0) return escaped(part);
    return index % 3 === 2 ? code(part) : "";
  }).join("");
}

/** One finding: what, where, the line, what helps, a connection. */
export function finding({ code: name, severity, message, help, file, start, witness }: Diagnostic, sources: readonly Source[]): string {
  const place = file !== null && start ? ` at ${code(`${file}:${start.line}:${start.column}`)}` : "";
  const text = sources.find((source) => source.name === file)?.text;
  const line = start && text?.split("\n")[start.line - 1]?.replace(/\r$/, "");
  const parts = [
    `**${severity}** ${code(name)}${place}: ${words(message)}`,
    line ? fenced(line, kindOfName(file!)) : null,
    help ? `Help: ${words(help)}` : null,
    witness ? `For example: ${escaped(describe(witness))}` : null,
  ];
  return parts.filter((part) => part !== null).join("\n\n");
}

/** All files, each under its name. */
export function filesOf(sources: readonly Source[]): string {
  return sources.map(({ name, text }) => `${code(name)}\n\n${fenced(text, kindOfName(name))}`).join("\n\n");
}

export interface Report {
  version: string;
  traefik: string;
  sources: readonly Source[];
  diagnostics: readonly Diagnostic[];
  link: string;
}

/** What somebody needs to see the same: versions, the state, what was found in it. */
export function issue({ version, traefik, sources, diagnostics, link }: Report): string {
  const found = diagnostics.length === 0 ? "No findings." : diagnostics.map((one) => finding(one, sources)).join("\n\n---\n\n");
  return [
    "## What I expected\n\n\n\n## What happened instead\n\n",
    `## State\n\n${escaped(version)}, for Traefik ${escaped(traefik)}. [Open it in the playground](${link})`,
    filesOf(sources),
    `## Findings\n\n${found}`,
  ].join("\n\n").concat("\n");
}

/** The state for a README, a wiki or a chat. */
export function shared(sources: readonly Source[], link: string): string {
  return `${filesOf(sources)}\n\n[Open in the tcpgen playground](${link})\n`;
}

const attribute = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** The element with one file, for a page of one's own. */
export function embedCode(text: string, view: string, site: string): string {
  return `<script type="module" src="${attribute(`${site}embed.js`)}"></script>\n\n<tcpgen-playground view="${attribute(view)}">\n${attribute(text).replace(/\n*$/, "\n")}</tcpgen-playground>\n`;
}
