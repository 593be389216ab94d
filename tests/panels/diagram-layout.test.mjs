// Where things stand: nothing overlaps, nothing leaves the drawing, text keeps to its room.
import assert from "node:assert/strict";
import { test } from "node:test";
import { share } from "../../www/src/panels/diagram/columns.ts";
import { Distinct, fit, visible } from "../../www/src/panels/diagram/fit.ts";
import { graphOf } from "../../www/src/panels/diagram/graph.ts";
import { neighbour } from "../../www/src/panels/diagram/keys.ts";
import { firstRows, layout } from "../../www/src/panels/diagram/layout.ts";
import { runsOf } from "../../www/src/panels/diagram/runs.ts";
import { looksLike } from "../../www/src/panels/diagram/scene.ts";
import { many, middleware, outline, router, service } from "./outline.mjs";

const measure = (text) => Array.from(text).length * 7;

function sceneOf(drawn, width, over = {}) {
  const graph = graphOf(drawn);
  return layout(graph, { width, measure, first: firstRows(graph), limits: new Map(), keep: new Set(), ending: null, ...over });
}

function overlapping(boxes) {
  const pairs = [];
  boxes.forEach((one, place) => {
    for (const other of boxes.slice(place + 1)) {
      const apart = one.x + one.width <= other.x || other.x + other.width <= one.x ||
        one.y + one.height <= other.y || other.y + other.height <= one.y;
      if (!apart) pairs.push([one.id, other.id]);
    }
  });
  return pairs;
}

const LONG = "a-long-name-".repeat(20);
const drawings = {
  "one router": outline({ routers: [router("pg")] }),
  "100 routers": many(100),
  "long names": outline({
    routers: [router(LONG, { middlewares: [`default/${LONG}`, "ops/x"], services: [service(LONG), service("b")] })],
    middlewares: [middleware(LONG), middleware("spare")],
  }),
  "entry points alone": outline(),
  "middlewares alone": outline({ entry_points: [], middlewares: [middleware("a"), middleware("b"), middleware("c")] }),
};

for (const [name, drawn] of Object.entries(drawings)) {
  for (const width of [320, 390, 619, 620, 720, 1200]) {
    test(`${name} at ${width} pixels: no box on another one, none outside`, () => {
      const ending = { entryPoint: "postgresql", text: "Traefik's own HTTP server" };
      for (const scene of [sceneOf(drawn, width), sceneOf(drawn, width, { ending })]) {
        assert.deepEqual(overlapping(scene.boxes), []);
        for (const { id, x, y, width: wide, height } of scene.boxes) {
          assert.ok(x >= 0 && x + wide <= width, `${id}: ${x} and ${wide} of ${width}`);
          assert.ok(y >= 0 && y + height <= scene.height, `${id}: ${y} and ${height} of ${scene.height}`);
          assert.ok(wide >= 60, `${id} is ${wide} wide`);
        }
        assert.equal(new Set(scene.boxes.map((box) => box.id)).size, scene.boxes.length);
      }
    });
  }
}

test("every router of 100 is drawn, and every wire leads to a box", () => {
  const scene = sceneOf(many(100), 720);
  assert.equal(scene.boxes.filter((box) => box.kind === "router").length, 100);
  const ids = new Set(scene.boxes.map((box) => box.id));
  for (const wire of scene.wires) assert.ok(ids.has(wire.to), wire.to);
});

test("long lists are cut, open step by step, and keep what has to be seen", () => {
  const thousand = many(1000);
  const scene = sceneOf(thousand, 720);
  const shown = scene.boxes.filter((box) => box.kind === "router").length;
  assert.ok(shown <= 400, `${shown}`);
  const more = scene.boxes.filter((box) => box.kind === "more");
  assert.match(more[0].label, /^\d+ more routers/);
  const list = more[0].id.slice("more:".length);
  const open = sceneOf(thousand, 720, { limits: new Map([[list, 1000]]) });
  assert.ok(!open.boxes.some((box) => box.id === more[0].id));
  const hidden = open.boxes.filter((box) => box.kind === "router").find((box) => !scene.boxes.some((one) => one.id === box.id));
  const keep = new Set(hidden.rows);
  assert.ok(sceneOf(thousand, 720, { keep }).boxes.some((box) => box.id === hidden.id));
});

test("neighbours with the same middlewares and services share their boxes", () => {
  const same = { middlewares: ["default/office"] };
  const scene = sceneOf(outline({ routers: [router("a", same), router("b", same)], middlewares: [middleware("office")] }), 720);
  const [guard] = scene.boxes.filter((box) => box.kind === "guard");
  assert.equal(guard.rows.length, 2);
  assert.equal(scene.boxes.filter((box) => box.kind === "service").length, 1);
  assert.equal(scene.wires.filter((wire) => wire.to === guard.id).length, 2);
});

test("runs are of neighbours, of one key, and short", () => {
  assert.deepEqual(runsOf(["a", "a", "b", "a", "-", "-"], (text) => (text === "-" ? null : text)),
    [["a", "a"], ["b"], ["a"], ["-"], ["-"]]);
  assert.deepEqual(runsOf(Array(7).fill("a"), (text) => text).map((run) => run.length), [5, 2]);
});

test("columns get what they need when there is room, and their part when there is not", () => {
  const wish = (need, weight = 1, most = 1000) => ({ need, weight, most });
  assert.deepEqual(share(500, [wish(100), wish(200)]), [100, 200]);
  assert.deepEqual(share(300, [wish(50), wish(400), wish(400)]), [50, 125, 125]);
  assert.deepEqual(share(300, [wish(400, 2), wish(400)]), [200, 100]);
  assert.deepEqual(share(300, [wish(400, 1, 120), wish(400)]), [120, 180]);
  assert.deepEqual(share(300, [wish(0, 0), wish(400)]), [0, 300]);
  // A long error beside a name cuts no other name.
  assert.deepEqual(share(300, [{ ...wish(120), names: 120 }, { ...wish(400), names: 100 }]), [120, 180]);
});

test("text is cut to its room: names in the middle, rules at the end, never through a character", () => {
  assert.equal(fit("postgres", 56, "name", measure), "postgres");
  assert.equal(fit("tenant-one-of-many", 70, "name", measure), "tenant…any");
  assert.equal(fit("HostSNI(`a.example.com`)", 70, "code", measure), "HostSNI(`…");
  assert.equal(fit("😀😀😀😀", 21, "code", measure), "😀😀…");
  assert.equal(fit("abc", 0, "name", measure), "…");
  assert.ok(fit("x".repeat(5_000_000), 10_000, "code", measure).length <= 301);
});

test("characters that would distort the drawing are shown as pictures", () => {
  assert.equal(visible("a\u0000b\u202ec\nd"), "a\u2400b\ufffdc\u240ad");
});

test("a scene that differs in places alone needs no painting", () => {
  const at = (line) => sceneOf(outline({ routers: [router("pg", { line })] }), 720);
  assert.ok(looksLike(at(1), at(2)));
  assert.ok(!looksLike(at(1), sceneOf(outline({ routers: [router("other")] }), 720)));
});

test("the arrow keys lead along the path and through the column", () => {
  const scene = sceneOf(outline({
    routers: [router("a", { priority: 2, middlewares: ["default/office"] }), router("b", { priority: 1 })],
    middlewares: [middleware("office")],
  }), 720);
  const walk = (from, ...keys) => keys.reduce((id, key) => id && neighbour(scene, id, key), from);
  const first = "router:0@postgresql";
  assert.equal(walk("entry:postgresql", "ArrowRight"), first);
  assert.equal(walk(first, "ArrowDown"), "router:1@postgresql");
  assert.equal(walk(first, "ArrowDown", "ArrowUp"), first);
  assert.equal(walk(first, "ArrowRight"), "guard:0@postgresql:0");
  assert.match(walk(first, "ArrowRight", "ArrowRight"), /^service:/);
  assert.equal(walk(first, "ArrowLeft"), "entry:postgresql");
  assert.equal(walk(first, "ArrowLeft", "ArrowLeft"), null);
  assert.equal(neighbour(scene, first, "a"), null);
});

test("two names that differ never look the same", () => {
  const distinct = new Distinct(measure);
  const name = (number) => `production-${number}-database-replica-set`;
  const shown = [11, 12, 13, 21].map((number) => distinct.fit(name(number), 105, "name"));
  assert.equal(shown[0], fit(name(11), 105, "name", measure));
  assert.equal(new Set(shown).size, 4, shown.join(", "));
  for (const text of shown) assert.ok(measure(text) <= 105, text);
  assert.equal(distinct.fit(name(12), 105, "name"), shown[1], "one name looks the same everywhere");
});

test("no column is cut where there is room for all", () => {
  assert.deepEqual(share(1000, [{ need: 400, most: 120, weight: 1 }, { need: 500, most: 230, weight: 1 }]), [400, 500]);
  assert.deepEqual(share(800, [{ need: 400, most: 120, weight: 1 }, { need: 500, most: 730, weight: 1 }]), [120, 500]);
});
