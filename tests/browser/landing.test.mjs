/** A first visit: what the page is, what its text is for, and the gallery of examples. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { typeAtEnd, visibleText } from "./harness/editor.mjs";
import { compiled, openPage, PHONE } from "./harness/page.mjs";

test("who comes first reads what the page is, and closes it for good", async (t) => {
  const { page } = await openPage(t);
  const line = page.locator("#landing");
  assert.match(await line.textContent(), /Write TCP routes for Traefik in one file/);
  assert.match((await visibleText(page)).split("\n").slice(0, 3).join("\n"), /^# PostgreSQL[^\n]*\n\n\[entry_points\]$/, "no wall of comments");
  assert.deepEqual(await violations(page), []);
  await line.getByRole("button", { name: "who gets in" }).click();
  await page.locator(".rows-row", { hasText: "default/postgres:5432" }).first().waitFor();
  await page.getByRole("button", { name: "Close this line" }).click();
  assert.equal(await line.isVisible(), false);
  await page.reload();
  await compiled(page);
  assert.equal(await line.isVisible(), false);
});

test("who has texts of their own is not greeted", async (t) => {
  const { page } = await openPage(t);
  await typeAtEnd(page, "# mine");
  await page.keyboard.press("ControlOrMeta+s");
  await page.reload();
  await compiled(page);
  assert.equal(await page.locator("#landing").isVisible(), false);
  assert.equal(await page.locator("#about").isVisible(), false);
});

test("the gallery says who needs what, and what to know is beside the text", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("button", { name: "Examples" }).click();
  const entries = page.locator("#examples .example");
  await entries.first().waitFor();
  for (const entry of await entries.all()) assert.match(await entry.locator("span").textContent(), /^For \w.+/);
  await page.getByRole("button", { name: /^MQTT/ }).click();
  const about = page.locator("#about");
  await about.getByText("For running Mosquitto").click();
  await about.getByRole("listitem").first().waitFor();
  assert.ok((await about.getByRole("listitem").count()) >= 3);
  assert.deepEqual(await violations(page), []);
  await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
  // It was about the other text.
  await about.waitFor({ state: "hidden" });
});

test("on a phone the line leaves the text its room", async (t) => {
  const { page } = await openPage(t, { viewport: PHONE });
  const { height } = await page.locator("#editor").boundingBox();
  assert.ok(height > PHONE.height / 2, `${height}`);
});
