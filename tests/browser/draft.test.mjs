import assert from "node:assert/strict";
import { test } from "node:test";
import { content, paste } from "./harness/editor.mjs";
import { compiled, openPage } from "./harness/page.mjs";

test("what was typed is there after a reload, and reset can be undone", async (t) => {
  const { page } = await openPage(t);
  await paste(page, "# my own\n");
  await page.reload();
  await compiled(page);
  assert.match(await content(page).textContent(), /# my own/);
  await page.getByRole("button", { name: "Reset" }).click();
  await page.locator("#editor").getByText("[routes.postgres-route]").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator("#editor").getByText("# my own").waitFor();
});

test("a browser that keeps nothing is no obstacle", async (t) => {
  const { page, server } = await openPage(t, { ready: false });
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });
  });
  await page.goto(server.url);
  await compiled(page);
  await paste(page, "# lost on reload\n");
  await page.getByText(/cannot store the text/).waitFor();
});

test("the chosen colours stay", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("button", { name: "Colours: same as system" }).click();
  await page.getByRole("button", { name: "Colours: light" }).click();
  await page.reload();
  await page.getByRole("button", { name: "Colours: dark" }).waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).colorScheme), "dark");
});
