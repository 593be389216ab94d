import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { openPage, PHONE } from "./harness/page.mjs";

const html = (name) => readFileSync(new URL(`pages/${name}.html`, import.meta.url), "utf8");

const PAGES = {
  "/some/docs/guide/embeds.html": html("embeds"),
  "/some/docs/guide/second.toml": '[routes.second]\nservise = "second:5432"\n',
  "/some/docs/guide/generators.html": html("generators"),
};

const open = (t, name, options = {}) => openPage(t, { path: `/some/docs/guide/${name}.html`, pages: PAGES, ...options });

test("two embeds live on one page, each with its own text, one worker between them", async (t) => {
  const { page } = await open(t, "embeds");
  const first = page.locator("#first");
  const second = page.locator("#second");
  await first.getByText("kind: IngressRouteTCP").waitFor();
  await second.getByRole("button", { name: /servise/ }).waitFor();
  assert.match(await first.locator(".embed-editor .cm-content").textContent(), /^\[routes\.first\]entry_points/);
  assert.equal(page.workers().length, 1);

  await second.locator(".embed-editor .cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText('[routes.second]\nentry_points = ["p"]\nservice = "second:5432"\n');
  await second.locator(".chip", { hasText: "no problems" }).waitFor();
  assert.match(await page.locator("#second").evaluate((element) => element.value), /^\[routes\.second\]\nentry/);
  assert.doesNotMatch(await first.locator(".embed-editor .cm-content").textContent(), /second/);
});

test("the link of an embed opens its text in the playground", async (t) => {
  const { page, server } = await open(t, "embeds");
  const link = page.locator("#first").getByRole("link", { name: "Open in playground" });
  await page.waitForFunction(() => document.getElementById("first").shadowRoot.querySelector(".embed-link")?.href.includes("#v1."));
  const href = await link.getAttribute("href");
  assert.ok(href.startsWith(server.url));
  await page.goto(href);
  await page.locator("#editor").getByText("[routes.first]").waitFor();
});

test("nothing heavy is loaded before an embed is near the viewport", async (t) => {
  const far = html("embeds").replace("<h1>", '<div id="far"></div><h1>').replace("<body>", '<body><svg width="1" height="5000"></svg>');
  const requests = [];
  const { page } = await openPage(t, { path: "/some/docs/guide/far.html", pages: { ...PAGES, "/some/docs/guide/far.html": far } });
  page.on("request", (request) => requests.push(request.url()));
  await page.waitForTimeout(500);
  assert.deepEqual(requests.filter((url) => /mount|wasm|worker/.test(url)), []);
  await page.locator("#first").scrollIntoViewIfNeeded();
  await page.locator("#first").getByText("kind: IngressRouteTCP").waitFor();
  assert.ok(requests.some((url) => url.endsWith(".wasm")));
});

test("fenced blocks of mdBook, MkDocs and Docusaurus become live, others stay", async (t) => {
  const { page } = await open(t, "generators");
  for (const name of ["mdbook", "mkdocs", "docusaurus"]) {
    const embed = page.locator(`#${name} tcpgen-playground`);
    await embed.scrollIntoViewIfNeeded();
    await embed.locator(".embed-editor .cm-content").waitFor();
    const lines = await embed.locator(".embed-editor .cm-line").allTextContents();
    assert.equal(lines[0], `[routes.${name}]`);
    assert.match(lines[1], /^service = "[abc]:1"$/);
    assert.equal(await page.locator(`#${name} pre`).isVisible(), false);
  }
  assert.equal(await page.locator("#mdbook tcpgen-playground").getAttribute("view"), "diagram");
  assert.equal(await page.locator("#other pre").isVisible(), true);
  assert.equal(await page.locator("#other tcpgen-playground").count(), 0);
});

test("a block that a script brings later becomes live too", async (t) => {
  const { page } = await open(t, "generators");
  await page.evaluate(() => {
    const code = document.createElement("code");
    code.className = "language-toml tcpgen";
    code.textContent = "[routes.late]\n";
    const pre = document.createElement("pre");
    pre.append(code);
    document.querySelector("main").append(pre);
  });
  const late = page.locator("main > tcpgen-playground");
  await late.scrollIntoViewIfNeeded();
  await late.getByText("[routes.late]").first().waitFor();
});

test("a snippet that is not there is told in words", async (t) => {
  const { page, troubles } = await openPage(t, {
    path: "/some/docs/guide/gone.html",
    pages: { "/some/docs/guide/gone.html": html("embeds").replace("second.toml", "gone.toml") },
  });
  await page.locator("#second").getByText("gone.toml answers 404").waitFor();
  assert.deepEqual(troubles.splice(0).filter((trouble) => !trouble.includes("gone.toml")), []);
});

test("colours are the page's: its background, its custom properties, the element's theme", async (t) => {
  const { page } = await open(t, "embeds");
  const first = page.locator("#first");
  await first.getByText("kind: IngressRouteTCP").waitFor();
  const ground = () => first.locator(".embed").evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.equal(await ground(), "rgb(255, 255, 255)");
  await page.evaluate(() => document.body.style.setProperty("background", "#101418"));
  await page.waitForFunction(() => document.getElementById("first").dataset.site === "dark");
  assert.equal(await ground(), "rgb(26, 30, 36)");
  await page.locator("#first").evaluate((element) => element.setAttribute("theme", "light"));
  assert.equal(await ground(), "rgb(255, 255, 255)");
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("tcpgen-playground { --tcpgen-surface: rgb(1, 2, 3); }");
    document.adoptedStyleSheets = [sheet];
  });
  assert.equal(await ground(), "rgb(1, 2, 3)");
});

for (const viewport of [undefined, PHONE]) {
  test(`axe finds nothing serious in embeds${viewport ? ", and a phone does not scroll sideways" : ""}`, async (t) => {
    const { page } = await open(t, "embeds", viewport ? { viewport } : {});
    await page.locator("#first").getByText("kind: IngressRouteTCP").waitFor();
    await page.locator("#second").getByRole("button", { name: /servise/ }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
  });
}
