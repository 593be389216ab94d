/** Which kind of text it is, as the module tells it where no name does (src/source/source_file.rs). */
import type { Text } from "@codemirror/state";
import type { Source } from "../core/types.ts";

export type Kind = "toml" | "yaml";

/** A head of comments longer than this hides what comes after it. */
export const LOOKED_AT = 20_000;

export function kindOf(text: string | Text): Kind {
  const head = typeof text === "string" ? text.slice(0, LOOKED_AT) : text.sliceString(0, LOOKED_AT);
  const first = head.replace(/^\ufeff/, "").split("\n").map((line) => line.trim()).find((line) => line !== "" && !line.startsWith("#"));
  return first && /^([{%]|---|- |[^:=]*:)/.test(first) ? "yaml" : "toml";
}

/** Of a file that has a name, whatever is in it. */
export function kindOfName(name: string): Kind {
  return /\.(ya?ml|json)$/i.test(name) ? "yaml" : "toml";
}

const LABELS: Record<Kind, string> = { toml: "State file", yaml: "Manifests" };

/** What a file is for those who do not see it. */
export function labelOf(name: string): string {
  return `${LABELS[kindOfName(name)]}, ${name}`;
}

/** The key under which a state file names a file with Traefik's own configuration; null if the file is something else. */
export function configurationKey({ name, text }: Source): "static" | "values" | null {
  if (kindOfName(name) === "toml") return /^\s*\[?entryPoints\b/m.test(text) ? "static" : null;
  if (/^\s*["']?kind["']?\s*:/m.test(text)) return /--entrypoints\./i.test(text) ? "static" : null;
  if (/^["']?entryPoints["']?\s*:/m.test(text)) return "static";
  return /^["']?(ports|providers)["']?\s*:/m.test(text) ? "values" : null;
}

/** Whether the playground takes files of this name. */
export function isFileName(name: string): boolean {
  return /\.(toml|ya?ml|json)$/i.test(name);
}

/** The first state file. */
export function stateFile(sources: readonly Source[]): Source | null {
  return sources.find(({ name }) => kindOfName(name) === "toml") ?? null;
}

/** The name under which the module is given it. */
export function fileNameOf(text: string | Text): string {
  return kindOf(text) === "yaml" ? "manifests.yaml" : "tcpgen.toml";
}
