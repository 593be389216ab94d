import assert from "node:assert/strict";
import { test } from "node:test";
import { typeAtEnd } from "./harness/editor.mjs";
import { openPage, PHONE } from "./harness/page.mjs";

const overflow = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth - clientWidth;
});

// 320 px is what a desktop's window becomes at 400 % zoom as well.
for (const viewport of [PHONE, { width: 320, height: 640 }]) test(`${viewport.width} px show state file and result by turns and never scroll sideways`, async (t) => {
  const { page } = await openPage(t, { viewport });
  assert.equal(await overflow(page), 0);
  await typeAtEnd(page, `\n[routes.${"very-long-name-".repeat(12)}]\nsni = "${"long.".repeat(60)}example.com"\nservice = "pg:5432"\n`);
  await page.locator("#editor .cm-lintRange").first().waitFor();
  assert.equal(await overflow(page), 0);

  await page.getByRole("button", { name: "Result" }).click();
  const tabs = page.getByRole("tab");
  for (let n = 0; n < await tabs.count(); n++) {
    await tabs.nth(n).click();
    await page.getByRole("tabpanel").locator(":visible").first().waitFor();
    assert.equal(await overflow(page), 0, `with the view ${await tabs.nth(n).textContent()}`);
  }
  await page.getByRole("button", { name: "Examples" }).click();
  await page.locator("#examples .example").first().waitFor();
  assert.equal(await overflow(page), 0);
});

test("a place that is shown brings the state file forward", async (t) => {
  const { page } = await openPage(t, { viewport: PHONE });
  await page.getByRole("button", { name: "Result" }).click();
  await page.getByRole("tabpanel").getByText("- 192.168.1.0/24").click();
  await page.getByRole("button", { name: /lines? \d/ }).click();
  assert.equal(await page.locator("#editor").isVisible(), true);
});
