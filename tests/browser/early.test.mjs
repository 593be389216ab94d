/** Before CodeMirror has come the page has its text and what that amounts to; then the editor takes over. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { content, typeAtEnd } from "./harness/editor.mjs";
import { holdBack, openPage, PHONE, shownResult, withoutServiceWorker } from "./harness/page.mjs";
import { link } from "./harness/panels.mjs";

const CODEMIRROR = "**/assets/codemirror-*.js";
const STATE = '[entry_points]\npg = 5432\n\n[routes.mine]\nentry_points = ["pgg"]\nsni = "db.example.com"\nservice = "mine:5432"\ntls = "passthrough"\n';
const DRAFT = { "tcpgen.drafts": '[{"id":"one","name":"One","changed":1}]', "tcpgen.draft.one": STATE };

const plain = (page) => page.locator("#editor .plain-text");
const yaml = (page) => page.locator(".text-view .plain-text");

/** Holds CodeMirror back until `release` is called. */
const hold = async (page) => ({ release: await holdBack(page, CODEMIRROR) });

/** Opens the page once `routed` has decided on its requests; `compiles()` says how often the module was asked to compile. */
async function opened(t, routed, { hash = "", ...options } = {}) {
  const found = await openPage(t, { ready: false, path: "favicon.svg", ...options });
  const { page, server } = found;
  await withoutServiceWorker(page);
  await page.addInitScript(() => {
    globalThis.compiles = 0;
    globalThis.shifts = [];
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (message, ...more) {
      if (message.method === "compile") globalThis.compiles++;
      return postMessage.call(this, message, ...more);
    };
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) globalThis.shifts.push(`${value}: ${sources.map(({ node }) => node?.nodeName + (node?.id ?? "")).join()}`);
    }).observe({ type: "layout-shift", buffered: true });
  });
  const more = await routed(page);
  await page.goto(server.url + (hash && `#${hash}`));
  return { ...found, ...more, compiles: () => page.evaluate(() => globalThis.compiles) };
}

const held = (t, options) => opened(t, hold, options);

for (const [what, options, text, result] of [
  ["the first example", {}, /\[routes\.postgres-route\]/, /kind: IngressRouteTCP/],
  ["a draft", { store: DRAFT }, /\[routes\.mine\]/, /name: mine/],
  ["a shared link", { hash: link({ text: STATE.replaceAll("mine", "shared") }), store: DRAFT }, /\[routes\.shared\]/, /name: shared/],
]) {
  test(`before the editor has come, the page shows the result of ${what}`, async (t) => {
    const { page, release, compiles } = await held(t, options);
    await shownResult(page);
    assert.match(await plain(page).textContent(), text);
    await yaml(page).getByText(result).first().waitFor();
    const problems = what !== "the first example";
    if (problems) await page.locator("#problems").getByText("is not declared").waitFor();
    assert.equal(await page.locator("#problems-count").textContent(), problems ? "1 warning" : "none");
    assert.equal(await content(page).count(), 0);
    assert.deepEqual(await violations(page), []);

    release();
    await content(page).getByText(/\[routes\./).first().waitFor();
    await page.locator(".text-view .cm-content").getByText("kind: IngressRouteTCP").first().waitFor();
    assert.equal(await page.locator(".plain-text").count(), 0);
    assert.match(await content(page).textContent(), text);
    if (problems) await page.locator("#editor .cm-lintRange").first().waitFor();
    await page.waitForLoadState("networkidle");
    assert.equal(await compiles(), 1);
    await typeAtEnd(page, "# more");
    await page.waitForFunction(() => globalThis.compiles > 1);
  });
}

test("what is kept for later is not fetched before the editor has come", async (t) => {
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg" });
  const { release } = await hold(page);
  await page.goto(server.url);
  await shownResult(page);
  await page.waitForTimeout(300);
  const registered = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  assert.equal(await registered(), 0);
  release();
  await page.evaluate(() => navigator.serviceWorker.ready);
  assert.equal(await registered(), 1);
});

/** Where each line of a text is that is in sight, and its number. */
const places = (page, host, line) => page.evaluate(([of, what]) => {
  const { shadowRoot } = document.querySelector(of);
  return [...shadowRoot.querySelectorAll(what)].filter((one) => one.textContent !== "").map((one) => {
    const range = document.createRange();
    range.selectNodeContents(one);
    const { left, top, bottom } = range.getBoundingClientRect();
    return { text: one.textContent, place: [left, top, bottom] };
  }).slice(0, 20);
}, [host, line]);

/** Less than a fifth of a pixel is nobody's sight. */
function assertSame(after, before) {
  assert.deepEqual(after.map(({ text }) => text), before.map(({ text }) => text));
  for (const [index, { text, place }] of after.entries()) {
    const moved = place.map((at, side) => at - before[index].place[side]);
    assert.ok(moved.every((by) => Math.abs(by) < 0.2), `${text} moved by ${moved}`);
  }
}

for (const [name, viewport] of [["a desktop", undefined], ["a phone", PHONE]]) {
  test(`no line moves when the editor takes over, on ${name}`, async (t) => {
    const long = `# ${"words that wrap ".repeat(20)}\n`;
    const { page, release } = await held(t, { store: { ...DRAFT, "tcpgen.draft.one": long + STATE.replace("pgg", "pg") + "\n".repeat(90) }, ...(viewport && { viewport }) });
    await shownResult(page);
    if (viewport) await page.getByRole("button", { name: "Result" }).click();
    const before = await places(page, ".text-view-code", ".plain-text > div");
    if (viewport) await page.getByRole("button", { name: "State file" }).click();
    const beforeInEditor = await places(page, "#editor", ".plain-text > div");
    const shifts = await page.evaluate(() => globalThis.shifts.length);
    release();
    await content(page).waitFor();
    assertSame(await places(page, "#editor", ".cm-line"), beforeInEditor);
    assert.deepEqual((await page.evaluate(() => globalThis.shifts)).slice(shifts), []);
    if (viewport) await page.getByRole("button", { name: "Result" }).click();
    assertSame(await places(page, ".text-view-code", ".cm-line"), before);
  });
}

test("what is done before the editor has come is not lost", async (t) => {
  const { page, release } = await held(t, { store: DRAFT });
  await shownResult(page);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: /^Redis SNI passthrough/ }).click();
  await plain(page).getByText("redis").first().waitFor();
  await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
  await plain(page).getByText("[routes.mine]").waitFor();
  await page.locator("#problems").getByRole("button", { name: /^Fix: / }).first().click();
  release();
  await content(page).getByText('entry_points = ["pg"]').waitFor();
});

test("who is in the text when the editor comes can type", async (t) => {
  const { page, release } = await held(t, { store: DRAFT });
  await shownResult(page);
  await plain(page).click();
  release();
  await content(page).waitFor();
  await page.keyboard.type("# typed ");
  await content(page).getByText("# typed ").waitFor();
});

test("where the editor cannot be had the page says so, and can try again", async (t) => {
  let broken = true;
  const { page, troubles } = await opened(t, (opening) => opening.route(CODEMIRROR, (route) => (broken ? route.abort() : route.continue())), { store: DRAFT });
  await shownResult(page);
  const words = page.locator("#editor").getByRole("alert");
  await words.getByText("The editor could not be loaded").waitFor();
  assert.match(await plain(page).textContent(), /\[routes\.mine\]/);
  assert.deepEqual(await violations(page), []);
  broken = false;
  await words.getByRole("button", { name: "Try again" }).click();
  await content(page).getByText("[routes.mine]").waitFor();
  assert.equal(await words.count(), 0);
  assert.deepEqual(troubles.splice(0).filter((trouble) => !/codemirror/.test(trouble)), []);
});

test("where the module cannot be had the editor comes all the same", async (t) => {
  const { page, context, server, troubles } = await openPage(t, { ready: false, path: "favicon.svg", store: DRAFT });
  await context.route("**/tcpgen_first*", (route) => route.abort());
  await page.goto(server.url);
  await page.getByText(/The compiler cannot start in this browser/).first().waitFor();
  await typeAtEnd(page, "# typed");
  assert.match(await content(page).textContent(), /\[routes\.mine\].*# typed/);
  assert.deepEqual(troubles.splice(0).filter((trouble) => !/tcpgen_first/.test(trouble)), []);
});

test("an embed shows its problems before its editor has come", async (t) => {
  const path = "/some/docs/guest.html";
  const html = `<!doctype html><title>x</title><link rel="icon" href="/some/docs/play/favicon.svg"><script type="module" src="/some/docs/play/embed.js"></script><tcpgen-playground>${STATE}</tcpgen-playground>`;
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: { [path]: html } });
  const { release } = await hold(page);
  await page.goto(server.origin + path);
  const embed = page.locator("tcpgen-playground");
  await embed.locator(".embed-status", { hasText: /warning|error/ }).waitFor();
  await embed.locator(".embed-editor .plain-text").getByText("[routes.mine]").waitFor();
  await embed.locator(".text-view .plain-text").getByText("name: mine").first().waitFor();
  release();
  await embed.locator(".embed-editor .cm-content").getByText("[routes.mine]").waitFor();
});
