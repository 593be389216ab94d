/** The tour of the book does what it promises: each step is broken as its words ask, and shows what they announce. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, PHONE } from "./harness/page.mjs";

const STEPS = 6;

/** The example of a step, live. */
async function step(t, number) {
  const { page } = await openPage(t, { path: "docs/tour.html" });
  const embed = page.locator("tcpgen-playground").nth(number - 1);
  await embed.scrollIntoViewIfNeeded();
  await embed.locator(".embed-status", { hasText: /\w/ }).waitFor();
  return { page, embed };
}

/** Replaces a line of the example, or deletes it, as a reader does. */
async function change(page, embed, line, text) {
  await embed.locator(".embed-editor .cm-line").nth(line - 1).click();
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  if (text) await page.keyboard.insertText(text);
  else for (let key = 0; key < 2; key++) await page.keyboard.press("Backspace");
}

test("step 1: a client in the office is forwarded, one outside is not", async (t) => {
  const { embed } = await step(t, 1);
  await embed.getByText("Forwarded", { exact: true }).waitFor();
  await embed.getByRole("button", { name: "postgresql, not in office" }).click();
  await embed.getByText("Closed", { exact: true }).waitFor();
});

test("step 2: without the guard everyone gets in", async (t) => {
  const { page, embed } = await step(t, 2);
  await embed.getByText("everyone except 192.168.1.0/24").first().waitFor();
  await change(page, embed, 10);
  await embed.getByText("everyone", { exact: true }).first().waitFor();
  assert.equal(await embed.getByText(/everyone except/).count(), 0);
});

test("step 3: the invariant is broken, and a client is named", async (t) => {
  const { page, embed } = await step(t, 3);
  await embed.locator(".embed-status", { hasText: /\w/ }).waitFor();
  await change(page, embed, 10);
  await embed.getByText(/invariant office-only is broken: a plain client from/).first().waitFor();
});

test("step 4: with its guard mistyped, the route's clients go to the next", async (t) => {
  const { page, embed } = await step(t, 4);
  await embed.getByText("192.168.0.0/16 except 192.168.1.0/24").first().waitFor();
  await change(page, embed, 11, 'middlewares = ["ofice"]');
  await embed.getByText("everyone", { exact: true }).first().waitFor();
  await embed.getByRole("tab", { name: "Problems" }).click();
  await embed.getByRole("button", { name: /^Fix: write office/ }).click();
  await embed.locator(".embed-status", { hasText: /\w/ }).waitFor();
});

test("step 5: a name without TLS is a problem", async (t) => {
  const { page, embed } = await step(t, 5);
  await embed.locator(".embed-status", { hasText: /\w/ }).waitFor();
  await change(page, embed, 8);
  await embed.getByText(/a server name is only seen on TLS connections/).first().waitFor();
});

test("step 6: the scenario passes, and finds the gap", async (t) => {
  const { page, embed } = await step(t, 6);
  await embed.getByText("passed").first().waitFor();
  await change(page, embed, 15, '  { apply = "middlewares.office", set = { ip_allow_list = ["10.1.0.0/16"] }, expect = "updated" },');
  await embed.getByText("failed").first().waitFor();
});

test("the landing line and the docs' home page lead to the tour", async (t) => {
  const { page } = await openPage(t);
  await page.locator("#landing").getByRole("link", { name: /tour/ }).click();
  await page.getByRole("heading", { name: "A tour in six steps" }).waitFor();
  assert.equal(await page.locator("main h2").count(), STEPS + 1);
});

for (const viewport of [{ width: 1280, height: 800 }, PHONE]) {
  test(`the docs' home page answers "does sni need tls" without scrolling, at ${viewport.width}`, async (t) => {
    const { page } = await openPage(t, { path: "docs/index.html", viewport });
    const { y, height } = await page.getByText("Traefik disables a route that has").boundingBox();
    assert.ok(y + height < viewport.height, `${y + height}`);
    const example = await page.locator("tcpgen-playground").first().boundingBox();
    assert.ok(example.y + 100 < viewport.height, "and shows that there is an example");
  });
}
