// Every example has a head that the page can show beside it, and nothing of the state is lost with it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { headOf } from "../../www/src/page/example-head.ts";

const EXAMPLES = new URL("../../examples/", import.meta.url);

for (const name of readdirSync(EXAMPLES).filter((file) => file.endsWith(".toml"))) {
  test(`${name} says what it is, who needs it, and what to know`, () => {
    const written = readFileSync(new URL(name, EXAMPLES), "utf8");
    const { about, use, notes, text } = headOf(written);
    assert.match(about, /^\S.*\S$/s);
    assert.ok(use.length > 20 && use.length < 120 && !/For:|To know/.test(use), use);
    assert.ok(notes.length >= 2 && notes.every((note) => note.length > 20 && !/\n|^- /.test(note)), notes.join("\n"));
    const body = written.slice(written.search(/^[^#]/m));
    assert.equal(text, `# ${about}\n${body}`);
    for (const part of [about, use, ...notes]) assert.ok(written.replace(/\n#\s*/g, " ").includes(part), part);
  });
}
