/** What is kept from one question to the next changes no answer. */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { loaded, NAME } from "./native.mjs";

const tcpgen = loaded();
const EXAMPLES = new URL("../../examples/", import.meta.url);
const texts = readdirSync(EXAMPLES).filter((name) => name.endsWith(".toml")).map((name) => readFileSync(new URL(name, EXAMPLES), "utf8"));

const of = (text) => [{ name: NAME, text }];

/** The answer of a module that keeps nothing of use. */
function fresh(ask) {
  for (const name of ["a", "b"]) tcpgen.compile(of(`[middlewares.${name}]\nin_flight_conn = 1\n`));
  return ask();
}

test("a state is answered as if it were the first, whatever was asked before", () => {
  for (const text of texts) {
    const lines = text.split("\n");
    const edits = [text, ...lines.map((_, index) => lines.filter((_, at) => at !== index).join("\n")), `namespace = "other"\n${text}`, text];
    const inARow = edits.map((edit) => tcpgen.compile(of(edit)));
    edits.forEach((edit, index) => assert.deepEqual(inARow[index], fresh(() => tcpgen.compile(of(edit)))));
  }
});

test("options, names and versions are part of what is asked", () => {
  const [text] = texts;
  const asked = [[of(text)], [of(text), { strict: true }], [of(text), { traefik: "3.0" }], [of(text), { levels: { "unused-middleware": "deny" } }], [[{ name: "other.toml", text }]]];
  const inARow = asked.map((one) => tcpgen.compile(...one));
  asked.forEach((one, index) => assert.deepEqual(inARow[index], fresh(() => tcpgen.compile(...one))));
});

test("another question about the same state compiles nothing, whoever asks", () => {
  const text = "[entry_points]\npg = 5432\n" + Array.from({ length: 2_000 }, (_, n) => `[routes.r${n}]\nentry_points = ["pg"]\nsni = "r${n}.example.com"\nservice = "r:1"\ntls = "passthrough"\n`).join("");
  const took = (ask) => {
    const began = performance.now();
    ask();
    return performance.now() - began;
  };
  const questions = {
    route: (text) => tcpgen.route(of(text), { entry_point: "pg", client_ip: "192.0.2.1" }),
    definition: (text) => tcpgen.definition(of(text), { file: NAME, utf16: 0 }),
    ruleTokens: (text) => tcpgen.ruleTokens(of(text), { file: NAME, from: 0, to: 1_000 }),
  };
  tcpgen.compile(of(text));
  for (const [name, ask] of Object.entries(questions)) {
    ask(text);
    const known = Math.min(...[1, 2, 3, 4, 5].map(() => took(() => ask(text))));
    const changed = Math.min(...[1, 2, 3, 4, 5].map((n) => took(() => ask(`${text}#${name} ${n}`))));
    assert.ok(known < changed / 2, `${name}: ${known} ms for what is known, ${changed} ms for another`);
  }
});
