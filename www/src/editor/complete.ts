/** Completion from the state file's schema, and of the names that the file itself declares. */
import { snippet, type Completion, type CompletionContext, type CompletionResult, type CompletionSource } from "@codemirror/autocomplete";
import { declared, referenced } from "./names.ts";
import { SchemaIndex, type Schema } from "./schema.ts";
import { contextAt, type TomlContext } from "./toml-context.ts";

/** Reading further back than this for a table's header would be felt. */
const LINES_BACK = 2_000;
const LENGTH_BACK = 100_000;

export function completeState(schema: () => Promise<object | undefined>): CompletionSource {
  let index: SchemaIndex | null = null;
  return async (context) => {
    const lines = linesBefore(context);
    const found = lines && contextAt(lines);
    if (!found) return null;
    if (!index) {
      const loaded = await schema();
      if (!loaded) return null;
      index = new SchemaIndex(loaded as Schema);
    }
    return result(context, found, index);
  };
}

/** Null when that is too much to read at every key. */
function linesBefore(context: CompletionContext): string[] | null {
  const { doc } = context.state;
  const line = doc.lineAt(context.pos);
  const first = doc.line(Math.max(1, line.number - LINES_BACK));
  if (context.pos - first.from > LENGTH_BACK) return null;
  return doc.sliceString(first.from, context.pos).split("\n");
}

function result(context: CompletionContext, found: TomlContext, index: SchemaIndex): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const from = Math.min(line.from + found.from, context.pos);
  // Where nothing is written yet, completion waits to be asked.
  if (from === context.pos && !context.explicit && !found.quoted && found.kind !== "header") return null;
  const options = found.kind === "value" ? values(context, found, index) : keysAt(found, index);
  return options.length > 0 ? { from, options, validFor: /^[\w./:-]*$/ } : null;
}

function keysAt(found: TomlContext, index: SchemaIndex): Completion[] {
  return [...index.keys(found.path)].map(([key, schema]) => ({
    label: key,
    type: "property",
    ...(schema.description ? { info: schema.description } : {}),
    ...(found.kind === "header" ? {} : { apply: snippet(`${key} = ${blank(schema, index)}`) }),
  }));
}

/** What to write behind `=`, in the short form where there is one, with a stop for the cursor. */
function blank(schema: Schema, index: SchemaIndex): string {
  const form = index.spread(schema).find((one) => one.type || one.enum || one.properties);
  const type = [form?.type].flat()[0];
  if (type === "array") {
    const items = form?.items ? index.spread(form.items).flatMap((one) => one.type ?? []) : [];
    return items[0] === "string" ? '["${}"]' : "[${}]";
  }
  if (type === "object") return "{ ${} }";
  return type === "string" ? '"${}"' : "${}";
}

function values(context: CompletionContext, found: TomlContext, index: SchemaIndex): Completion[] {
  const write = (text: string): string => (found.quoted ? text : JSON.stringify(text));
  const names = referenced(found.path).flatMap((kind) => declared(context.state.doc, kind));
  const options: Completion[] = names.map((name) => ({ label: name, apply: write(name), type: "constant", boost: 2 }));
  const seen = new Set(names);
  const offer = (value: unknown, detail: string): void => {
    if (seen.has(String(value)) || (found.quoted && typeof value !== "string")) return;
    if (!["string", "number", "boolean"].includes(typeof value)) return;
    seen.add(String(value));
    options.push({ label: String(value), detail, type: "constant", apply: typeof value === "string" ? write(value) : String(value) });
  };
  for (const schema of index.at(found.path)) {
    for (const value of schema.enum ?? []) offer(value, value === schema.default ? "default" : "");
    if (schema.type === "boolean") [true, false].forEach((value) => offer(value, value === schema.default ? "default" : ""));
    offer(schema.default, "default");
    if (names.length === 0) for (const example of schema.examples ?? []) offer(example, "example");
  }
  if (names.length === 0 && found.path.at(-1) === "*") {
    for (const schema of index.at(found.path.slice(0, -1))) {
      for (const example of schema.examples ?? []) if (Array.isArray(example)) example.forEach((one) => offer(one, "example"));
    }
  }
  return options;
}
