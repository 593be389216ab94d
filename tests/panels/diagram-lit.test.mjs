// What lights up when a connection is tried, or a box is pointed at.
import assert from "node:assert/strict";
import { test } from "node:test";
import { graphOf } from "../../www/src/panels/diagram/graph.ts";
import { layout } from "../../www/src/panels/diagram/layout.ts";
import { litByHighlight, litByThing } from "../../www/src/panels/diagram/lit.ts";
import { entryPoint, middleware, outline, router, service } from "./outline.mjs";

const graph = graphOf(outline({
  entry_points: [entryPoint("postgresql"), entryPoint("redis")],
  routers: [
    router("pg", { middlewares: ["default/one", "default/two", "default/three"] }),
    router("cache", { entry_points: ["redis"], services: [service("a", { weight: 0 }), service("b")] }),
  ],
  middlewares: ["one", "two", "three"].map((name) => middleware(name)),
}));
const highlight = (over) => ({ entryPoint: "postgresql", routers: ["default/pg"], middlewares: [], services: [], outcome: "forwarded", ...over });

function lit(over) {
  const ending = { entryPoint: "postgresql", text: "HTTP" };
  const scene = layout(graph, { width: 900, measure: (text) => text.length * 7, first: 9, limits: new Map(), keep: new Set(), ending });
  const found = litByHighlight(scene, graph, highlight(over));
  const things = scene.boxes.filter((box) => found.boxes.has(box.id)).map((box) => box.thing).sort();
  return { things, to: [...found.wires].map((place) => scene.wires[place].to).sort(), stop: found.stop, scene };
}

test("a forwarded connection lights the whole way, to the services it may reach", () => {
  const { things, stop } = lit({ entryPoint: "redis", routers: ["default/cache"], services: ["default/b:5432"] });
  assert.deepEqual(things, ["entry:redis", "router:default/cache", "service:default/b:5432"]);
  assert.equal(stop, null);
});

test("a refused one stops at the middleware that refuses it", () => {
  const { things, to, stop } = lit({ outcome: "closed", refusedBy: "default/two" });
  assert.deepEqual(things, ["entry:postgresql", "guard:default/one", "guard:default/two", "router:default/pg"]);
  assert.equal(stop, "guard:0@postgresql:1");
  assert.equal(to.length, 3);
});

test("one that the router closes stops there", () => {
  const { things, stop } = lit({ outcome: "closed" });
  assert.deepEqual(things, ["entry:postgresql", "router:default/pg"]);
  assert.equal(stop, "router:0@postgresql");
});

test("one that no router takes ends beside the entry point", () => {
  const { things, to } = lit({ routers: [], outcome: "http" });
  assert.deepEqual(things, ["end:postgresql", "entry:postgresql"]);
  assert.deepEqual(to, ["end:postgresql"]);
});

test("another rule of the same router stays dark", () => {
  assert.deepEqual(lit({ rule: "HostSNI(`other`)" }).things, ["end:postgresql", "entry:postgresql"]);
});

test("a box lights everything on the paths through it", () => {
  const { scene } = lit({});
  const found = litByThing(scene, "guard:default/two");
  assert.equal(found.boxes.size, 6);
  assert.ok(!found.boxes.has("entry:redis"));
});
