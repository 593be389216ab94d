import assert from "node:assert/strict";
import { test } from "node:test";
import { content, drop, paste, typeAtEnd } from "./harness/editor.mjs";
import { link } from "./harness/panels.mjs";
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

const shows = (page, text) => page.locator("#editor .cm-line").getByText(text, { exact: true }).first().waitFor();

/** The drafts of the menu by their names, without this one. */
async function others(page) {
  await page.getByRole("button", { name: "Drafts" }).click();
  await page.locator("#drafts h2").first().waitFor();
  const names = await page.locator("#drafts .draft-row strong").allTextContents();
  await page.keyboard.press("Escape");
  return names;
}

for (const [how, replace] of [
  ["an example", async (page) => {
    await page.getByRole("button", { name: "Examples" }).click();
    await page.locator("#examples .example").first().click();
  }],
  ["a link in the same tab", (page) => page.evaluate((hash) => { location.hash = hash; }, link({ text: "# linked\n" }))],
  ["a file", (page) => drop(page, [{ name: "mine.toml", text: "# dropped\n" }])],
  ["reset", (page) => page.getByRole("button", { name: "Reset" }).click()],
]) {
  test(`${how} takes the place of no text for good: Undo is there after a reload`, async (t) => {
    const { page } = await openPage(t);
    await paste(page, "# my own\n");
    await replace(page);
    await page.locator("#notices").getByRole("button", { name: "Undo" }).waitFor();
    // What is typed into the new text does not go into the old one either.
    await typeAtEnd(page, "\n# more");
    await page.waitForTimeout(600);
    await page.reload();
    await compiled(page);
    await content(page).click();
    await page.keyboard.press("ControlOrMeta+End");
    await shows(page, "# more");
    await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
    await shows(page, "# my own");
    await page.reload();
    await compiled(page);
    await shows(page, "# my own");
    assert.equal(await page.locator("#notices").getByRole("button", { name: "Undo" }).count(), 0);
  });
}

test("typing into a link's state in a new tab leaves the old draft as it is", async (t) => {
  const { page, server, context } = await openPage(t);
  await paste(page, "# my own\n");
  await page.waitForTimeout(600);
  const other = await context.newPage();
  await other.goto(`${server.url}#${link({ text: "# linked\n" })}`);
  await compiled(other);
  await typeAtEnd(other, "# changed");
  await other.waitForTimeout(600);
  await page.reload();
  await compiled(page);
  await shows(page, "# my own");
  await other.reload();
  await compiled(other);
  await shows(other, "# changed");
});

test("two tabs do not overwrite each other, and know of each other", async (t) => {
  const { page, server, context } = await openPage(t);
  await paste(page, "# first tab\n");
  await page.waitForTimeout(600);
  const other = await context.newPage();
  await other.goto(server.url);
  await compiled(other);
  await shows(other, "# first tab");
  await other.getByText(/is open in another tab/).waitFor();
  await typeAtEnd(other, "# second tab");
  await typeAtEnd(page, "# still the first");
  await page.waitForTimeout(600);
  assert.deepEqual((await others(other)).length, 1);
  await page.reload();
  await compiled(page);
  await shows(page, "# still the first");
  await other.reload();
  await compiled(other);
  await shows(other, "# second tab");
});

test("drafts have names, and versions that can be had again; the last 20 are kept", async (t) => {
  const { page } = await openPage(t);
  for (let n = 1; n <= 23; n++) {
    await paste(page, `# version ${n}\n`);
    await page.keyboard.press("ControlOrMeta+s");
  }
  await page.getByText(/^Saved in this browser/).waitFor();
  await page.getByRole("button", { name: "Drafts" }).click();
  await page.getByLabel("Name of this draft").fill("Databases");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#draft-name").textContent(), "Databases");
  assert.equal(await page.locator(".draft-version").count(), 20);
  await page.locator(".draft-version").nth(5).click();
  await shows(page, "# version 18");
  await page.reload();
  await compiled(page);
  await shows(page, "# version 18");
  assert.equal(await page.locator("#draft-name").textContent(), "Databases");
});

test("an earlier draft is opened and deleted in the menu", async (t) => {
  const { page } = await openPage(t);
  await paste(page, "# old\n");
  await drop(page, [{ name: "new.toml", text: "# new\n" }]);
  await shows(page, "# new");
  await page.getByRole("button", { name: "Drafts" }).click();
  await page.locator("#drafts .draft-row .example").first().click();
  await shows(page, "# old");
  await page.getByRole("button", { name: "Drafts" }).click();
  await page.getByRole("button", { name: "Delete new.toml" }).click();
  await page.getByText("There are no other drafts").waitFor();
});

test("the state is saved as a file", async (t) => {
  const { page } = await openPage(t);
  await paste(page, "# to save\n");
  await page.getByRole("button", { name: "This file" }).click();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download tcpgen.toml" }).click()]);
  assert.equal(file.suggestedFilename(), "tcpgen.toml");
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).toString(), "# to save\n");
});
