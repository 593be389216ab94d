// Reads a YAML stream from standard input with the npm package named by the first argument (`yaml` or `js-yaml`), as
// the version of YAML named by the second (`1.1` or `1.2`), and prints its documents as one JSON array.
//
// Keys are sorted. What JSON has no value for is told by its YAML tag, which pyyaml.py does in the same way: a date as
// {"!!timestamp": "2024-01-01"}, and a key that is no string as "!!bool true".
"use strict";

const fs = require("node:fs");

const readers = {
  yaml(text, version) {
    const { parseAllDocuments } = require("yaml");
    // Without documents this is an empty array with properties of its own.
    return Array.from(parseAllDocuments(text, { version, intAsBigInt: true }), (document) => {
      if (document.errors.length > 0) throw document.errors[0];
      return document.toJS({ mapAsMap: true });
    });
  },
  "js-yaml"(text, version) {
    const { CORE_SCHEMA, YAML11_SCHEMA, loadAll, realMapTag } = require("js-yaml");
    const schema = version === "1.1" ? YAML11_SCHEMA : CORE_SCHEMA;
    return loadAll(text, { schema: schema.withTags(realMapTag) });
  },
};

/** A scalar's tag and text. */
function scalar(value) {
  if (value === null) return ["null", "null"];
  if (typeof value === "boolean") return ["bool", String(value)];
  if (typeof value === "bigint" || Number.isInteger(value)) return ["int", String(value)];
  if (typeof value === "number") {
    return ["float", Number.isNaN(value) ? ".nan" : value === Infinity ? "+inf" : value === -Infinity ? "-inf" : String(value)];
  }
  if (value instanceof Date) return ["timestamp", value.toISOString().replace("T00:00:00.000Z", "")];
  if (value instanceof Uint8Array) return ["binary", Buffer.from(value).toString("hex")];
  return ["other", String(value)];
}

function key(value) {
  return typeof value === "string" ? value : `!!${scalar(value).join(" ")}`;
}

/** JSON with sorted keys; integers of any size keep all their digits where the reader kept them. */
function json(value) {
  if (value instanceof Map) {
    const entries = Array.from(value, ([name, item]) => [key(name), json(item)]);
    entries.sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${item}`).join(",")}}`;
  }
  if (Array.isArray(value) || value instanceof Set) return `[${Array.from(value, json).join(",")}]`;
  if (typeof value === "bigint") return String(value);
  // A number that large has lost its last digits: js-yaml has no other.
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return '{"!!int":"beyond 2^53"}';
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) {
    return JSON.stringify(value);
  }
  const [tag, text] = scalar(value);
  return `{${JSON.stringify(`!!${tag}`)}:${JSON.stringify(text)}}`;
}

const [reader, version] = process.argv.slice(2);
let documents;
try {
  documents = readers[reader](fs.readFileSync(0, "utf8"), version);
} catch (error) {
  console.error(`not YAML: ${error.message}`);
  process.exit(1);
}
process.stdout.write(json(documents));
