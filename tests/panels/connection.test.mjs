// Trying a connection, without the page: fields, suggestions, and what is told of a decision.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describe } from "../../www/src/explain/connection.ts";
import { connectionOf, fieldsOf } from "../../www/src/panels/connection/form.ts";
import { presetsOf } from "../../www/src/panels/connection/presets.ts";
import { inside, outside, rangesIn } from "../../www/src/panels/connection/ranges.ts";
import { highlightOf, refusing, stagesOf, stationsOf, worthReading } from "../../www/src/panels/shared/verdict.ts";
import { middleware, outline, router } from "./outline.mjs";

const fields = (over = {}) => ({ entryPoint: "pg", clientIp: "10.0.0.1", tls: false, sni: "", alpn: "", postgres: false, ...over });

test("fields become the connection that they say, and come back from it", () => {
  const cases = [
    [fields(), { entry_point: "pg", client_ip: "10.0.0.1" }],
    [fields({ tls: true }), { entry_point: "pg", client_ip: "10.0.0.1", tls: true }],
    [fields({ tls: true, sni: "a.test", alpn: "h2, postgresql", postgres: true }),
      { entry_point: "pg", client_ip: "10.0.0.1", tls: true, sni: "a.test", alpn: ["h2", "postgresql"], postgres: true }],
  ];
  for (const [written, connection] of cases) {
    assert.deepEqual(connectionOf(written), { connection, problems: {} });
    assert.deepEqual(fieldsOf(connection), written);
  }
});

test("blanks around what is typed do not count, and a plain connection has no server name", () => {
  const { connection } = connectionOf(fields({ entryPoint: " pg ", clientIp: " ::1 ", sni: "left.over", alpn: "h2" }));
  assert.deepEqual(connection, { entry_point: "pg", client_ip: "::1" });
});

test("what is missing is asked for, beside its field", () => {
  const { connection, problems } = connectionOf(fields({ entryPoint: " ", clientIp: "" }));
  assert.equal(connection, null);
  assert.deepEqual(Object.keys(problems), ["entryPoint", "clientIp"]);
});

test("a server name or ALPN stands for TLS", () => {
  assert.equal(fieldsOf({ entry_point: "e", client_ip: "i", sni: "s" }).tls, true);
  assert.equal(fieldsOf({ entry_point: "e", client_ip: "i", alpn: ["h2"] }).tls, true);
});

test("a connection in one line", () => {
  assert.equal(describe({ entry_point: "pg", client_ip: "10.0.0.1" }), "10.0.0.1 to pg");
  assert.equal(describe({ entry_point: "pg", client_ip: "::1", sni: "a.test", alpn: ["h2"], postgres: true }),
    "::1 to pg, TLS for a.test, ALPN h2, as a PostgreSQL client");
});

test("addresses in and out of ranges", () => {
  assert.deepEqual(rangesIn("192.168.1.0/24, 10.0.0.1 and 2001:db8::/32, 100"), ["192.168.1.0/24", "10.0.0.1", "2001:db8::/32"]);
  assert.equal(inside(["192.168.1.77/24"]), "192.168.1.1");
  assert.equal(inside(["10.0.0.1"]), "10.0.0.1");
  assert.equal(inside(["10.0.0.8/31"]), "10.0.0.8");
  assert.equal(inside(["2001:db8::/32"]), "2001:db8::1");
  assert.equal(inside(["nonsense", "1.2.3.4/99", "300.1.1.1"]), null);
  assert.equal(outside(["10.0.0.0/8"]), "203.0.113.9");
  assert.equal(outside(["203.0.113.0/24"]), "198.51.100.7");
  assert.equal(outside(["0.0.0.0/0"]), null);
});

test("suggestions come from names, rules and allow lists", () => {
  const presets = presetsOf(outline({
    routers: [
      router("pg", { middlewares: ["default/office"] }),
      router("redis", { entry_points: ["redis"], rule: "HostSNI(`redis.test`)", tls_mode: "passthrough" }),
      router("wild", { entry_points: ["redis"], rule: "HostSNI(`*.test`) && ClientIP(`10.1.0.0/16`)", tls_mode: "terminate" }),
      router("nowhere", { entry_points: [] }),
    ],
    middlewares: [middleware("office")],
  }));
  assert.deepEqual(presets, [
    { title: "postgresql, in office", connection: { entry_point: "postgresql", client_ip: "192.168.1.1" } },
    { title: "postgresql, not in office", connection: { entry_point: "postgresql", client_ip: "203.0.113.9" } },
    { title: "redis.test", connection: { entry_point: "redis", client_ip: "203.0.113.9", sni: "redis.test", tls: true } },
    { title: "host.test, from 10.1.0.1", connection: { entry_point: "redis", client_ip: "10.1.0.1", sni: "host.test", tls: true } },
  ]);
});

test("many routers suggest six connections, none twice", () => {
  const routers = Array.from({ length: 50 }, (_, index) => router(`r${index}`, { rule: `HostSNI(\`h${index >> 1}.test\`)` }));
  assert.equal(presetsOf(outline({ routers })).length, 6);
});

test("long names are shortened so that suggestions can be told apart", () => {
  const host = `${"long-".repeat(20)}example.com`;
  const [first, second] = presetsOf(outline({
    routers: [router("pg", { rule: `HostSNI(\`${host}\`)`, tls_mode: "passthrough", middlewares: ["default/office"] })],
    middlewares: [middleware("office")],
  }));
  assert.equal(first.connection.sni, host);
  assert.match(first.title, /^long-long-long….*example\.com, in office$/);
  assert.match(second.title, /, not in office$/);
});

const decision = (over = {}) => ({
  outcome: "forwarded", entry_point: "pg", client_ip: "10.0.0.1", tls: false, sni: null, alpn: [],
  router: "default/pg", rule: "HostSNI(`*`)", priority: -1, tls_mode: "none", middlewares: [],
  services: [{ service: "default/postgres", port: 5432, weight: 1 }], reason: null, message: "", waits_for_client: false,
  contenders: [], considered: [], disabled: [], ...over,
});
const told = (over) => stationsOf(decision(over)).map((one) => `${one.kind} ${one.name}${one.stops ? " !" : ""}`);

test("the path of a forwarded connection leads to its services", () => {
  assert.deepEqual(told({ middlewares: ["default/office"] }),
    ["client 10.0.0.1", "entry point pg", "router default/pg", "middleware default/office", "service default/postgres:5432"]);
});

test("the path of a refused one ends at the middleware that its message names", () => {
  const denied = {
    outcome: "closed", reason: "denied-by-middleware", middlewares: ["default/a", "default/b", "default/c"], services: [],
    message: "closed: `default/pg` takes it, and its middleware `default/b` refuses 10.0.0.1",
  };
  assert.equal(refusing(decision(denied)), "default/b");
  assert.deepEqual(told(denied).slice(3), ["middleware default/a", "middleware default/b !"]);
  assert.deepEqual(highlightOf(decision(denied)), {
    entryPoint: "pg", routers: ["default/pg"], rule: "HostSNI(`*`)", middlewares: ["default/a"], refusedBy: "default/b",
    services: [], outcome: "closed",
  });
});

test("the paths of those that no router takes", () => {
  const nobody = { router: null, rule: null, priority: null, services: [] };
  assert.deepEqual(told({ ...nobody, outcome: "http", reason: "no-matching-router" }).at(-1), "end Traefik's own HTTP server !");
  assert.deepEqual(told({ ...nobody, outcome: "closed", reason: "unknown-entry-point" }), ["client 10.0.0.1", "entry point pg !"]);
  assert.deepEqual(told({ ...nobody, outcome: "ambiguous", contenders: ["default/a", "default/b"] }).slice(2),
    ["router default/a !", "router default/b !"]);
  assert.deepEqual(told({ outcome: "closed", reason: "no-service", services: [] }).slice(2), ["router default/pg", "end closed !"]);
});

test("services that share the connections, and routers of which any may take it, are alternatives", () => {
  const shares = [{ service: "default/a", port: 1, weight: 9 }, { service: "default/b", port: 1, weight: 1 }];
  const counted = (over) => stagesOf(decision(over)).map((stage) => stage.length);
  assert.deepEqual(counted({ services: shares, middlewares: ["default/m", "default/n"] }), [1, 1, 1, 1, 1, 2]);
  assert.deepEqual(counted({ router: null, outcome: "ambiguous", contenders: ["default/a", "default/b"] }), [1, 1, 2]);
});

test("of a long list the first routers and all that match are shown", () => {
  const considered = Array.from({ length: 100 }, (_, index) => ({ router: `r${index}`, matched: index === 99 }));
  const { shown, hidden } = worthReading(considered, 5);
  assert.deepEqual(shown.map((one) => one.router), ["r0", "r1", "r2", "r3", "r4", "r99"]);
  assert.equal(hidden, 94);
});
