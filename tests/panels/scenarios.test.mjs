// What is told of a scenario's steps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countsOf, failedSteps, markedRoutes } from "../../www/src/panels/scenarios/changes.ts";

const route = (name, target = "postgres") => ({
  name, namespace: "default", entryPoints: ["postgresql"], tlsEnabled: false, tlsPassthrough: false, labels: {},
  routes: [{ match: "HostSNI(`*`)", targets: [{ name: target, port: 5432, weight: 1 }], middlewares: [] }],
});
const snapshot = (...routes) => ({ yaml: "", listing: { status: "success", scope: "all-namespaces", count: routes.length, tcp_routes: routes } });

test("routes are marked by what a step did to them, and those that are gone stand last", () => {
  const before = snapshot(route("gone"), route("same"), route("other"));
  const after = snapshot(route("same"), route("other", "postgres-next"), route("new"));
  assert.deepEqual(markedRoutes(before, after).map(({ route: { name }, mark }) => [name, mark]),
    [["same", null], ["other", "changed"], ["new", "added"], ["gone", "removed"]]);
});

test("before the first step nothing is marked", () => {
  assert.deepEqual(markedRoutes(null, snapshot(route("a"))).map((one) => one.mark), [null]);
});

test("a route of the same name in another namespace is another route", () => {
  const moved = { ...route("a"), namespace: "prod" };
  assert.deepEqual(markedRoutes(snapshot(route("a")), snapshot(moved)).map((one) => one.mark), ["added", "removed"]);
});

test("counts name what there is, routes and middlewares always", () => {
  const none = { routes: 0, middlewares: 0, servers_transports: 0, tls_options: 0, tls_stores: 0 };
  assert.equal(countsOf(none), "0 routes, 0 middlewares");
  assert.equal(countsOf({ ...none, routes: 1, middlewares: 2, tls_options: 1 }), "1 route, 2 middlewares, 1 TLS option");
});

test("failed steps are told by their numbers", () => {
  assert.deepEqual(failedSteps({ steps: [{ index: 1, passed: true }, { index: 2, passed: false }] }), [2]);
});
