/** Files that are opened or dropped: state files and manifests take the place of those in the editor, Traefik's own
 * configuration comes beside them. */
import { readFiles } from "../editor/documents.ts";
import { isFileName } from "../editor/kind.ts";
import type { Source } from "../core/types.ts";
import { checkedFiles, type Work } from "../playground/work.ts";
import { element } from "./element.ts";
import { notice } from "./notices.ts";

export type Take = (work: Work, what: string) => void;

export interface Opened {
  /** What is in the editor. */
  work(): Work;
  take: Take;
  /** Puts files beside those that are there. */
  add(files: Source[]): void;
}

/** The function that it returns asks for files to add. */
export function initFiles({ work, take, add }: Opened): () => void {
  const input = element<HTMLInputElement>("open-input");
  let adding = false;
  const ask = (toAdd: boolean): void => {
    adding = toAdd;
    input.click();
  };
  const opened = async (files: File[], toAdd: boolean): Promise<void> => {
    const texts = await read(files);
    if (texts.length === 0) return;
    const what = texts.map(({ name }) => name).join(", ");
    const { beside } = await import("./configuration.ts");
    const { files: now, traefik } = work();
    const together = beside(now, texts);
    if (together) return take({ files: together, traefik }, what);
    if (toAdd) return add(texts);
    // One alone is called after what it is, as a text that is pasted.
    const named = texts.length > 1 ? checkedFiles(texts)! : texts.map(({ text }) => ({ name: null, text }));
    take({ files: named, traefik: null }, what);
  };
  element("open-button").addEventListener("click", () => ask(false));
  input.addEventListener("change", () => {
    void opened([...(input.files ?? [])], adding);
    input.value = "";
  });
  initDrop((files) => void opened(files, false));
  return () => ask(true);
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

/** The texts of files that the playground takes; what it does not take is said. */
async function read(files: File[]): Promise<Source[]> {
  const known = files.filter((file) => isFileName(file.name));
  const other = files.find((file) => !known.includes(file));
  const texts = await readFiles(known, (why) => notice(why, "error"));
  if (texts && other) notice(`${other.name} is neither a state file (.toml) nor manifests (.yaml, .json)`, "error");
  return texts ?? [];
}
