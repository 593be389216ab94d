// What is kept of tried connections, held against the module: a step passes, an invariant holds.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { atEnd, freeKey, insertStep, invariantOf, reachedToday, SCENARIO, stepOf } from "../../www/src/panels/connection/kept.ts";
import { presetsOf } from "../../www/src/panels/connection/presets.ts";
import { loaded, NAME } from "../wasm/native.mjs";

const tcpgen = loaded();
const EXAMPLES = new URL("../../examples/", import.meta.url);
const sources = (text) => [{ name: NAME, text }];
const put = (text, { at, text: more }) => text.slice(0, at) + more + text.slice(at);
const examples = readdirSync(EXAMPLES).filter((name) => name.endsWith(".toml")).map((name) => [name, readFileSync(new URL(name, EXAMPLES), "utf8")]);

for (const [name, text] of examples) {
  test(`${name}: every suggested connection is kept as a step that passes`, () => {
    let kept = text;
    const presets = presetsOf(tcpgen.outline(sources(text)));
    for (const { connection } of presets) {
      const { decision } = tcpgen.route(sources(text), connection);
      kept = put(kept, insertStep(kept, stepOf(connection, decision)));
    }
    const { scenario, error } = tcpgen.runScenario(sources(kept), SCENARIO);
    assert.equal(error, null);
    assert.equal(scenario.steps.length, presets.length);
    assert.deepEqual(scenario.steps.flatMap(({ mismatches }) => mismatches), []);
    assert.ok(scenario.passed);
  });

  test(`${name}: who reaches each service today is an invariant that holds, and breaks when everybody gets in`, () => {
    const reach = tcpgen.reach(sources(text));
    const services = new Set(reach.classes.flatMap((one) => one.services.map(({ service }) => service)));
    assert.ok(services.size > 0);
    for (const service of services) {
      const { key, insertion } = invariantOf(text, service, reachedToday(reach, service).only);
      const kept = put(text, insertion);
      const found = tcpgen.compile(sources(kept)).diagnostics.filter(({ code }) => /invariant|toml|unknown-key/.test(code));
      assert.deepEqual(found, [], service);
      const [, only] = /^only = (.*)$/m.exec(insertion.text);
      if (!/client_ip/.test(only)) continue;
      const guards = /ip_allow_list = \[[^\]]*\]/g;
      const open = kept.replace(guards, 'ip_allow_list = ["0.0.0.0/0", "::/0"]');
      const broken = tcpgen.compile(sources(open)).diagnostics.filter((one) => one.code === "broken-invariant");
      assert.ok(open === kept || broken.some(({ message }) => message.includes(key)), `${service}: ${only}`);
    }
  });
}

test("text of the state stays a string", () => {
  const hostile = '"]\n[routes.x]\u007f\\';
  const step = stepOf({ entry_point: hostile, client_ip: "10.0.0.1", sni: hostile, alpn: [hostile] }, { outcome: "http", reason: null, router: null, services: [] });
  const kept = put("", insertStep("", step));
  const { diagnostics } = tcpgen.compile(sources(kept));
  assert.ok(!diagnostics.some(({ code }) => code.startsWith("toml")), JSON.stringify(diagnostics));
  assert.equal(tcpgen.list(sources(kept)).count, 0);
});

test("a scenario of this name that is written otherwise is left alone", () => {
  const own = '[scenarios.tried]\nsteps = [{ connect = { entry_point = "a", client_ip = "10.0.0.1" }, expect = "forwarded" }]\n';
  const { text, at } = insertStep(own, "{ x = 1 }");
  assert.equal(at, own.length);
  assert.equal(text, "\n[scenarios.tried-2]\nsteps = [\n  { x = 1 },\n]\n");
});

test("a new table is behind an empty line, and its key is free", () => {
  assert.deepEqual(atEnd("", "x"), { at: 0, text: "x" });
  assert.deepEqual(atEnd("a", "x").text, "\n\nx");
  assert.equal(freeKey('[a.x]\n[ a."x-2" ]\n[a.x-3.tls]\n', "a", "x"), "x-4");
});

test("clients that differ by entry point make a set that is wider, which is said", () => {
  const text = (second) => `[entry_points]\na = 1\nb = 2\n[middlewares.x]\nip_allow_list = ["10.0.0.0/8"]\n[middlewares.y]\nip_allow_list = ["${second}"]\n`
    + '[routes.one]\nentry_points = ["a"]\nservice = "s:1"\nmiddlewares = ["x"]\n[routes.two]\nentry_points = ["b"]\nservice = "s:1"\nmiddlewares = ["y"]\n';
  const today = (second) => reachedToday(tcpgen.reach(sources(text(second))), "default/s:1");
  assert.equal(today("10.0.0.0/8").wider, false);
  assert.equal(today("172.16.0.0/12").wider, true);
});

test("nobody, and more classes than are known, make no invariant", () => {
  assert.equal(reachedToday({ classes: [], left_out: [] }, "a/b:1"), null);
  const one = { services: [{ service: "a/b:1" }], entry_point: "e", clients: ["::/0"], tls: false, names: { none: true }, postgres: false };
  assert.equal(reachedToday({ classes: [one], left_out: [one] }, "a/b:1"), null);
});
