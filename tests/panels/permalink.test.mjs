// Permalinks are anybody's writing: what is no link of ours is refused in words, and whatever opens can be shared again as it is.
// The long form: `TCPGEN_LINKS=1000000 tools/test-panels tests/panels/permalink.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { decode, encode, LinkError } from "../../www/src/playground/share.ts";

const ROUNDS = Number(process.env.TCPGEN_LINKS ?? 2_000);
const packed = (text) => `v1.${deflateRawSync(Buffer.from(text)).toString("base64url")}`;

const LINKS = [
  { text: "[routes.pg]\n", view: "reach", connection: { entry_point: "pg", client_ip: "10.0.0.1", tls: true, sni: "a.test", alpn: ["h2"], postgres: false } },
  { text: "a = 1\n", files: [{ name: "a.toml", text: "a = 1\n" }, { name: "b.yaml", text: "kind: x\n" }], shown: 1, traefik: "3.6" },
  { text: "", baseline: [{ name: "tcpgen.toml", text: "b = 2\n" }], view: "diff" },
];
/** Values that have no place in a link. */
const STRANGE = [null, 0, -1, 1e308, "", "__proto__", [], {}, [[[]]], { toString: 1 }, true, "\u0000", "../../x", "constructor"];

/** Mulberry32: the same inputs each time. */
let seed = 11;
function random(below) {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
}

/** A copy with one value, at any depth, that is strange, gone or new. */
function mutated(value, depth = 0) {
  if (typeof value !== "object" || value === null || (random(4) === 0 && (depth > 0 || random(20) === 0))) return STRANGE[random(STRANGE.length)];
  const copy = structuredClone(value);
  const keys = Object.keys(copy);
  const key = keys.length === 0 || random(6) === 0 ? ["__proto__", "files", "text", "0", "view"][random(5)] : keys[random(keys.length)];
  if (random(5) === 0) delete copy[key];
  else Object.defineProperty(copy, key, { value: mutated(copy[key], depth + 1), enumerable: true, configurable: true, writable: true });
  return copy;
}

/** A text with letters changed, cut out or put in. */
function damaged(text) {
  const letters = [...text];
  for (let left = 1 + random(4); left > 0; left -= 1) {
    letters.splice(random(letters.length + 1), random(3), ...["A", "_", "-", "%", "é", "\u0000", "="].slice(0, random(3)));
  }
  return letters.join("");
}

async function holds(code) {
  let shared;
  try {
    shared = await decode(code);
  } catch (error) {
    assert.ok(error instanceof LinkError, `${code}: ${error}`);
    assert.match(error.message, /^This link .*\.$/);
    return 0;
  }
  assert.ok(shared.work.files.length > 0 && shared.work.files.every((file) => typeof file.text === "string"), code);
  assert.deepEqual(await decode(await encode(shared)), shared, code);
  return 1;
}

test("the links that the mutations begin with open, and what they hold comes back", async () => {
  for (const link of LINKS) assert.equal(await holds(packed(JSON.stringify(link))), 1, JSON.stringify(link));
});

test("any value in a link is taken or refused in words", async () => {
  let opened = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let link = LINKS[random(LINKS.length)];
    for (let left = random(4); left >= 0; left -= 1) link = mutated(link);
    opened += await holds(packed(JSON.stringify(link) ?? "x"));
  }
  assert.ok(opened > ROUNDS / 10, `${opened} of ${ROUNDS} open: the mutations are too strong`);
});

test("any damage to a link is refused in words", async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const link = JSON.stringify(LINKS[random(LINKS.length)]);
    await holds(random(2) === 0 ? damaged(packed(link)) : packed(damaged(link)));
  }
});
