/**
 * Live examples on the pages of other generators, each built by its own program (tools/build-generators): every fence is shown
 * once and is live, and the page is as its framework left it.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage, PHONE } from "./harness/page.mjs";
import { BASE, DIST } from "./harness/server.mjs";

const BUILT = fileURLToPath(new URL("../../target/generators/out/", import.meta.url));
const SITE = BASE.replace(/play\/$/, "");

/** The files of a built site by their paths on the server. */
function siteOf(generator) {
  const pages = {};
  for (const entry of readdirSync(join(BUILT, generator), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = SITE + file.slice(join(BUILT, generator).length + 1);
    pages[path] = readFileSync(file);
    if (entry.name === "index.html") {
      pages[path.slice(0, -"index.html".length)] = pages[path];
      pages[path.slice(0, -"/index.html".length)] ??= pages[path];
    }
  }
  // Sphinx looks for what `html_js_files` names in its `_static`.
  for (const name of [...readdirSync(DIST), ...readdirSync(join(DIST, "assets")).map((name) => `assets/${name}`)]) {
    if (extname(name)) pages[`${SITE}_static/play/${name}`] = readFileSync(join(DIST, name));
  }
  return pages;
}

/** Opens a page of a site, and waits until its examples are live; answers the first lines of their texts. */
async function liveOn(page, count) {
  const embeds = page.locator("tcpgen-playground");
  await page.waitForFunction((wanted) => document.querySelectorAll("tcpgen-playground").length === wanted, count);
  const firsts = [];
  for (let at = 0; at < count; at++) {
    const embed = embeds.nth(at);
    await embed.scrollIntoViewIfNeeded();
    await embed.locator(".embed-editor .cm-content").waitFor();
    await embed.locator(".embed-status", { hasText: /problem|error|warning|advice/ }).waitFor();
    firsts.push(await embed.evaluate((element) => element.value.trim()));
  }
  return firsts;
}

const text = (name, service = "a:1") => `[routes.${name}]\nentry_points = ["p"]\n\nservice = "${service}"`;

/** The code blocks that a reader sees beside the live ones: every generator has one that is not marked. */
async function staticBlocks(page) {
  return page.evaluate(() => [...document.querySelectorAll("pre")].filter((pre) => pre.checkVisibility()).map((pre) => pre.textContent.trim()));
}

/** The line of the middleware in the page that has to fail. */
const BROKEN = {
  mdbook: ["src/index.md", 7], mkdocs: ["mkdocs/docs/bad.md", 13], sphinx: ["sphinx/bad.rst", 13],
  docusaurus: ["docusaurus/docs/bad.mdx", 11], starlight: ["starlight/src/content/docs/bad.md", 11],
};

const MARKDOWN_CUT = `[routes.element]\nentry_points = ["p"]\nservice = "a:1"`;

/** One whose finding its fence announces. */
const SHOWN = `[routes.shown]\nentry_points = ["p"]\nservice = "a:1"\nmiddlewares = ["nobody"]`;

const PAGES = {
  mdbook: { "index.html": [text("fence", "fence:1"), SHOWN] },
  mkdocs: { "": [text("fence", "fence:1"), null, text("wrapped"), text("pre"), SHOWN] },
  sphinx: { "index.html": [text("classed"), text("fence", "fence:1"), SHOWN], "other.html": [text("other"), text("wrapped")] },
  docusaurus: { "": [text("fence", "fence:1"), text("wrapped"), text("element"), SHOWN], other: [text("other")] },
  starlight: { "": [text("fence", "fence:1"), text("wrapped"), SHOWN] },
};

for (const [generator, pages] of Object.entries(PAGES)) {
  for (const [path, texts] of Object.entries(pages)) {
    for (const viewport of [undefined, PHONE]) {
      test(`${generator}, /${path}${viewport ? ", on a phone" : ""}: every fence is live and shown once`, async (t) => {
        const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: siteOf(generator), ...(viewport ? { viewport } : {}) });
        await page.goto(server.origin + SITE + path);
        const found = await liveOn(page, texts.length);
        texts.forEach((wanted, at) => wanted !== null && assert.equal(found[at], wanted));
        const blocks = await staticBlocks(page);
        assert.deepEqual(blocks, texts.length > 1 && !path.startsWith("other") ? ["[routes.dead]"] : []);
        await page.waitForTimeout(500);
        assert.equal(await page.locator("tcpgen-playground").count(), texts.length);
      });
    }
  }
}

test("a blank line inside an element cuts no snippet in MkDocs", async (t) => {
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: siteOf("mkdocs") });
  await page.goto(server.origin + SITE);
  const found = await liveOn(page, 5);
  assert.ok(found[1].startsWith(MARKDOWN_CUT), found[1]);
  assert.match(found[1], /\n\[routes\.second\]\nentry_points = \["p"\]\nmatch = "HostSNI\(`\*`\)"\n\nservice = "b:1"$/);
  assert.equal(await page.getByText("routes.second").first().isVisible(), false, "the rest of it is not shown as prose");
  assert.ok(await page.getByText("A paragraph after it.").isVisible());
});

test("Docusaurus brings its pages by script: their examples come and go with them", async (t) => {
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: siteOf("docusaurus") });
  await page.goto(server.origin + SITE);
  await liveOn(page, 4);
  for (let round = 0; round < 2; round++) {
    await page.getByRole("link", { name: "Another page" }).first().click();
    assert.deepEqual(await liveOn(page, 1), [text("other")]);
    await page.goBack();
    assert.equal((await liveOn(page, 4))[0], text("fence", "fence:1"));
  }
  assert.deepEqual(await staticBlocks(page), ["[routes.dead]"]);
});

test("nothing of a page is changed before its framework has taken it over", async (t) => {
  const pages = siteOf("docusaurus");
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages });
  // Its own scripts come late, as on a slow network.
  await page.route(/\/assets\/js\//, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.addInitScript(() => {
    globalThis.early = [];
    addEventListener("DOMContentLoaded", () => new MutationObserver((records) => {
      if (document.documentElement.dataset.hasHydrated === "true") return;
      for (const { type, target, attributeName, addedNodes } of records) {
        const ours = [target, ...addedNodes].some((node) => node.nodeName === "TCPGEN-PLAYGROUND");
        if (ours || (type === "attributes" && target.closest(".theme-code-block") && !target.closest("button"))) globalThis.early.push(`${type} ${target.nodeName} ${attributeName ?? ""}`);
      }
    }).observe(document.querySelector("#__docusaurus"), { subtree: true, childList: true, attributes: true }));
  });
  await page.goto(server.origin + SITE);
  await page.waitForFunction(() => customElements.get("tcpgen-playground"));
  await liveOn(page, 4);
  assert.deepEqual(await page.evaluate(() => globalThis.early), []);
});

for (const generator of Object.keys(PAGES)) {
  test(`${generator}: a broken example fails the build with its file and line`, () => {
    const said = readFileSync(join(BUILT, "bad", generator), "utf8");
    const [path, line] = BROKEN[generator];
    assert.ok(said.includes(`${path}:${line}:16: warning[unknown-middleware]: `), said);
    assert.ok(said.includes(`${path}:${line - 4}: if \`unknown-middleware\` is what the example shows`), said);
  });

  test(`${generator}: without JavaScript there are findings, diagram and manifests`, async (t) => {
    const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: siteOf(generator), javaScriptEnabled: false });
    await page.goto(server.origin + SITE + Object.keys(PAGES[generator])[0]);
    const outputs = page.locator(".tcpgen-output");
    await outputs.getByText(/unknown-middleware, line 4: middleware default\/nobody is not declared/).waitFor();
    const last = outputs.last();
    await last.getByText("Manifests").click();
    await last.getByText("kind: IngressRouteTCP").first().waitFor();
    await last.getByText("Diagram", { exact: true }).click();
    const picture = last.getByRole("img", { name: "The ways through Traefik by default/shown" });
    await picture.waitFor();
    assert.ok((await picture.boundingBox()).width > 200);
  });
}
