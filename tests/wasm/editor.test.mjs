/** At every place of a state the module answers what the native language server answers: hover, completion, definition, rename. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { NAME, loaded } from "./native.mjs";
import { position, server } from "./server.mjs";
import { randomState } from "./states.mjs";

const tcpgen = loaded();

const BASE = `namespace = "prod"

[entry_points]
pg = 5432

[middlewares.office]
ip_allow_list = ["10.0.0.0/8"]

# 😀 漢
[routes."😀"]
service = "a:1"

[routes.pg]
entry_points = ["pg"]
match = '/* 😀 */ HostSNI(\`*\`) && !ClientIP(\`10.0.0.0/8\`)'
service = "postgres:5432"
middlewares = ["office"]
`;
const LIVE = `apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: live, namespace: prod }
spec:
  entryPoints: [pg]
  routes:
    - match: HostSNI(\`*\`) && ClientIP(\`172.16.0.0/12\`)
      middlewares: [{ name: office }]
      services: [{ name: postgres, port: 5432 }]
`;
const UNFINISHED = `${BASE}\n[routes.new]\r\nentry_points = ["`;

const example = (name) => readFileSync(new URL(`../../examples/${name}.toml`, import.meta.url), "utf8");

const STATES = [
  ["two files", [{ name: NAME, text: `files = ["live.yaml"]\n${BASE}` }, { name: "live.yaml", text: LIVE }]],
  ["an unfinished text", [{ name: NAME, text: UNFINISHED }]],
  ["an example", [{ name: NAME, text: example("mqtt") }]],
  ...[1, 2, 3].map((seed) => [`random state ${seed}`, [{ name: NAME, text: randomState(seed) }]]),
];

const range = (text, place) => place && { start: position(text, place.start.utf16), end: position(text, place.end.utf16) };

function sameHover(text, own, { result }) {
  assert.deepEqual(own && { contents: { kind: "markdown", value: own.markdown }, range: range(text, own) }, result, "hover");
}

function sameCompletion(text, own, { result }) {
  const snippet = ({ text: written, cursor }) => (cursor === null ? written : `${written.slice(0, cursor)}$0${written.slice(cursor)}`);
  const mine = own.items.map((item) => [item.label, item.detail, item.documentation, snippet(item), range(text, own)]);
  const theirs = (result?.items ?? []).map((item) => [item.label, item.detail ?? "", item.documentation?.value ?? null, item.textEdit.newText, item.textEdit.range]);
  assert.deepEqual(mine, theirs, "completion");
}

for (const [what, files] of STATES) {
  test(`${what}: every place has the same answers from both`, { timeout: 120_000 }, async (t) => {
    const native = await server(t, files);
    const textOf = (name) => files.find((file) => file.name === name).text;
    const place = (one) => one && { uri: native.uri(one.file), range: range(textOf(one.file), one) };
    let named = 0;
    for (const file of files) {
      for (let utf16 = 0; utf16 <= file.text.length; utf16 += 3) {
        // The second half of a pair and of CRLF is no place of its own.
        if (/[\udc00-\udfff]/.test(file.text[utf16] ?? "") || file.text.slice(utf16 - 1, utf16 + 1) === "\r\n") continue;
        const at = { file: file.name, utf16 };
        const [hover, completion, definition, rename] = await Promise.all([
          native.ask(file, utf16, "hover"), native.ask(file, utf16, "completion"), native.ask(file, utf16, "definition"),
          native.ask(file, utf16, "rename", { newName: "another" }),
        ]);
        sameHover(file.text, tcpgen.hover(files, at), hover);
        sameCompletion(file.text, tcpgen.complete(files, at), completion);
        const found = tcpgen.definition(files, at);
        assert.deepEqual(place(found?.definition ?? null), definition.result, `definition ${JSON.stringify(at)}`);
        const renamed = tcpgen.rename(files, at, "another");
        assert.equal(renamed.error, rename.error?.message ?? null, `rename ${JSON.stringify(at)}`);
        const theirs = Object.entries(rename.result?.changes ?? {}).flatMap(([uri, edits]) => edits.map((edit) => [uri, edit.range, edit.newText]));
        const mine = renamed.edits.map((edit) => [native.uri(edit.file), range(textOf(edit.file), edit), edit.text]);
        const sorted = (edits) => edits.map((edit) => JSON.stringify(edit)).sort();
        assert.deepEqual(sorted(mine), sorted(theirs), `rename ${JSON.stringify(at)}`);
        if (found) named++;
        assert.equal(found?.renamable ?? false, renamed.error !== "nothing here has a name that the state declares");
      }
    }
    assert.ok(named > 0 || what.startsWith("random"), "names were asked about");
  });
}

/** The server's names of what a part of a rule is, in the order of its numbers. */
const PARTS = ["matcher", "word", "argument", "operator", "punctuation"];

for (const [what, files] of STATES) {
  test(`${what}: the parts of its rules are the same from both`, async (t) => {
    const native = await server(t, files);
    for (const file of files) {
      const { result: { data } } = await native.ask(file, 0, "semanticTokens/full");
      const theirs = [];
      for (let at = 0, line = 0, character = 0; at < data.length; at += 5) {
        const [lines, characters, length, type] = data.slice(at, at + 4);
        character = lines === 0 ? character + characters : characters;
        line += lines;
        theirs.push([{ line, character }, length, PARTS[type]]);
      }
      const mine = tcpgen.ruleTokens(files, { file: file.name, from: 0, to: file.text.length });
      // The protocol has no token over several lines.
      const told = mine.filter(({ from, to }) => !file.text.slice(from, to).includes("\n"));
      assert.deepEqual(told.map(({ from, to, part }) => [position(file.text, from), to - from, part]), theirs);
      assert.ok(told.length > 0 || !file.text.includes("HostSNI"), "a rule has parts");
    }
  });
}

test("of a stretch, the rules with a place in it have their parts", () => {
  const rule = (name) => `[routes.${name}]\nentry_points = ["pg"]\nmatch = 'HostSNI(\`*\`) || 😀'\nservice = "a:1"\n`;
  const text = `# 😀\n${rule("a")}${rule("b")}`;
  const of = (from, to) => tcpgen.ruleTokens([{ name: NAME, text }], { file: NAME, from, to }).map((token) => [text.slice(token.from, token.to), token.part]);
  const one = [["HostSNI", "matcher"], ["(", "punctuation"], ["`*`", "argument"], [")", "punctuation"], ["||", "operator"]];
  assert.deepEqual(of(0, text.length), [...one, ...one]);
  const [first, second] = [text.indexOf("HostSNI"), text.lastIndexOf("HostSNI")];
  assert.deepEqual(of(first + 3, first + 4), one);
  assert.deepEqual(of(text.indexOf("service"), second - 2), []);
  assert.deepEqual(of(second, 1e9), one);
  assert.deepEqual(of(second, first), []);
});

test("a file that is none of the sources, and a place behind the end", () => {
  const sources = [{ name: NAME, text: BASE }];
  assert.throws(() => tcpgen.hover(sources, { file: "other.toml", utf16: 0 }), { name: "TypeError", message: "at: `file` is none of the sources" });
  assert.throws(() => tcpgen.complete(sources, { file: NAME, utf16: -1 }), { name: "TypeError" });
  assert.throws(() => tcpgen.ruleTokens(sources, { file: "other.toml", from: 0, to: 1 }), { name: "TypeError", message: "within: `file` is none of the sources" });
  assert.throws(() => tcpgen.ruleTokens(sources, { file: NAME, from: 0 }), { name: "TypeError", message: /^within: missing field `to`/ });
  assert.equal(tcpgen.hover(sources, { file: NAME, utf16: 10_000 }), null);
});

test("an answer is for the version that is asked for", () => {
  const text = "[routes.r]\nentry_points = ['a']\nmatch = 'HostSNI(`*.b.test`)'\nservice = 's:1'\ntls = 'passthrough'\n";
  const rule = { file: NAME, utf16: text.indexOf("HostSNI") };
  const [old, now] = ["3.6", "3.7"].map((traefik) => tcpgen.hover([{ name: NAME, text }], rule, { traefik }).markdown);
  assert.notEqual(old, now);
});
