import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { content, drop } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const manifests = readFileSync(new URL("../../examples/redis-sni-passthrough.yaml", import.meta.url), "utf8");

test("dropped manifests are imported, and compile to what they were", async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: "redis.yaml", text: manifests }]);
  await page.locator("#editor").getByText("[routes.").first().waitFor();
  await page.locator(".text-view").getByText("kind: IngressRouteTCP").first().waitFor();
  assert.equal(await page.locator("#problems-count").textContent(), "none");
  assert.equal(await page.locator("#drop").isVisible(), false);
});

test("a dropped state file takes the editor's place", async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: "mine.toml", text: "# dropped\n" }]);
  await page.locator("#editor").getByText("# dropped").waitFor();
});

test("a file is opened from the disk", async (t) => {
  const { page } = await openPage(t);
  await page.locator("#open-input").setInputFiles({ name: "x.toml", mimeType: "text/plain", buffer: Buffer.from("# opened\n") });
  await page.locator("#editor").getByText("# opened").waitFor();
});

test("what is no state and no manifest is refused in words", async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: "holiday.png", text: "x" }]);
  await page.getByText("holiday.png is neither").waitFor();
  await drop(page, [{ name: "broken.yaml", text: "a: [b\n" }]);
  await page.getByText(/broken\.yaml was not imported/).waitFor();
  assert.match(await content(page).textContent(), /\[routes\.postgres-route\]/);
});
