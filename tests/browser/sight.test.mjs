/** Answers are in sight of what asks for them, and the page keeps the sizes that its reader has chosen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { paste } from "./harness/editor.mjs";
import { compiled, openPage, PHONE } from "./harness/page.mjs";

const box = (locator) => locator.evaluate((element) => element.getBoundingClientRect().toJSON());

for (const viewport of [undefined, PHONE]) {
  test(`the verdict is above its form${viewport ? ", on a phone" : ""}`, async (t) => {
    const { page } = await openPage(t, viewport ? { viewport } : {});
    if (viewport) await page.getByRole("button", { name: "Result" }).click();
    await page.getByRole("tab", { name: "Try a connection" }).click();
    const verdict = page.locator(".connection-verdict");
    await verdict.waitFor();
    const { top, bottom } = await box(verdict);
    const field = await box(page.getByLabel("Client address"));
    assert.ok(bottom <= field.top, `${bottom} and ${field.top}`);
    assert.ok(top >= 0 && field.bottom < page.viewportSize().height);
    await page.getByLabel("Client address").fill("203.0.113.9");
    await page.locator('.connection-verdict[data-outcome="closed"]').waitFor();
    assert.ok((await box(page.locator(".connection-verdict"))).bottom < page.viewportSize().height);
  });
}

test("the verdict is in sight in an embed", async (t) => {
  const path = "/some/docs/one.html";
  const html = `<!doctype html><title>x</title><link rel="icon" href="/some/docs/play/favicon.svg"><script type="module" src="/some/docs/play/embed.js"></script>
    <tcpgen-playground view="connection yaml">[routes.pg]\nentry_points = ["pg"]\nservice = "pg:5432"\n</tcpgen-playground>`;
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: { [path]: html } });
  await page.goto(server.origin + path);
  const verdict = page.locator("tcpgen-playground .connection-verdict");
  await verdict.waitFor();
  const frame = await box(page.locator("tcpgen-playground .embed"));
  const found = await box(verdict);
  assert.ok(found.top >= frame.top && found.bottom <= frame.bottom, JSON.stringify([found, frame]));
});

test("without problems their pane is one line; with one it opens, and its explanation is where it is read", async (t) => {
  const { page } = await openPage(t);
  const pane = page.locator(".problems-pane");
  assert.ok((await box(pane)).height < 50);
  await paste(page, '[routes.a]\nentry_points = ["x"]\nsni = "a.b"\nservice = "a:1"\n');
  await page.locator("#problems .problem").first().waitFor();
  await page.locator("#problems summary").first().click();
  await page.locator("#problems .problem-explanation p").first().waitFor();
  const list = await box(page.locator("#problems"));
  const text = await box(page.locator("#problems .problem-explanation").first());
  assert.ok(text.top < list.bottom - 20, `the explanation begins at ${text.top}, and the list ends at ${list.bottom}`);
  await paste(page, "# nothing\n");
  await page.waitForFunction(() => document.querySelector(".problems-pane").getBoundingClientRect().height < 50);
});

test("panes are dragged and moved by keys, and their sizes and the tab are there after a reload", async (t) => {
  const { page } = await openPage(t);
  const width = async () => Math.round((await box(page.locator("#editor-pane"))).width);
  const before = await width();
  const bar = await box(page.locator("#split-panes"));
  await page.mouse.move(bar.x + 3, 400);
  await page.mouse.down();
  await page.mouse.move(bar.x - 297, 400, { steps: 4 });
  await page.mouse.up();
  const dragged = await width();
  assert.ok(Math.abs(before - dragged - 300) < 20, `${before} to ${dragged}`);
  await page.locator("#split-panes").focus();
  await page.keyboard.press("ArrowRight");
  const moved = await width();
  assert.ok(moved > dragged + 40);
  await page.getByRole("tab", { name: "Diagram" }).click();
  await page.reload();
  await compiled(page);
  assert.equal(await width(), moved);
  assert.equal(await page.locator("#result-pane").getByRole("tab", { selected: true }).textContent(), "Diagram");
});

test("at 200 % zoom the editor keeps half of the height", async (t) => {
  const { page } = await openPage(t, { viewport: { width: 720, height: 450 } });
  await paste(page, '[routes.a]\nentry_points = ["x"]\nsni = "a.b"\nservice = "a:1"\n');
  await page.locator("#problems .problem").first().waitFor({ state: "attached" });
  const { height } = await box(page.locator("#editor"));
  assert.ok(height >= 0.5 * (await box(page.locator("#editor-pane"))).height, `${height}`);
  assert.ok(height >= 140, `${height} of 450 pixels`);
});
