/** Which names a value may refer to, and which of them the text declares. */
import type { Text } from "@codemirror/state";
import { keys } from "./toml-context.ts";

export type Kind = "entry_points" | "middlewares" | "tls_options" | "tls_stores" | "servers_transports" | "routes" | "entries";

const BY_KEY: Record<string, Kind> = {
  entry_points: "entry_points",
  entry_point: "entry_points",
  middlewares: "middlewares",
  options: "tls_options",
  store: "tls_stores",
  servers_transport: "servers_transports",
  router: "routes",
  apply: "entries",
  delete: "entries",
};

/** Kinds whose names may stand as the value at `path`. */
export function referenced(path: readonly string[]): Kind[] {
  const key = path.at(-1) === "*" ? path.at(-2) : path.at(-1);
  const kind = path.length > 1 && key !== undefined ? BY_KEY[key] : undefined;
  return kind ? [kind] : [];
}

/** Further down than this nobody looks for the name they are typing. */
const LINES = 20_000;

const TABLE = /^\s*\[\s*([^[\]]+?)\s*\]/;
const ENTRY = /^\s*("[^"]*"|'[^']*'|[\w-]+)\s*=/;

/** The names of `kind` that the text declares, as a value refers to them. */
export function declared(text: Text, kind: Kind): string[] {
  const found = new Set<string>();
  let table: string[] = [];
  for (let n = 1; n <= Math.min(text.lines, LINES); n++) {
    const line = text.line(n).text;
    const header = TABLE.exec(line);
    if (header) {
      table = keys(header[1]!);
      add(found, kind, table);
    } else if (table.length === 1) {
      const entry = ENTRY.exec(line);
      if (entry) add(found, kind, [...table, ...keys(entry[1]!)]);
    }
  }
  return [...found];
}

const OBJECTS: ReadonlySet<string> = new Set(["middlewares", "routes", "servers_transports", "tls_options", "tls_stores"]);

function add(found: Set<string>, kind: Kind, [table, name]: string[]): void {
  if (table === undefined || name === undefined) return;
  if (table === kind) found.add(name);
  else if (kind === "entries" && OBJECTS.has(table)) found.add(`${table}.${name}`);
}
