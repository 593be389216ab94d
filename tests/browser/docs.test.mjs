/** The docs site as `make site` builds it: mdBook's pages, their live examples, their own policy. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { openPage, PHONE } from "./harness/page.mjs";

const pages = readdirSync(new URL("../../www/dist/docs/", import.meta.url)).filter((name) => name.endsWith(".html") && name !== "toc.html");

/** The first live example of a page, loaded. */
async function firstExample(page) {
  const example = page.locator("tcpgen-playground").first();
  await example.scrollIntoViewIfNeeded();
  await example.locator(".embed-editor .cm-content").waitFor();
  return example;
}

test("no page of the book has an error, breaks its policy or scrolls sideways on a phone", { timeout: 120_000 }, async (t) => {
  assert.ok(pages.length >= 15, `only ${pages.length} pages`);
  const { page, server } = await openPage(t, { path: "docs/index.html", viewport: PHONE });
  for (const name of pages) {
    await page.goto(`${server.url}docs/${name}`);
    await page.locator("h1:not(.menu-title)").first().waitFor();
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(content <= window, `${name} is ${content} pixels wide, the window ${window}`);
  }
});

test("an example in the book compiles, and what is typed into it too", async (t) => {
  const { page } = await openPage(t, { path: "docs/quick-start.html" });
  const example = await firstExample(page);
  await example.getByText("kind: MiddlewareTCP").waitFor();
  await example.locator(".embed-editor .cm-content").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("servise = 1\n");
  await example.locator(".chip", { hasText: "1 error" }).waitFor();
});

test("a scenario in the book is run", async (t) => {
  const { page } = await openPage(t, { path: "docs/workflow-tls-passthrough.html" });
  const example = await firstExample(page);
  await example.getByRole("button", { name: "Run all" }).click();
  await example.locator(".chip", { hasText: "1 passed" }).waitFor();
});

test("an example follows the book's colours", async (t) => {
  const { page } = await openPage(t, { path: "docs/troubleshooting.html" });
  const example = await firstExample(page);
  const ground = () => example.locator(".embed-bar").evaluate((bar) => getComputedStyle(bar).backgroundColor);
  const light = await ground();
  await page.locator("#mdbook-theme-toggle").click();
  await page.locator("#mdbook-theme-navy").click();
  await page.waitForFunction((before) => {
    const bar = document.querySelector("tcpgen-playground").shadowRoot.querySelector(".embed-bar");
    return getComputedStyle(bar).backgroundColor !== before;
  }, light);
});

test("the book is searched, and leads back to the playground", async (t) => {
  const { page, server } = await openPage(t, { path: "docs/index.html" });
  await page.locator("#mdbook-search-toggle").click();
  await page.locator("#mdbook-searchbar").pressSequentially("passthrough");
  await page.locator("#mdbook-searchresults a", { hasText: "TLS passthrough" }).first().waitFor();
  await page.getByRole("link", { name: "Playground", exact: true }).click();
  await page.locator("#editor .cm-content").waitFor();
  assert.equal(page.url().split("#")[0], `${server.url}index.html`);
});
