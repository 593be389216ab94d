// The versions that the page offers, held against those of the module.
import assert from "node:assert/strict";
import { test } from "node:test";
import { VERSIONS } from "../../www/src/core/versions.ts";
import { loaded } from "../wasm/native.mjs";

const tcpgen = loaded();
const compiledFor = (options) => tcpgen.compile([{ name: "tcpgen.toml", text: "" }], options).traefik;

test("the first is that of states that specify none, and all others are older", () => {
  assert.equal(compiledFor({ traefik: VERSIONS[0] }), compiledFor({}));
  const compiled = VERSIONS.map((traefik) => compiledFor({ traefik }));
  compiled.forEach((version, index) => assert.ok(version.startsWith(`${VERSIONS[index]}.`), version));
  assert.deepEqual([...VERSIONS].sort().reverse(), [...VERSIONS]);
  assert.equal(VERSIONS.at(-1), "3.0");
});
