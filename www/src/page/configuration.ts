/** Files with Traefik's own configuration, which a state file names: they come beside it, and it names them. */
import type { Source } from "../core/types.ts";
import { asSources, type FileText, freeName } from "../editor/documents.ts";
import { configurationKey, stateFile } from "../editor/kind.ts";

/** The files with these beside them; null if one of these is something else, or there is no state file. */
export function beside(files: readonly FileText[], added: readonly Source[]): FileText[] | null {
  const sources = asSources(files);
  const keys = added.map(configurationKey);
  const state = stateFile(sources);
  if (!state || keys.includes(null)) return null;
  const names = sources.map(({ name }) => name);
  let { text } = state;
  const own = added.map((file, index) => {
    const name = freeName(file.name, names);
    names.push(name);
    text = naming(text, keys[index]!, "../".repeat(state.name.split("/").length - 1) + name);
    return { name, text: file.text };
  });
  return [...sources.map((file) => (file === state ? { ...file, text } : file)), ...own];
}

/** The text of a state file that names a file under this key of `[traefik]`, unless it does already. */
function naming(text: string, key: string, path: string): string {
  if (new RegExp(`^[ \\t]*(traefik[ \\t]*\\.[ \\t]*)?${key}[ \\t]*=|^[ \\t]*traefik[ \\t]*[.=]`, "m").test(text)) return text;
  const line = `${key} = ${JSON.stringify(path)}\n`;
  const header = /^[ \t]*\[[ \t]*traefik[ \t]*\][^\n]*(\n|$)/m.exec(text);
  if (header) {
    const end = header.index + header[0].length;
    return text.slice(0, end) + (header[1] ? "" : "\n") + line + text.slice(end);
  }
  return `${text.trimEnd() && `${text.trimEnd()}\n\n`}[traefik]\n${line}`;
}
