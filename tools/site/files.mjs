/** The files of a folder, as paths relative to it, sorted. */
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

export function filesOf(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return paths.map((path) => path.split(sep).join("/")).sort();
}
