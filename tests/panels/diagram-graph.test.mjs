// What the diagram shows, and in which order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { filtered, graphOf } from "../../www/src/panels/diagram/graph.ts";
import { entryPoint, middleware, outline, place, router } from "./outline.mjs";

const names = (list) => list.rows.map((row) => row.router.router);

test("routers stand by priority, plain and TLS apart, those that do not serve last", () => {
  const graph = graphOf(outline({
    routers: [
      router("low", { priority: 1 }),
      router("gone", { status: "absent" }),
      router("high", { priority: 9 }),
      router("tls", { tls_mode: "passthrough" }),
      router("also-low", { priority: 1 }),
      router("off", { status: "disabled", priority: 3 }),
    ],
  }));
  const [group] = graph.groups;
  assert.deepEqual(group.lists.map((list) => list.kind), ["plain", "tls", "dead"]);
  assert.deepEqual(group.lists.map(names), [
    ["default/high", "default/low", "default/also-low"],
    ["default/tls"],
    ["default/off", "default/gone"],
  ]);
  assert.deepEqual(graph.counts, { routers: 6, dead: 2, problems: 0 });
});

test("a router on two entry points stands on both, under ids of their own", () => {
  const graph = graphOf(outline({ routers: [router("pg", { entry_points: ["postgresql", "other"] })] }));
  const rows = graph.groups.flatMap((group) => group.lists.flatMap((list) => list.rows));
  assert.deepEqual(graph.groups.map((group) => [group.entryPoint.name, group.missing]), [["postgresql", false], ["other", true]]);
  assert.equal(new Set(rows.map((row) => row.id)).size, 2);
});

test("without any declared entry point none is missing", () => {
  const graph = graphOf(outline({ entry_points: [], routers: [router("pg")] }));
  assert.deepEqual(graph.groups.map((group) => group.missing), [false]);
});

test("hosts of HTTPS routers make a TLS list, even an empty one", () => {
  const graph = graphOf(outline({ entry_points: [entryPoint("websecure", { http_hosts: ["app.example.com"] })] }));
  assert.deepEqual(graph.groups[0].lists.map((list) => [list.kind, list.rows.length]), [["tls", 0]]);
});

const problem = (line) => ({ code: "x", severity: "warning", message: "m", help: null, related: [], fixes: [], ...place(line) });

test("problems go to the router in whose lines they stand", () => {
  const drawn = outline({ routers: [router("one", { line: 1 }), router("two", { line: 2 })] });
  const graph = graphOf(drawn, { diagnostics: [problem(2)], objects: [] });
  assert.deepEqual(graph.groups[0].lists[0].rows.map((row) => row.problems.length), [0, 1]);
});

test("problems of an entry go to all of its rules, unless one of them has it", () => {
  const rule = (line) => router("split", { line, rule: `ClientIP(\`10.0.0.${line}\`)` });
  const object = { kind: "IngressRouteTCP", namespace: "default", name: "split", ...place(1), end: place(9).end };
  const guard = { kind: "MiddlewareTCP", namespace: "default", name: "office", ...place(20), end: place(25).end };
  const drawn = outline({ routers: [rule(2), rule(3)], middlewares: [middleware("office", { line: 20 })] });
  const graph = graphOf(drawn, { diagnostics: [problem(3), problem(7), problem(23)], objects: [object, guard] });
  const [list] = graph.groups[0].lists;
  assert.deepEqual(list.rows.map((row) => row.problems.map((one) => one.start.line)), [[7], [3, 7]]);
  assert.deepEqual(graph.unused.map((one) => one.problems.length), [1]);
});

test("what stands in no file has no problems and no place", () => {
  const nowhere = { file: null, start: null, end: null };
  const graph = graphOf(outline({ routers: [router("pg", nowhere)] }), { diagnostics: [problem(1), { ...problem(1), ...nowhere }], objects: [] });
  assert.deepEqual(graph.groups[0].lists[0].rows[0].problems, []);
});

test("middlewares are known, unknown or unused", () => {
  const graph = graphOf(outline({
    routers: [router("pg", { middlewares: ["default/office", "default/nobody"] })],
    middlewares: [middleware("office"), middleware("spare")],
  }));
  const [row] = graph.groups[0].lists[0].rows;
  assert.deepEqual(row.chain.map((guard) => guard.known?.middleware ?? null), ["default/office", null]);
  assert.deepEqual(graph.unused.map((one) => one.name), ["default/spare"]);
});

test("the filter looks at names, rules, middlewares and services, whatever their case", () => {
  const graph = graphOf(outline({
    routers: [router("pg", { rule: "HostSNI(`Db.Example.com`)" }), router("redis", { middlewares: ["default/office"] })],
  }));
  const found = (text) => filtered(graph, text).groups.flatMap((group) => group.lists.flatMap(names));
  assert.deepEqual(found("db.example"), ["default/pg"]);
  assert.deepEqual(found(" OFFICE "), ["default/redis"]);
  assert.deepEqual(found("postgres:5432"), ["default/pg", "default/redis"]);
  assert.deepEqual(filtered(graph, "nothing of the kind").groups, []);
});
