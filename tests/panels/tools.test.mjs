// The traffic tools' forms: what is typed becomes the call that an agent would send, and the other way round.
import assert from "node:assert/strict";
import { test } from "node:test";
import { argumentsOf, initialValues, missing, valuesOf, withAction } from "../../www/src/panels/tools/arguments.ts";
import { cautionOf, misunderstoodPart, planOf, toldBy, understoodFrom } from "../../www/src/panels/tools/reply.ts";
import { TOOLS } from "../../www/src/panels/tools/specs.ts";

const [MIDDLEWARE, ROUTE, MANIFEST] = TOOLS;
const filled = (spec, over) => ({ ...initialValues(spec), ...over });

test("a form as it is at first sends nothing but what has to be sent", () => {
  assert.deepEqual(argumentsOf(MIDDLEWARE, initialValues(MIDDLEWARE)), {});
  assert.deepEqual(argumentsOf(ROUTE, initialValues(ROUTE)), {});
  assert.deepEqual(argumentsOf(MANIFEST, initialValues(MANIFEST)), { manifest_type: "ingress_route_tcp" });
  assert.deepEqual(missing(ROUTE, initialValues(ROUTE)), ["route_name"]);
});

test("what differs from what counts anyway is sent, in its type", () => {
  const values = filled(ROUTE, {
    route_name: " pg ", service_name: "postgres", service_port: "6432", entry_points: "pg, other", sni_match: "a.test",
    middlewares: "one two", tls_passthrough: true,
  });
  assert.deepEqual(argumentsOf(ROUTE, values), {
    route_name: "pg", service_name: "postgres", service_port: 6432, entry_points: ["pg", "other"], sni_match: "a.test",
    middlewares: ["one", "two"], tls_passthrough: true,
  });
  assert.equal(argumentsOf(ROUTE, { ...values, service_port: "pg" }).service_port, "pg");
});

test("what says nothing beside the rest is not sent", () => {
  assert.deepEqual(argumentsOf(ROUTE, filled(ROUTE, { route_name: "pg", action: "delete", service_name: "postgres" })), { route_name: "pg", action: "delete" });
  const limit = filled(MIDDLEWARE, { middleware_name: "m", middleware_type: "in_flight_conn", amount: "10", source_ranges: "10.0.0.1" });
  assert.deepEqual(argumentsOf(MIDDLEWARE, limit), { middleware_name: "m", middleware_type: "in_flight_conn", amount: 10 });
  const manifest = filled(MANIFEST, { manifest_type: "middleware_tcp", name: "m", source_ranges: "10.0.0.1", service_name: "left over" });
  assert.deepEqual(argumentsOf(MANIFEST, manifest), { manifest_type: "middleware_tcp", name: "m", source_ranges: ["10.0.0.1"] });
});

test("a call fills in the form that sends it", () => {
  const calls = [
    [ROUTE, { route_name: "pg", service_name: "postgres", service_port: "pg", entry_points: ["a", "b"], tls_passthrough: true }],
    [ROUTE, { route_name: "pg", action: "delete", namespace: "prod" }],
    [MIDDLEWARE, { middleware_name: "m", action: "delete", force: true }],
    [MIDDLEWARE, { middleware_name: "m", source_ranges: ["10.0.0.0/8", "::1"] }],
    [MANIFEST, { manifest_type: "middleware_tcp", name: "m", middleware_type: "in_flight_conn", amount: 5 }],
  ];
  for (const [spec, sent] of calls) assert.deepEqual(argumentsOf(spec, valuesOf(spec, sent)), sent);
  assert.equal(valuesOf(MIDDLEWARE, { source_ranges: '["10.0.0.0/8"]' }).source_ranges, "10.0.0.0/8");
  assert.equal(valuesOf(MIDDLEWARE, { source_ranges: "10.0.0.0/8" }).source_ranges, "10.0.0.0/8");
});

test("an update sends what is filled in, and what counts in a new object too when it is typed", () => {
  const begun = withAction(ROUTE, filled(ROUTE, { action: "update", route_name: "pg" }));
  assert.deepEqual(argumentsOf(ROUTE, begun), { route_name: "pg", action: "update" });
  assert.deepEqual(argumentsOf(ROUTE, { ...begun, service_port: "5432", namespace: "default" }), { route_name: "pg", action: "update", service_port: 5432 });
  const back = withAction(ROUTE, { ...begun, action: "create" });
  assert.deepEqual(back, filled(ROUTE, { route_name: "pg" }));
  const sent = { route_name: "pg", action: "update", service_name: "other", entry_points: ["postgresql"], sni_match: "*" };
  assert.deepEqual(argumentsOf(ROUTE, valuesOf(ROUTE, sent)), sent);
});

test("what a change took away and whom it lets in is a warning", () => {
  const newcomer = { who: "203.0.113.0/24 to postgresql", client_ip: "203.0.113.1", was: { refused_by: "default/office" } };
  const answer = { status: "success", message: "updated", result: "updated", removed: ["middlewares", "tls"], newly_admitted: [newcomer] };
  assert.deepEqual(toldBy(answer).warnings.map(({ message }) => message), [
    "This removed `middlewares`, `tls`", "203.0.113.0/24 to postgresql is admitted now: `default/office` refused it before",
  ]);
  const created = { ...answer, result: "created", newly_admitted: [{ ...newcomer, was: { refused_by: null } }] };
  assert.deepEqual(toldBy(created).warnings, []);
  for (const odd of [{ removed: "x", newly_admitted: [null, 1] }, { result: "updated", removed: [null] }]) toldBy({ status: "success", ...odd });
});

test("answers are told whatever their shape", () => {
  const warnings = [{ severity: "warning", message: "w", help: "h" }, null];
  assert.deepEqual(toldBy({ status: "success", message: "created", warnings }), {
    good: true, message: "created", help: null, code: null, yaml: null,
    warnings: [{ severity: "warning", message: "w", help: "h" }, { severity: "warning", message: "", help: null }],
  });
  assert.deepEqual(toldBy({ status: "error", code: "not-found", message: "no", help: "do", more: [{ code: "x", message: "also", help: null }] }), {
    good: false, message: "no", help: "do", code: "not-found", yaml: null, warnings: [{ severity: "error", message: "also", help: null }],
  });
  for (const odd of [null, undefined, 1, "text", [], {}, { status: 1, warnings: "w" }]) assert.equal(toldBy(odd).good, false);
});

test("what a request means is read, and what means nothing is not made up", () => {
  assert.deepEqual(understoodFrom({ status: "success", tool: "t", arguments: { a: 1 } }), { tool: "t", arguments: { a: 1 } });
  assert.deepEqual(understoodFrom({ status: "success", resource: "traefik://traffic/tcp/list" }), { tool: "list", arguments: {} });
  for (const odd of [null, {}, { status: "error", message: "?", tool: "t" }, { status: "success", tool: 1 }]) assert.equal(understoodFrom(odd), null);
});

test("a call that would take away what the request does not name is cautioned of", () => {
  assert.equal(cautionOf({ status: "success", tool: "t", caution: { code: "would-take-away", message: "m exists" } }), "m exists");
  for (const odd of [null, {}, { caution: null }, { caution: { message: 1 } }]) assert.equal(cautionOf(odd), null);
});

test("the word that was not understood is found in the request, whatever stands before it", () => {
  const request = "Erschaffe 'ä😀' nonsense";
  const start = Buffer.byteLength("Erschaffe 'ä😀' ");
  const { from, to } = misunderstoodPart({ start, end: start + 8 }, request);
  assert.equal(request.slice(from, to), "nonsense");
  assert.equal(misunderstoodPart({ status: "error" }, request), null);
});

test("an update adds to a list and removes from it, and nothing else does", () => {
  const sent = { route_name: "pg", action: "update", add_middlewares: ["limit"], remove_entry_points: ["redis"] };
  assert.deepEqual(argumentsOf(ROUTE, valuesOf(ROUTE, sent)), sent);
  assert.deepEqual(argumentsOf(ROUTE, { ...valuesOf(ROUTE, sent), action: "delete" }), { route_name: "pg", action: "delete" });
  const ranges = { middleware_name: "m", action: "update", add_source_ranges: ["10.1.0.0/16"], remove_source_ranges: ["::1"] };
  assert.deepEqual(argumentsOf(MIDDLEWARE, valuesOf(MIDDLEWARE, ranges)), ranges);
  const manifest = filled(MANIFEST, { manifest_type: "middleware_tcp", name: "m", add_source_ranges: "::1" });
  assert.equal("add_source_ranges" in argumentsOf(MANIFEST, manifest), false);
});

test("a plan is shown whatever its shape", () => {
  const plan = { status: "success", message: "would update", change: "update", lines: ["+ 10.1.0.0/16"], verdict: "wider" };
  assert.deepEqual(planOf({ plan }), { refused: false, message: "would update", lines: ["+ 10.1.0.0/16", "who reaches what: wider"] });
  assert.deepEqual(planOf({ plan: { ...plan, change: "none", lines: [] } }).lines, []);
  assert.deepEqual(planOf({ plan: { status: "error", message: "no", help: "do" } }), { refused: true, message: "no", lines: [] });
  for (const odd of [{}, null, { plan: 1 }, { plan: { message: 3 } }]) assert.equal(planOf(odd), null);
  assert.deepEqual(planOf({ plan: { message: "m", lines: [null, 1] } }).lines, ["null", "1"]);
});
