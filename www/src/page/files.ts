/** Files that are opened or dropped: a state file takes the editor's place, manifests are imported. */
import { CoreError, type Core } from "../core/lane.ts";
import type { Diagnostic } from "../core/types.ts";
import { element } from "./element.ts";
import { notice } from "./notices.ts";

const LARGEST = 8 * 1024 * 1024;

export type Take = (text: string, what: string) => void;

export function initFiles(core: Core, take: Take): void {
  const input = element<HTMLInputElement>("open-input");
  element("open-button").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    void open([...(input.files ?? [])], core, take);
    input.value = "";
  });
  initDrop((files) => void open(files, core, take));
}

function initDrop(dropped: (files: File[]) => void): void {
  const target = element("drop");
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  let depth = 0;
  const set = (to: number): void => {
    depth = Math.max(0, to);
    target.hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => holdsFiles(event) && set(depth + 1));
  addEventListener("dragleave", (event) => holdsFiles(event) && set(depth - 1));
  // In the capture phase: the editor would take a file for text.
  addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault(), true);
  addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    set(0);
    dropped([...(event.dataTransfer?.files ?? [])]);
  }, true);
}

async function open(files: File[], core: Core, take: Take): Promise<void> {
  const states = files.filter((file) => /\.toml$/i.test(file.name));
  const manifests = files.filter((file) => /\.(ya?ml|json)$/i.test(file.name));
  const chosen = states.length > 0 ? states.slice(0, 1) : manifests;
  const large = chosen.find((file) => file.size > LARGEST);
  if (files.length === 0) return;
  if (chosen.length === 0) return notice(`${files[0]!.name} is neither a state file (.toml) nor manifests (.yaml, .json)`, "error");
  if (large) return notice(`${large.name} is larger than 8 MB, which is too large for the playground. Use the tcpgen command.`, "error");
  const texts = await Promise.all(chosen.map((file) => file.text()));
  if (states.length > 0) {
    take(texts[0]!, states[0]!.name);
    if (files.length > 1) notice(`Opened only ${states[0]!.name}: the editor holds one state file`);
  } else await importManifests(texts.join("\n---\n"), chosen.map((file) => file.name).join(", "), core, take);
}

async function importManifests(yaml: string, names: string, core: Core, take: Take): Promise<void> {
  try {
    const imported = await core.importManifests(yaml);
    if (!imported) return;
    const error = imported.diagnostics.find((diagnostic) => diagnostic.severity === "error");
    if (error) return notice(`${names} was not imported. ${said(error)}`, "error");
    take(imported.toml, names);
    if (imported.diagnostics.length > 0) {
      const [first, ...others] = imported.diagnostics;
      const more = others.length > 0 ? ` (and ${others.length} more)` : "";
      notice(`${names} was imported incompletely. ${said(first!)}${more}`, "error");
    } else notice(`Imported ${names}`);
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    notice(`${names} was not imported.${error.told ? "" : ` ${error.message}`}`, "error");
  }
}

function said(diagnostic: Diagnostic): string {
  const line = diagnostic.start ? `Line ${diagnostic.start.line}: ` : "";
  return `${line}${diagnostic.message}${diagnostic.help ? `. ${diagnostic.help}` : ""}`;
}
