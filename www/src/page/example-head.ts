/** The comment at the head of an example: the page shows it beside the text, and not in it. */

export interface Head {
  /** What it is. */
  about: string;
  /** Who needs it. */
  use: string;
  /** What to know of it. */
  notes: string[];
  /** The state file, with what it is in its first line. */
  text: string;
}

export function headOf(written: string): Head {
  const lines = written.split("\n");
  const length = lines.findIndex((line) => !line.startsWith("#"));
  const head = lines.slice(0, length).map((line) => line.replace(/^# ?/, ""));
  const about = paragraph(head, 0, (line) => line === "");
  const use = paragraph(head, head.findIndex((line) => line.startsWith("For: ")), (line) => line.startsWith("To know:")).replace(/^For: /, "");
  const notes = head.slice(head.indexOf("To know:") + 1).join("\n").split(/^- /m).map((note) => note.replace(/\s+/g, " ").trim()).filter((note) => note !== "");
  return { about, use, notes, text: `# ${about}\n${lines.slice(length).join("\n")}` };
}

function paragraph(lines: string[], from: number, ends: (line: string) => boolean): string {
  const rest = lines.slice(from);
  const end = rest.findIndex(ends);
  return rest.slice(0, end < 0 ? rest.length : end).join(" ");
}
