/** The files of the editor: one is shown, the others keep their text, their cursor and their history. */
import type { EditorState, Text } from "@codemirror/state";
import type { Source } from "../core/types.ts";
import { fileNameOf, isFileName, type Kind, kindOf, kindOfName } from "./kind.ts";

/** A file as drafts and links keep it. One without a name is called after what it is. */
export interface FileText {
  readonly name: string | null;
  readonly text: string;
}

/** A text to insert, in UTF-16 units of the file. */
export interface Insertion {
  at: number;
  text: string;
}

/** What there is to read, whether CodeMirror has come or not. */
export interface Texts {
  /** What the file that is shown is called, its text, and the beginning of it. */
  readonly file: string;
  readonly text: string;
  readonly head: string;
  /** What is selected of it, in UTF-16 units. */
  readonly selection: { readonly from: number; readonly to: number };
  readonly files: readonly FileText[];
  readonly sources: Source[];
  readonly names: string[];
  /** Of all files together, in UTF-16 units. */
  readonly length: number;
  /** Takes other files in the place of all that there are. */
  take(files: readonly FileText[]): void;
  /** Shows the file of this name; answers whether there is one. */
  show(name: string): boolean;
}

export class Document {
  /** As it was when another file was shown last. */
  state!: EditorState;

  constructor(public name: string | null) {}

  nameOf(text: string | Text): string {
    return this.name ?? fileNameOf(text);
  }

  kindOf(text: string | Text): Kind {
    return this.name === null ? kindOf(text) : kindOfName(this.name);
  }
}

/** The first name like this one that is not taken: `team.toml`, `team-2.toml`. */
export function freeName(name: string, taken: readonly string[]): string {
  const [, stem = name, extension = ""] = /^(.*?)(\.\w+)?$/.exec(name) ?? [];
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${stem}-${n}${extension}`;
    if (!taken.includes(free)) return free;
  }
}

/** Why a file cannot have this name; null if it can. */
export function nameTrouble(name: string, taken: readonly string[]): string | null {
  if (!isFileName(name)) return "A file name ends in .toml for a state file, or in .yaml or .json for manifests";
  if (name.length > 100 || /[\u0000-\u001f\u007f]/.test(name)) return "The name is too long or contains control characters";
  return taken.includes(name) ? "Another file has this name" : null;
}

const LARGEST = 8 * 1024 * 1024;

/** What is in files from disk; null where one of them is too large, which `refused` is told. */
export async function readFiles(files: readonly File[], refused: (why: string) => void): Promise<Source[] | null> {
  const large = files.find(({ size }) => size > LARGEST);
  if (!large) return Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
  refused(`${large.name} is larger than 8 MB, which is too large for the playground. Use the tcpgen command.`);
  return null;
}

export function asSources(files: readonly FileText[]): Source[] {
  return files.map(({ name, text }) => ({ name: name ?? fileNameOf(text), text }));
}

/** Whether two states are one text. A file alone may be called otherwise. */
export function isSame(before: readonly Source[], after: readonly Source[]): boolean {
  const alone = before.length === 1;
  return before.length === after.length
    && before.every(({ name, text }, index) => text === after[index]!.text && (alone || name === after[index]!.name));
}
