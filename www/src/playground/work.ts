/** All that somebody works on: the files, and the Traefik that they are for. Drafts keep it as one text. */
import { isVersion, type Version } from "../core/versions.ts";
import { type FileText, freeName } from "../editor/documents.ts";
import { fileNameOf } from "../editor/kind.ts";

export interface Work {
  /** One at least. */
  readonly files: readonly FileText[];
  /** Null leaves it to the files. */
  readonly traefik: Version | null;
}

/** More files than anybody keeps as tabs. */
const FILES = 50;
/** No state file begins with this. */
const PACKED = "\u0000tcpgen.files\n";

export function single(text: string): Work {
  return { files: [{ name: null, text }], traefik: null };
}

/** A text alone is kept as it is. */
export function pack(work: Work): string {
  const [first] = work.files;
  return isSingle(work) ? first!.text : PACKED + JSON.stringify(work);
}

export function unpack(packed: string): Work {
  if (!packed.startsWith(PACKED)) return single(packed);
  try {
    return checked(JSON.parse(packed.slice(PACKED.length))) ?? single("");
  } catch {
    return single("");
  }
}

export function isSingle({ files, traefik }: Work): boolean {
  return files.length === 1 && files[0]!.name === null && traefik === null;
}

/** What anybody may have written, as work; null if it has no file. */
export function checked(value: unknown): Work | null {
  const { files, traefik } = (value ?? {}) as Record<string, unknown>;
  const found = checkedFiles(files);
  return found && { files: found, traefik: isVersion(traefik) ? traefik : null };
}

/** Several files have names, each another one. */
export function checkedFiles(value: unknown): FileText[] | null {
  if (!Array.isArray(value)) return null;
  const files = value.slice(0, FILES).filter(isFile).map(({ name, text }) => ({ name: typeof name === "string" ? name.slice(0, 100) : null, text }));
  if (files.length === 0) return null;
  if (files.length === 1) return files;
  const taken: string[] = [];
  for (const { name, text } of files) taken.push(freeName(name ?? fileNameOf(text), taken));
  return files.map(({ text }, index) => ({ name: taken[index]!, text }));
}

function isFile(value: unknown): value is { name: unknown; text: string } {
  return typeof (value as { text?: unknown } | null)?.text === "string";
}
