/** What a reader notices in passing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { content, paste } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

test("the file provider's view of the first example is no error", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("tab", { name: "File" }).click();
  const panel = page.locator("#result-panel-file");
  await panel.getByText("Nothing yet").waitFor();
  await panel.getByText(/write where they are/).waitFor();
  assert.equal(await panel.locator(".chip.error").isVisible(), false);
});

test("choosing a tab moves no other tab", async (t) => {
  const { page } = await openPage(t);
  const places = () => page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().x));
  const before = await places();
  for (const name of ["Try a connection", "Scenarios", "Tools", "YAML"]) {
    await page.getByRole("tab", { name }).click();
    assert.deepEqual(await places(), before, name);
  }
});

test("a message covers nothing", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("button", { name: "Copy link" }).click();
  const notice = await page.locator(".notice").first().boundingBox();
  for (const id of ["#editor-pane", "#result-pane", ".status"]) {
    const other = await page.locator(id).boundingBox();
    assert.ok(other.y + other.height <= notice.y + 1 || other.y >= notice.y + notice.height - 1, id);
  }
});

test("on paper there is the whole text, and its manifests", async (t) => {
  const { page } = await openPage(t);
  const state = Array.from({ length: 200 }, (_, at) => `[routes.r${at}]\nentry_points = ["e"]\nsni = "r${at}.test"\ntls = "passthrough"\nservice = "s:1"\n`).join("\n");
  await paste(page, state);
  await page.waitForFunction(() => /200 objects/.test(document.getElementById("status").textContent));
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const shown = await page.locator("#print").innerText();
  assert.ok(shown.includes("[routes.r0]") && shown.includes("[routes.r199]") && shown.includes("kind: IngressRouteTCP"));
  assert.equal(await page.locator(".panes").isVisible(), false);
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight > 3_000), "more than the window");
});

test("the find panel looks like the page", async (t) => {
  const { page } = await openPage(t);
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+f");
  const button = page.locator("#editor .cm-search .cm-button").first();
  await button.waitFor();
  const [own, other] = await Promise.all([button, page.locator("#examples-button")].map((one) => one.evaluate((element) => {
    const { borderRadius, fontFamily, color } = getComputedStyle(element);
    return { borderRadius, fontFamily, color };
  })));
  assert.deepEqual(own, other);
  assert.deepEqual(await violations(page), []);
});

test("the book can be read in the dark", { timeout: 120_000 }, async (t) => {
  const { page, server } = await openPage(t, { path: "docs/index.html", colorScheme: "dark" });
  for (const theme of ["navy", "coal"]) {
    await page.evaluate((name) => localStorage.setItem("mdbook-theme", name), theme);
    for (const name of ["index", "quick-start", "diagnostics", "state-file", "troubleshooting"]) {
      await page.goto(`${server.url}docs/${name}.html`);
      await page.locator("main h1").first().waitFor();
      const found = (await violations(page)).filter((one) => one.startsWith("color-contrast"));
      assert.deepEqual(found, [], `${name}, ${theme}`);
    }
  }
});
