import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { openPage } from "./harness/page.mjs";
import { DIST } from "./harness/server.mjs";
import { longestTask } from "./harness/tasks.mjs";

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

/** As docs/embedding.md has it. */
const STRICT = {
  "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'",
};

test("the whole book works under a strict policy that the server sends", async (t) => {
  const { page, server } = await openPage(t, { path: "docs/index.html", headers: STRICT });
  // `toc.html` is for readers without scripts. A violation on any of them fails the test (harness/page.mjs).
  for (const name of readdirSync(join(DIST, "docs")).filter((name) => name.endsWith(".html") && name !== "toc.html")) {
    await page.goto(`${server.url}docs/${name}`);
    await page.waitForFunction(() => document.documentElement.classList.contains("js"));
  }
  await page.goto(`${server.url}docs/workflow-secure-routing.html`);
  const embed = page.locator("tcpgen-playground").first();
  await embed.scrollIntoViewIfNeeded();
  await embed.getByText("kind: ").first().waitFor();

  await page.locator("#mdbook-theme-toggle").click();
  await page.locator("#mdbook-theme-navy").click();
  await page.waitForFunction(() => document.documentElement.classList.contains("navy"));
  await page.locator("#mdbook-search-toggle").click();
  // mdBook hears what is typed only once its index is there.
  await page.locator("#mdbook-searchbar-outer:not(.searching)").waitFor();
  // It hears keys, and not what is filled in.
  await page.locator("#mdbook-searchbar").pressSequentially("invariant");
  await page.locator("#mdbook-searchresults li").first().waitFor();
});

test("a long page colours the code that is near, and never works for 100 ms without a break", async (t) => {
  const { page, server } = await openPage(t, { path: "docs/index.html" });
  const longest = await longestTask(page, async () => {
    await page.goto(`${server.url}docs/diagnostics.html`);
    await page.waitForFunction(() => document.querySelectorAll("code .hljs-section, code .hljs-attr").length > 0);
    await page.waitForTimeout(1_000);
  });
  assert.ok(longest < 100, `a task of ${longest} ms`);
  const last = page.locator("pre > code.language-toml").last();
  const coloured = () => last.locator("[class^=hljs-]").count();
  assert.equal(await coloured(), 0);
  await last.scrollIntoViewIfNeeded();
  await last.locator("[class^=hljs-]").first().waitFor();
  const all = page.locator("pre > code.language-toml:not(:has([class^=hljs-]))");
  assert.ok(await all.count() > 100, "those in between are not");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.ok(await all.count() < 10, "for the printer all are");
});
