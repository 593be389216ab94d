/** Hover, go to definition and rename: what the module knows of a place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { content, paste, visibleText } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const STATE = `[entry_points]
postgresql = 5432

[middlewares.office]
ip_allow_list = ["10.0.0.0/8"]

[routes.pg]
entry_points = ["postgresql"]
match = 'HostSNI(\`*\`)'
service = "postgres:5432"
middlewares = ["office"]
`;

/** Opens the page with this text, and with all of the module at hand. */
async function opened(t, text = STATE) {
  const { page } = await openPage(t);
  const rest = page.waitForResponse(/tcpgen_rest/);
  await paste(page, text);
  await rest;
  return page;
}

/** The place of a word in the editor. */
const word = (page, text) => page.locator("#editor .cm-line", { hasText: text }).first();

/** Puts the cursor into a word of a line. */
async function cursorAt(page, line, part) {
  const place = await word(page, line).evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    return null;
  }, part);
  assert.ok(place, `${part} is not in the line ${line}`);
  return place;
}

const selectedLine = (page) => page.evaluate(() => document.querySelector("#editor").shadowRoot.querySelector(".cm-activeLine")?.textContent);

test("the pointer over a name, a rule and a key tells what there is to know", async (t) => {
  const page = await opened(t);
  const tooltip = page.locator("#editor .cm-words");
  for (const [line, part, words] of [
    ["middlewares = [", "office", ["MiddlewareTCP", "Admits clients from 10.0.0.0/8", "1 reference"]],
    ["[routes.pg]", "pg", ["IngressRouteTCP", "Who reaches it", "10.0.0.0/8", "postgres:5432"]],
    ["match =", "HostSNI", ["every connection", "Priority"]],
    ["ip_allow_list", "allow", ["ip_allow_list", "Example"]],
    ["postgresql = 5432", "postgresql", ["entry point", "Port 5432", "1 router listens on it"]],
  ]) {
    const { x, y } = await cursorAt(page, line, part);
    await page.mouse.move(x, y);
    await tooltip.getByText(words[0]).first().waitFor();
    const told = await tooltip.textContent();
    for (const one of words) assert.ok(told.includes(one), `${one} is not in ${told}`);
    assert.doesNotMatch(told, /\\[`*_|]/, "an escape is no text");
    await page.mouse.move(5, 5);
    await tooltip.waitFor({ state: "detached" });
  }
});

test("an answer that comes after the pointer has left shows nothing", async (t) => {
  const page = await opened(t);
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.method === "hover") setTimeout(() => { document.body.dataset.hovers = "1"; post.call(this, message, ...rest); }, 500);
      else post.call(this, message, ...rest);
    };
  });
  const { x, y } = await cursorAt(page, "middlewares = [", "office");
  await page.mouse.move(x, y);
  await page.waitForTimeout(400);
  await page.mouse.move(5, 5);
  await page.locator("body[data-hovers]").waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.locator("#editor .cm-words").count(), 0);
});

test("the keyboard asks the same, and Escape closes it", async (t) => {
  const page = await opened(t);
  const { x, y } = await cursorAt(page, "middlewares = [", "office");
  await page.mouse.click(x, y);
  await page.mouse.move(5, 5);
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.press("ControlOrMeta+i");
  await page.locator("#editor .cm-words").getByText("Admits clients from").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#editor .cm-words").count(), 0);
});

test("markup of an input stays text in a hover", async (t) => {
  const page = await opened(t, '[middlewares.office]\nip_allow_list = ["<img src=x onerror=alert(1)>", "10.0.0.0/8"]\n');
  const { x, y } = await cursorAt(page, "[middlewares.office]", "office");
  await page.mouse.move(x, y);
  await page.locator("#editor .cm-words").getByText("<img src=x onerror=alert(1)>").waitFor();
  assert.equal(await page.locator("#editor .cm-words img").count(), 0);
});

test("F12, and Ctrl with a click, lead to what declares a name", async (t) => {
  const page = await opened(t);
  const use = await cursorAt(page, "middlewares = [", "office");
  await page.mouse.click(use.x, use.y);
  await page.keyboard.press("F12");
  await page.waitForFunction(() => document.querySelector("#editor").shadowRoot.querySelector(".cm-activeLine")?.textContent === "[middlewares.office]");
  // What is known of a name may cover the lines around it.
  await page.mouse.move(5, 5);
  await page.locator("#editor .cm-words").waitFor({ state: "detached" });
  const entry = await cursorAt(page, "entry_points = [", "postgresql");
  await page.keyboard.down("ControlOrMeta");
  await page.mouse.click(entry.x, entry.y);
  await page.keyboard.up("ControlOrMeta");
  await page.waitForFunction(() => document.querySelector("#editor").shadowRoot.querySelector(".cm-activeLine")?.textContent === "postgresql = 5432");
  const service = await cursorAt(page, "service =", "postgres");
  await page.mouse.click(service.x, service.y);
  await page.keyboard.press("F12");
  await page.waitForTimeout(200);
  assert.equal(await selectedLine(page), 'service = "postgres:5432"', "what no entry declares leads nowhere");
});

test("F2 renames everywhere, refuses what cannot be, and can be undone", async (t) => {
  const page = await opened(t);
  const use = await cursorAt(page, "middlewares = [", "office");
  await page.mouse.click(use.x, use.y);
  await page.keyboard.press("F2");
  const field = page.getByLabel("New name for office");
  await field.waitFor();
  assert.match(await page.locator("#editor .cm-rename").textContent(), /in 2 places/);
  assert.deepEqual(await violations(page), []);
  await field.fill("No Name");
  await page.keyboard.press("Enter");
  await page.locator("#editor .cm-rename-complaint").getByText("cannot be the name").waitFor();
  await field.fill("home");
  await page.keyboard.press("Enter");
  await field.waitFor({ state: "detached" });
  assert.match(await visibleText(page), /\[middlewares\.home\][^]*middlewares = \["home"\]/);
  await page.locator("#problems-count").getByText("none").waitFor();
  await content(page).press("ControlOrMeta+z");
  assert.match(await visibleText(page), /\[middlewares\.office\][^]*middlewares = \["office"\]/);
  await content(page).press("F2");
  await field.waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await field.count(), 0);
});

test("where nothing has a name, F2 says so", async (t) => {
  const page = await opened(t);
  const { x, y } = await cursorAt(page, "service =", "postgres");
  await page.mouse.click(x, y);
  await page.keyboard.press("F2");
  await page.locator("#notices").getByText("No renamable name at the cursor").waitFor();
});

test("before the rest of the module is there, nothing that nobody asked for waits for it", async (t) => {
  const { page } = await openPage(t);
  let held = null;
  await page.route(/tcpgen_rest/, (route) => { held ??= route; });
  await content(page).click();
  const place = await cursorAt(page, "service = ", "postgres");
  await page.mouse.click(place.x, place.y);
  await page.keyboard.type("x");
  await page.locator(".text-view").getByText(/name: p\w*x\w*/).first().waitFor();
  assert.equal(await page.locator(".cm-tooltip-autocomplete").count(), 0);
  await held?.continue();
});
