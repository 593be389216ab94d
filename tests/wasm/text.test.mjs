/** Answers as JSON text, read as the page reads them, are the answers. */
import "../panels/typescript.mjs";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { loaded, NAME } from "./native.mjs";

const data = loaded();
const { Reading } = await import("../../www/src/core/reading.ts");
const EXAMPLES = new URL("../../examples/", import.meta.url);
const texts = readdirSync(EXAMPLES).filter((name) => name.endsWith(".toml")).map((name) => readFileSync(new URL(name, EXAMPLES), "utf8"));
let made = 0;

/** A module that answers in text, and what reads it. */
async function worker() {
  const text = await import(`../../www/pkg/tcpgen.js?text-${made++}`);
  text.initSync({ module: readFileSync(new URL("../../www/pkg/tcpgen_bg.wasm", import.meta.url)) });
  text.answerInText();
  const reading = new Reading();
  return (method, ...args) => reading.read(method, text[method](...args));
}

test("what was compiled before changes no answer", async () => {
  const ask = await worker();
  for (const text of texts) {
    const lines = text.split("\n");
    const edits = [text, ...lines.map((_, index) => lines.filter((_, at) => at !== index).join("\n")), `namespace = "other"\n${text}`, "", text];
    for (const edit of edits) {
      const sources = [{ name: NAME, text: edit }];
      assert.deepEqual(ask("compile", sources), data.compile(sources));
    }
  }
});

test("every other question has its answer", async () => {
  const ask = await worker();
  const sources = [{ name: NAME, text: texts[0] }];
  for (const [method, ...args] of [
    ["build", sources, { target: "crd" }], ["outline", sources], ["reachTable", sources], ["list", sources], ["diff", sources, sources],
    ["explain", "sni-without-tls"], ["explain", "none"], ["version"], ["hover", sources, { file: NAME, utf16: 0 }],
  ]) {
    assert.deepEqual(ask(method, ...args), data[method](...args), method);
  }
  assert.throws(() => ask("compile", 42), TypeError);
});
