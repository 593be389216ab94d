// Where an entry point is declared, in every way that TOML has for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { entryPointPlaces } from "../../www/src/panels/diagram/entry-place.ts";

function found(text, name) {
  const place = entryPointPlaces([{ name: "a.toml", text }]).get(name);
  if (!place) return null;
  assert.equal(place.file, "a.toml");
  assert.equal(Buffer.from(text).subarray(place.start.offset, place.end.offset).toString(), text.slice(place.start.utf16, place.end.utf16));
  return `${place.start.line}:${place.start.column} ${text.slice(place.start.utf16, place.end.utf16)}`;
}

test("in the table, bare and in quotes", () => {
  const text = "# ä 😀\n[entry_points]\npg = 5432\n  \"two words\" = { port = 1 }\n'x.y' = 2\n";
  assert.equal(found(text, "pg"), "3:1 pg");
  assert.equal(found(text, "two words"), '4:3 "two words"');
  assert.equal(found(text, "x.y"), "5:1 'x.y'");
  assert.equal(found(text, "nobody"), null);
});

test("in a table of its own, and as a dotted key", () => {
  assert.equal(found("[entry_points.pg]\nport = 5432\n", "pg"), "1:15 pg");
  assert.equal(found("entry_points.pg = 5432\n", "pg"), "1:14 pg");
  assert.equal(found("entry_points.pg.port = 5432\n", "pg"), "1:14 pg");
});

test("the name of the table is a name like any other", () => {
  assert.equal(found("[entry_points]\nentry_points = 1\n", "entry_points"), "2:1 entry_points");
  assert.equal(found("[entry_points.entry_points]\nport = 1\n", "entry_points"), "1:15 entry_points");
  assert.equal(found("[entry_points]\nentry = 1\n", "entry"), "2:1 entry");
});

test("keys of other tables are others", () => {
  const text = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"a:1\"\n[[routes.pg.rules]]\npg = 1\n[entry_points]\nredis = 1\n[middlewares.m]\npg = 1\n";
  assert.equal(found(text, "pg"), null);
  assert.equal(found(text, "redis"), "7:1 redis");
  assert.equal(found("[routes.entry_points]\npg = 1\n", "pg"), null);
});

test("the first source that declares it has it", () => {
  const sources = [{ name: "a.toml", text: "" }, { name: "b.toml", text: "[entry_points]\npg = 1\n" }];
  assert.equal(entryPointPlaces(sources).get("pg").file, "b.toml");
});
