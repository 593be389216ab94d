/** The module's two parts give what the whole gives, and the first part alone is enough to begin with. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { withoutInvariants } from "../../tools/parts/first-load.mjs";
import { NAME, loaded } from "./native.mjs";
import { begun } from "./parts.mjs";
import { randomState } from "./states.mjs";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const STATES = 60;
const whole = loaded();

const examples = readdirSync(EXAMPLES).filter((name) => name.endsWith(".toml"));
const read = (name) => readFileSync(new URL(name, EXAMPLES), "utf8");

/** Asks both the same; answers what they say. */
function same(parts, ask, what) {
  const expected = JSON.stringify(ask(whole));
  assert.equal(JSON.stringify(ask(parts.tcpgen)), expected, what);
  return expected;
}

for (const name of examples) {
  test(`${name} needs the first part alone, but for its invariants`, async () => {
    const parts = await begun();
    const sources = [{ name: NAME, text: withoutInvariants(read(name)) }];
    same(parts, (tcpgen) => tcpgen.compile(sources));
    same(parts, (tcpgen) => tcpgen.outline(sources));
    assert.equal(parts.loads, 0);
  });

  test(`the rest is loaded once, in the middle of a call, for all else of ${name}`, async () => {
    const parts = await begun();
    const sources = [{ name: NAME, text: read(name) }];
    same(parts, (tcpgen) => tcpgen.build(sources, { target: "helm-values" }), "Helm values");
    same(parts, (tcpgen) => tcpgen.list(sources), "listing");
    for (const { name: scenario } of whole.outline(sources).scenarios) {
      same(parts, (tcpgen) => tcpgen.runScenario(sources, scenario), scenario);
    }
    const { yaml } = whole.compile(sources);
    same(parts, (tcpgen) => tcpgen.importManifests(yaml), "import");
    same(parts, (tcpgen) => sessionOf(tcpgen, sources), "session");
    assert.equal(parts.loads, 1);
  });
}

function sessionOf(tcpgen, sources) {
  const session = new tcpgen.Session(sources);
  const guard = session.call("traefik_configure_tcp_middleware", { middleware_name: "guard", source_ranges: ["10.0.0.0/8"] });
  const said = [guard, session.ask("list all routes"), session.list(), session.source()];
  session.free();
  return said;
}

test("random states are the same, whichever function is the first that needs the rest", async () => {
  let loads = 0;
  for (let seed = 1; seed <= STATES; seed++) {
    const parts = await begun();
    const sources = [{ name: NAME, text: randomState(seed) }];
    const ask = [(tcpgen) => tcpgen.compile(sources), (tcpgen) => tcpgen.outline(sources), (tcpgen) => tcpgen.list(sources)];
    for (let turn = 0; turn < ask.length; turn++) same(parts, ask[(turn + seed) % ask.length], `seed ${seed}`);
    assert.ok(parts.loads <= 1);
    loads += parts.loads;
  }
  assert.ok(loads > STATES / 2, `${loads} of ${STATES} states needed the rest`);
});

test("every explanation comes with the rest, and so does the schema", async () => {
  const codes = [...readFileSync(new URL("../../docs/diagnostics.md", import.meta.url), "utf8").matchAll(/^#+ `?([a-z][a-z0-9-]+-[a-z0-9-]+)`?$/gm)].map(([, code]) => code);
  assert.ok(codes.length > 100, `${codes.length} codes`);
  for (const code of [codes[0], codes.at(-1)]) same(await begun(), (tcpgen) => tcpgen.explain(code), code);
  const parts = await begun();
  for (const code of codes) assert.ok(same(parts, (tcpgen) => tcpgen.explain(code), code).length > 200, code);
  same(parts, (tcpgen) => tcpgen.schema(), "schema");
  assert.equal(parts.loads, 1);
});

test("what an editor asks comes with the rest", async () => {
  const sources = [{ name: NAME, text: "[routes.a]\nentry_points = ['x']\nservice = 'a:1'\n" }];
  const at = { file: NAME, utf16: 8 };
  for (const ask of [(tcpgen) => tcpgen.hover(sources, at), (tcpgen) => tcpgen.complete(sources, at), (tcpgen) => tcpgen.definition(sources, at), (tcpgen) => tcpgen.rename(sources, at, "b"), (tcpgen) => tcpgen.ruleTokens(sources, { file: NAME, from: 0, to: 40 })]) {
    assert.ok(same(await begun(), ask, String(ask)));
  }
});

test("a first part that could not get its rest says so", async () => {
  const parts = await begun();
  const Request = globalThis.XMLHttpRequest;
  globalThis.XMLHttpRequest = class extends Request {
    send() {
      this.status = 404;
    }
  };
  try {
    assert.throws(() => parts.tcpgen.explain("rule-syntax"), { name: "RestError", message: /^the server responds with status 404/ });
  } finally {
    globalThis.XMLHttpRequest = Request;
  }
});
