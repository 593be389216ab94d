/**
 * Where in a TOML document a place is: which table, which key, whether a key or a value is written there.
 *
 * Reads from the nearest table header to the place and no further, so it costs the same in a long file. Arrays add the
 * segment `*` to the path. Text that is no TOML gives some context or none, never an exception.
 */

export interface TomlContext {
  kind: "key" | "value" | "header";
  /** The table that the key is in, or the path of the value. */
  path: string[];
  /** Where the word under the cursor begins, in the scanned text. */
  from: number;
  /** The value is written between quotes. */
  quoted: boolean;
}

const HEADER = /^[ \t]*(\[\[?)[ \t]*((?:"[^"\n]*"|'[^'\n]*'|[\w-]+)(?:[ \t]*\.[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[\w-]+))*)[ \t]*\]\]?[ \t]*(?:#.*)?$/;
const HEADER_BEGUN = /^[ \t]*\[\[?([^\]\n#=,]*)$/;
const KEY = /(?:"[^"\n]*"|'[^'\n]*'|[\w-]+)/g;

export function keys(dotted: string): string[] {
  return (dotted.match(KEY) ?? []).map((key) => key.replace(/^["']|["']$/g, ""));
}

/** `lines` are those up to the cursor, the last one cut there. */
export function contextAt(lines: readonly string[]): TomlContext | null {
  const last = lines.at(-1) ?? "";
  const begun = HEADER_BEGUN.exec(last);
  if (begun && !inArray(lines)) {
    const written = begun[1] ?? "";
    const dot = written.lastIndexOf(".");
    return { kind: "header", path: keys(written.slice(0, dot + 1)), from: last.length - (written.length - dot - 1), quoted: false };
  }
  let top = lines.length - 1;
  while (top >= 0 && !HEADER.test(lines[top] ?? "")) top--;
  const header = HEADER.exec(lines[top] ?? "");
  const table = header ? keys(header[2] ?? "") : [];
  if (header?.[1] === "[[") table.push("*");
  return new Scan(table, lines.slice(top + 1)).run();
}

/** A line that begins with a bracket may stand in an array that an earlier line opened. */
function inArray(lines: readonly string[]): boolean {
  const before = lines[lines.length - 2]?.trimEnd() ?? "";
  return /[[,]$/.test(before) && !HEADER.test(before);
}

interface Frame {
  kind: "table" | "array";
  path: string[];
}

class Scan {
  private frames: Frame[];
  /** The value's path, between `=` and the end of the value. */
  private value: string[] | null = null;
  private word = "";
  private wordFrom = 0;

  constructor(table: string[], private readonly lines: readonly string[]) {
    this.frames = [{ kind: "table", path: table }];
  }

  run(): TomlContext | null {
    for (const [index, line] of this.lines.entries()) {
      const open = this.line(line, index === this.lines.length - 1);
      if (open) return open.context;
      if (index < this.lines.length - 1 && this.frames.length === 1) this.statementEnds();
    }
    const inside = this.inside();
    return { ...inside, from: this.word ? this.wordFrom : (this.lines.at(-1)?.length ?? 0), quoted: false };
  }

  private inside(): { kind: "key" | "value"; path: string[] } {
    const frame = this.frames.at(-1)!;
    if (this.value) return { kind: "value", path: this.value };
    if (frame.kind === "array") return { kind: "value", path: [...frame.path, "*"] };
    return { kind: "key", path: frame.path };
  }

  private statementEnds(): void {
    this.value = null;
    this.word = "";
  }

  /** Answers when the line ends inside a string (the cursor is there) or a comment (nothing to complete). */
  private line(line: string, last: boolean): { context: TomlContext | null } | null {
    for (let at = 0; at < line.length; at++) {
      const character = line[at]!;
      if (character === "#") return last ? { context: null } : null;
      if (character === '"' || character === "'") {
        const end = stringEnd(line, at);
        if (end === -1) return last ? { context: { ...this.inside(), from: at + 1, quoted: true } } : null;
        this.take(line.slice(at, end), at);
        at = end - 1;
      } else this.step(character, at);
    }
    return null;
  }

  private step(character: string, at: number): void {
    const frame = this.frames.at(-1)!;
    if (/[\w.+:-]/.test(character)) this.take(character, at);
    else if (character === "=" && frame.kind === "table") {
      this.value = [...frame.path, ...keys(this.word)];
      this.word = "";
    } else if (character === "[" || character === "{") {
      const path = this.inside().path;
      this.frames.push({ kind: character === "[" ? "array" : "table", path });
      this.statementEnds();
    } else if (character === "]" || character === "}") {
      if (this.frames.length > 1) this.frames.pop();
      this.statementEnds();
    } else if (character === ",") this.statementEnds();
    else if (this.value) this.word = "";
  }

  private take(text: string, at: number): void {
    if (!this.word) this.wordFrom = at;
    this.word += text;
  }
}

/** The offset behind the string's closing quote, -1 if the line ends first. */
function stringEnd(line: string, from: number): number {
  const quote = line[from];
  for (let at = from + 1; at < line.length; at++) {
    if (line[at] === "\\" && quote === '"') at++;
    else if (line[at] === quote) return at + 1;
  }
  return -1;
}
