/** The cookbook, as it is in the repository. */

export interface Example {
  name: string;
  /** The file's first sentence. */
  about: string;
  text: string;
}

const files = import.meta.glob<string>("../../../examples/*.toml", { query: "?raw", import: "default", eager: true });

export const examples: Example[] = Object.entries(files)
  .map(([path, text]) => ({ name: path.replace(/^.*\/|\.toml$/g, ""), about: about(text), text }))
  .sort((a, b) => Number(b.name.startsWith("workflow-")) - Number(a.name.startsWith("workflow-")) || a.name.localeCompare(b.name, "en"));

/** The comment at the head up to its first empty line, without the signs. */
function about(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !/^# \S/.test(line));
  return lines.slice(0, end).map((line) => line.slice(2)).join(" ");
}
