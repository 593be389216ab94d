/** Pages that live snippets are guests on: nothing but a person's act scrolls them, and nothing in sight moves. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { openPage, PHONE } from "./harness/page.mjs";

/** Opens a page of the book, and remembers every shift of what it says, from the beginning. */
async function openBook(t, path, options = {}) {
  const opened = await openPage(t, { ready: false, path: "favicon.svg", ...options });
  // mdBook's own fonts come late, and move everything.
  await opened.page.route("**/*.woff2", (route) => route.fulfill({ status: 200, body: "" }));
  await opened.page.addInitScript(() => {
    globalThis.shifts = { by: 0, what: [] };
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        const moved = sources
          .filter(({ node }) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest("main"))
          // Fractions of pixels are nobody's sight.
          .filter(({ previousRect: from, currentRect: to }) => Math.abs(from.top - to.top) > 1 || Math.abs(from.height - to.height) > 1);
        if (moved.length === 0) continue;
        globalThis.shifts.by += value;
        for (const { node, previousRect: from, currentRect: to } of moved) {
          globalThis.shifts.what.push(`${node.nodeName} ${node.textContent.trim().slice(0, 30)}: ${from.top} to ${to.top}, ${from.height} to ${to.height} high`);
        }
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  await opened.page.goto(`${opened.server.url}docs/${path}`);
  return opened;
}

/** Waits until nothing more is mounted. */
async function settled(page) {
  const mounted = () => page.evaluate(() => [...document.querySelectorAll("tcpgen-playground")].filter((one) => one.shadowRoot.querySelector(".embed-bar")).length);
  await page.locator("tcpgen-playground .embed-bar").first().waitFor();
  for (let before = -1, now = 0; before !== now;) {
    before = now;
    await page.waitForTimeout(700);
    now = await mounted();
  }
}

const scrolled = (page) => page.evaluate(() => Math.round(scrollY));
async function assertStill(page) {
  const { by, what } = await page.evaluate(() => globalThis.shifts);
  assert.ok(by < 0.005, `${page.url()} shifted by ${by}:\n${what.slice(0, 10).join("\n")}`);
}

for (const [name, options] of [["a desktop", {}], ["a phone", { viewport: PHONE }]]) {
  test(`a page with live snippets opens at its top and stays there, on ${name}`, async (t) => {
    const { page } = await openBook(t, "troubleshooting.html", options);
    await page.locator("tcpgen-playground").first().waitFor({ state: "attached" });
    await page.waitForTimeout(1500);
    assert.equal(await scrolled(page), 0);
    await assertStill(page);
  });

  test(`an anchor is where the page stays, with snippets above it and below, on ${name}`, async (t) => {
    const { page, server } = await openBook(t, "troubleshooting.html", options);
    const ids = await page.evaluate(() => [...document.querySelectorAll("main h2[id]")].map((one) => one.id));
    const id = ids[Math.floor(ids.length / 2)];
    // Another page between, or it were a step within the page.
    await page.goto(`${server.url}favicon.svg`);
    await page.goto(`${server.url}docs/troubleshooting.html#${id}`);
    await settled(page);
    const top = await page.evaluate((which) => document.getElementById(which).getBoundingClientRect().top, id);
    assert.ok(Math.abs(top) < 120, `#${id} is ${top} pixels from the top`);
    await assertStill(page);
  });
}

test("no page of the book moves when its snippets come", { timeout: 120_000 }, async (t) => {
  const { page, server } = await openBook(t, "index.html");
  const live = readdirSync(new URL("../../www/dist/docs/", import.meta.url)).filter(
    (name) => name.endsWith(".html") && readFileSync(new URL(`../../www/dist/docs/${name}`, import.meta.url), "utf8").includes("language-toml tcpgen"),
  );
  assert.ok(live.length > 8, live.join());
  for (const name of live) {
    await page.goto(`${server.url}docs/${name}`);
    // Down to the first of them, wherever it is.
    await page.evaluate(() => document.querySelector("tcpgen-playground").scrollIntoView({ block: "center" }));
    await page.locator("tcpgen-playground .embed-bar").first().waitFor();
    await assertStill(page);
  }
});

test("a wheel's step moves as far as the wheel", async (t) => {
  const { page } = await openBook(t, "troubleshooting.html");
  await page.mouse.move(700, 450);
  // Over the page's margin: a snippet under the pointer may take a step for itself.
  await page.mouse.move(1430, 450);
  for (let step = 0; step < 30; step++) {
    const before = await scrolled(page);
    await page.mouse.wheel(0, 200);
    await page.waitForTimeout(120);
    const moved = (await scrolled(page)) - before;
    assert.ok(moved <= 401, `step ${step} moved the page by ${moved}`);
  }
});

test("a snippet is as high as its text asks for, before and after it is live", async (t) => {
  const lines = (count) => Array.from({ length: count }, (_, at) => `# line ${at}`).join("\n");
  const path = "/some/docs/heights.html";
  const html = `<!doctype html><title>x</title><link rel="icon" href="/some/docs/play/favicon.svg"><script type="module" src="/some/docs/play/embed.js"></script>
    <tcpgen-playground id="short">${lines(3)}</tcpgen-playground><tcpgen-playground id="long">${lines(60)}</tcpgen-playground>
    <tcpgen-playground id="middle">${lines(12)}</tcpgen-playground>
    <tcpgen-playground id="file" src="file.toml" lines="5"></tcpgen-playground><tcpgen-playground id="missing" src="missing.toml"></tcpgen-playground>`;
  const { page, server, troubles } = await openPage(t, { ready: false, path: "favicon.svg", pages: { [path]: html, "/some/docs/file.toml": `${lines(5)}\n` } });
  await page.goto(server.origin + path);
  const heights = () => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("tcpgen-playground")].map((one) => [one.id, one.getBoundingClientRect().height])));
  await page.waitForFunction(() => customElements.get("tcpgen-playground"));
  const before = await heights();
  for (const id of ["short", "middle", "long", "file"]) {
    await page.locator(`#${id}`).scrollIntoViewIfNeeded();
    await page.locator(`#${id} .cm-content`).first().waitFor();
  }
  await page.locator("#missing").scrollIntoViewIfNeeded();
  await page.locator("#missing").getByText("answers 404").waitFor();
  const after = await heights();
  for (const id of ["short", "middle", "long", "file"]) assert.equal(after[id], before[id], id);
  assert.ok(before.short < 300, `3 lines take ${before.short} pixels`);
  assert.ok(before.short < before.middle && before.middle < before.long && before.long <= 384, JSON.stringify(before));
  assert.equal(before.file, before.short);
  assert.ok(after.missing < 120, `a missing file takes ${after.missing} pixels`);
  troubles.splice(0, troubles.length, ...troubles.filter((trouble) => !trouble.includes("missing.toml")));
});

for (const view of ["yaml", "diagram", "connection", "reach", "compare", "scenarios", "tools", "helm-values", "json", "file", "problems"]) {
  test(`no view scrolls the page that it is a guest on: ${view}`, async (t) => {
    const path = "/some/docs/guest.html";
    const html = `<!doctype html><title>x</title><link rel="icon" href="/some/docs/play/favicon.svg"><script type="module" src="/some/docs/play/embed.js"></script>
      <svg width="1" height="860"></svg><tcpgen-playground view="${view} yaml">[routes.pg]\nentry_points = ["pg"]\nservice = "pg:5432"\n[[scenarios]]\nname = "s"\n[[scenarios.steps]]\ncreate = "routes.pg"\n</tcpgen-playground><svg width="1" height="3000"></svg>`;
    const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: { [path]: html } });
    await page.goto(server.origin + path);
    await page.locator("tcpgen-playground .embed-panel").first().waitFor({ state: "attached" });
    await page.waitForTimeout(600);
    assert.equal(await scrolled(page), 0);
    // Neither does the other tab, chosen where the page is.
    await page.evaluate(() => document.querySelector("tcpgen-playground").shadowRoot.querySelectorAll('[role="tab"]')[1]?.click());
    await page.waitForTimeout(200);
    assert.equal(await scrolled(page), 0);
  });
}

test("where a view points, the editor scrolls, and not the page around it", async (t) => {
  const path = "/some/docs/guest.html";
  const state = Array.from({ length: 40 }, (_, at) => `[routes.r${at}]\nentry_points = ["e${at}"]\nservice = "s${at}:1"\n`).join("\n");
  const html = `<!doctype html><title>x</title><link rel="icon" href="/some/docs/play/favicon.svg"><script type="module" src="/some/docs/play/embed.js"></script>
    <tcpgen-playground view="yaml">${state}</tcpgen-playground><svg width="1" height="3000"></svg>`;
  // As narrow as a phone: the editor is above the result, and out of sight.
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: { [path]: html }, viewport: PHONE });
  await page.goto(server.origin + path);
  const embed = page.locator("tcpgen-playground");
  await embed.getByText("kind: IngressRouteTCP").first().waitFor();
  await page.evaluate(() => scrollTo(0, 260));
  const before = await scrolled(page);
  await embed.getByLabel("Object").selectOption({ index: 35 });
  await embed.locator(".embed-editor .cm-linked").first().waitFor({ state: "attached" });
  await page.waitForTimeout(300);
  assert.equal(await scrolled(page), before);
  assert.match(await embed.locator(".embed-editor .cm-linked").first().textContent(), /\[routes\./);
});
