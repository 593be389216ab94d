/**
 * Hostile JavaScript values for every export: no call traps, what is thrown is a TypeError in words, the memory stays flat, and
 * the module works on.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { NAME, loaded } from "./native.mjs";
import { initSync } from "../../www/pkg/tcpgen.js";

const CALLS = Number(process.env.TCPGEN_HOSTILE_CALLS ?? 100_000);
const GOOD = [{ name: NAME, text: '[routes.pg]\nentry_points = ["pg"]\nservice = "pg:5432"\n' }];

const tcpgen = loaded();
/** The module's own exports: it answers them where it is loaded already. */
const { memory } = initSync({ module: new Uint8Array() });

const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const fail = () => {
  throw new Error("from a trap");
};
const trap = (name, target = {}) => new Proxy(target, { [name]: fail });
const TRAPS = ["get", "has", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf"];

const endless = [];
endless.push(endless);
const loop = {};
loop.self = loop;

const session = new tcpgen.Session(GOOD);

/** Values that nobody means, each made anew. */
const HOSTILE = [
  () => undefined, () => null, () => true, () => 0, () => -0, () => 42, () => 1e308, () => NaN, () => -Infinity, () => 10n, () => Symbol("s"),
  () => "", () => "\ud800", () => "\0", () => "x".repeat(100_000), () => new String("boxed"), () => "sni-without-tls", () => NAME,
  () => [], () => {}, () => ({}), () => Object.create(null), () => () => 1, () => class {}, () => new Date(NaN), () => new Map([[1, 2]]), () => /x/,
  () => new Error("e"), () => Promise.resolve(1), () => new WeakMap(), () => new Uint8Array(100_000), () => new ArrayBuffer(8), () => new Array(2 ** 32 - 1),
  () => endless, () => loop, () => [undefined], () => [null], () => [[[]]], () => Array.from({ length: 40 }).reduce((inner) => [inner], 1),
  () => revoked({}), () => revoked([]), () => revoked(() => 1), ...TRAPS.flatMap((name) => [() => trap(name), () => trap(name, [1]), () => trap(name, () => 1)]),
  () => new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 40 : 1) }), () => new Proxy([], { get: () => ({}) }), () => new Proxy({}, { ownKeys: () => 5 }),
  () => new Proxy({}, { get: (_, key) => key, ownKeys: () => ["name", "text"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) }),
  () => ({ get name() { throw undefined; } }), () => ({ get text() { throw Object.freeze(revoked({})); } }), () => ({ toString: fail, valueOf: fail, toJSON: fail, [Symbol.toPrimitive]: fail }),
  // What a getter calls is called in the middle of a call.
  () => ({ get name() { return session.source(); } }), () => ({ get x() { return session.call("list", this.nothing); } }),
  () => ({ get x() { return tcpgen.compile([revoked({})]); } }), () => ({ get x() { const own = new tcpgen.Session(GOOD); own.list(); own.free(); return 1; } }),
  () => JSON.parse('{"__proto__": {"name": "x"}, "constructor": 1}'), () => Object.defineProperty([], "length", { value: 3 }), () => globalThis,
];

/** Shapes that are nearly right, with one hostile value in them. */
const SHAPES = [
  (value) => value, (value) => [value], (value) => [{ name: value, text: "" }], (value) => [{ name: NAME, text: value }], (value) => [GOOD[0], value],
  (value) => ({ strict: value }), (value) => ({ levels: value }), (value) => ({ levels: { "sni-without-tls": value } }), (value) => ({ traefik: value }),
  (value) => ({ target: value }), (value) => ({ target: "crd", format: value }), (value) => ({ entry_point: value, client_ip: "10.0.0.1" }),
  (value) => ({ entry_point: "pg", client_ip: value }), (value) => ({ entry_point: "pg", client_ip: "::1", alpn: value, sni: "a.b" }),
  (value) => ({ file: value, utf16: 0 }), (value) => ({ file: NAME, utf16: value }),
  (value) => ({ file: value, from: 0, to: 9 }), (value) => ({ file: NAME, from: value, to: 9 }), (value) => ({ file: NAME, from: 0, to: value }),
  (value) => ({ to: value }), (value) => ({ from: [value] }), (value) => ({ route_name: value }), (value) => ({ source_ranges: [value] }),
];

/** Functions by name, with how many arguments they take; the first of some are good, so that the others are looked at. */
const TARGETS = [
  ...Object.entries(tcpgen).filter(([name, value]) => typeof value === "function" && !["default", "initSync", "Session", "answerInText"].includes(name)).map(([name, f]) => [name, f]),
  ...["call", "ask", "list", "source"].map((name) => [`Session.${name}`, (...args) => session[name](...args)]),
  ["new Session", (...args) => new tcpgen.Session(...args).free()],
  ["Session.call on something else", (...args) => tcpgen.Session.prototype.call.apply(args[0], args.slice(1))],
  ["Session.free on something else", (...args) => tcpgen.Session.prototype.free.apply(args[0], args.slice(1))],
  ["Session.tool", (...args) => session.call("traefik_manage_tcp_routing", ...args)],
];

/** Numbers that are the same in every run. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test("every export takes any value, and what it throws is a TypeError in words", { timeout: 600_000 }, () => {
  assert.ok(TARGETS.length >= 20, TARGETS.map(([name]) => name).join());
  const below = random(18);
  const value = () => SHAPES[below(3) === 0 ? below(SHAPES.length) : 0](HOSTILE[below(HOSTILE.length)]());
  const thrown = new Map();
  let flat = 0;
  for (let call = 0; call < CALLS; call++) {
    const [name, target] = TARGETS[call % TARGETS.length];
    const good = below(3) === 0;
    const args = [good && !name.startsWith("Session") ? GOOD : value(), value(), value()];
    try {
      target(...args);
      thrown.set(name, thrown.get(name) ?? 0);
    } catch (error) {
      assert.ok(error instanceof TypeError, `${name} threw ${String(error?.stack ?? error)} in call ${call}`);
      assert.ok(error.message.length > 5 && !/Cannot |undefined|not a function|null pointer|recursive/.test(error.message), `${name} in call ${call}: ${error.message}`);
      thrown.set(name, (thrown.get(name) ?? 0) + 1);
    }
    // What is kept for good, and the most that one call needs, is there after half of the calls.
    if (call === Math.floor(CALLS / 2)) flat = memory.buffer.byteLength;
  }
  for (const name of ["compile", "explain", "importManifests", "runScenario", "Session.call", "Session.ask", "new Session"]) assert.ok(thrown.get(name) > 100, `${name} threw ${thrown.get(name)} times`);
  assert.equal(memory.buffer.byteLength, flat, "the memory grew");
  assert.equal(tcpgen.compile(GOOD).objects.length, 1);
  assert.equal(session.source().length > 0, true);
});

test("one value again and again keeps nothing and ends nothing", () => {
  const values = [new Uint8Array(100_000), revoked({}), revoked([]), trap("ownKeys"), trap("get", [1]), "x".repeat(100_000)];
  for (const value of values) {
    let before = 0;
    for (let call = 0; call < 1_500; call++) {
      for (const f of [() => tcpgen.explain(value), () => tcpgen.compile(value), () => session.ask(value)]) {
        try {
          f();
        } catch (error) {
          assert.ok(error instanceof TypeError, String(error));
        }
      }
      if (call === 300) before = memory.buffer.byteLength;
    }
    assert.equal(memory.buffer.byteLength, before);
  }
  assert.equal(session.list().status, "success");
});

test("wrong calls are told in words", () => {
  const words = (f, expected) => assert.throws(f, (error) => error instanceof TypeError && expected.test(error.message));
  words(() => tcpgen.explain(42), /^code: .*expected a string/);
  words(() => tcpgen.importManifests({}), /^yaml: .*expected a string/);
  words(() => tcpgen.runScenario(GOOD, 42), /^name: .*expected a string/);
  words(() => session.ask({}), /^text: .*expected a string/);
  words(() => tcpgen.compile([revoked({})]), /^sources: it cannot be read/);
  words(() => tcpgen.compile(new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 40 : null) })), /^sources: it has too many values/);
  words(() => tcpgen.compile([{ name: "a.toml", text: "x".repeat(2 ** 24 + 1) }]), /^sources: it is longer than 16 MiB/);
  const freed = new tcpgen.Session();
  freed.free();
  words(() => freed.list(), /^this Session was freed/);
  words(() => freed.free(), /^this Session was freed/);
  words(() => tcpgen.Session.prototype.list.call({ __wbg_ptr: 1_048_576 }), /^a method of Session was called on something else/);
});

test("a getter that calls the session in the middle of its call is answered", () => {
  const tools = new tcpgen.Session(GOOD);
  const seen = [];
  const answer = tools.call("traefik_list_tcp_routes", { get nothing() { seen.push(tools.source().length, tools.list().count); return undefined; } });
  assert.deepEqual(seen, [GOOD[0].text.length, 1]);
  assert.equal(typeof answer.status, "string");
  tools.free();
});

test("a call before `init` says so", () => {
  const path = new URL("../../www/pkg/tcpgen.js", import.meta.url).href;
  const script = `const t = await import(${JSON.stringify(path)});
    for (const f of [() => t.version(), () => t.compile([]), () => t.explain("x"), () => new t.Session(), () => t.schema()]) {
      try { f(); console.log("nothing thrown"); } catch (error) { console.log(error instanceof TypeError, error.message); }
    }`;
  const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  assert.equal(status, 0);
  assert.deepEqual([...new Set(stdout.trim().split("\n"))], ["true tcpgen is not loaded: call `init`, the default export, and wait for it first"]);
});
