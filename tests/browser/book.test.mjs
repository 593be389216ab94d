import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { openPage } from "./harness/page.mjs";

test("a snippet of the built book is live, and its own text opens in the playground", async (t) => {
  const { page, server } = await openPage(t, { path: "docs/workflow-secure-routing.html" });
  const embed = page.locator("tcpgen-playground").first();
  await embed.scrollIntoViewIfNeeded();
  await embed.getByText("kind: ").first().waitFor();
  const text = await embed.evaluate((element) => element.value);
  assert.match(text, /\[routes\./);
  await embed.locator(".embed-editor .cm-content").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\n[routes.typo]\nservise = 1");
  await embed.locator(".cm-lintRange-error").first().waitFor();

  const link = embed.getByRole("link", { name: "Open in playground" });
  await page.waitForFunction(() => document.querySelector("tcpgen-playground").shadowRoot.querySelector(".embed-link").href.includes("#v1."));
  assert.ok((await link.getAttribute("href")).startsWith(`${server.url}#v1.`));
});

test("the live snippets of the book pass axe, in the book's light and dark", async (t) => {
  const { page } = await openPage(t, { path: "docs/workflow-secure-routing.html" });
  const embed = page.locator("tcpgen-playground").first();
  await embed.scrollIntoViewIfNeeded();
  await embed.getByText("kind: ").first().waitFor();
  const of = (found) => found.filter((violation) => violation.includes("tcpgen-playground"));
  assert.deepEqual(of(await violations(page)), []);
  const ground = () => embed.locator(".embed").evaluate((element) => getComputedStyle(element).backgroundColor);
  const before = await ground();
  await page.evaluate(() => { document.documentElement.className = document.documentElement.className.replace("light", "navy"); });
  await page.waitForFunction(() => document.querySelector("tcpgen-playground").dataset.site === "dark");
  assert.notEqual(await ground(), before);
  assert.deepEqual(of(await violations(page)), []);
});
