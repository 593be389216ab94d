import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { test } from "node:test";
import { content, paste } from "./harness/editor.mjs";
import { openCopiedLink, openPage } from "./harness/page.mjs";

const link = (value) => `v1.${deflateRawSync(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")}`;

const STATE = '[routes.shared]\nentry_points = ["postgresql"]\nservice = "pg-ü:5432"\n';

test("a copied link restores text and view", async (t) => {
  const { page } = await openPage(t);
  await paste(page, STATE);
  await page.getByRole("tab", { name: "Helm" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText(/^Link copied/).waitFor();
  const hash = new URL(await page.evaluate(() => navigator.clipboard.readText())).hash.slice(1);
  assert.match(hash, /^v1\.[\w-]+$/);

  const { page: other } = await openPage(t, { hash });
  assert.match(await content(other).textContent(), /pg-ü:5432/);
  assert.equal(await other.locator("#result-pane").getByRole("tab", { selected: true }).textContent(), "Helm");
});

test("a copied link restores the connection that was tried", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("tab", { name: "Try a connection" }).click();
  await page.getByLabel("Client address").fill("203.0.113.9");
  await page.locator('.connection-verdict[data-outcome="closed"]').waitFor();
  const { page: other } = await openCopiedLink(t, page);
  await other.locator('.connection-verdict[data-outcome="closed"]').waitFor();
  assert.equal(await other.getByLabel("Client address").inputValue(), "203.0.113.9");
});

test("a link over an own draft offers the way back, and the first change clears the address", async (t) => {
  const { page } = await openPage(t, { hash: link({ text: STATE }), store: { "tcpgen.draft": "# mine\n" } });
  await page.getByRole("button", { name: "Back to my text" }).click();
  await page.locator("#editor").getByText("# mine").waitFor();
  assert.equal(new URL(page.url()).hash, "");
});

test("a link that is pasted into the open page is opened", async (t) => {
  const { page } = await openPage(t);
  await page.evaluate((hash) => { location.hash = hash; }, link({ text: STATE }));
  await page.locator("#editor").getByText("[routes.shared]").waitFor();
});

for (const [name, hash, words] of [
  ["another version", "v9.abc", /another version/],
  ["text that is no base64", "v1.!!!", /damaged/],
  ["a cut link", link({ text: STATE }).slice(0, 30), /damaged/],
  ["no JSON", link("{"), /damaged/],
  ["another JSON", link([1, 2]), /no state file/],
  ["a bomb", link({ text: "a".repeat(20_000_000) }), /more than the playground can open/],
]) {
  test(`a bad link is told in words: ${name}`, async (t) => {
    const { page } = await openPage(t, { hash });
    await page.locator("#notices").getByText(words).waitFor();
    assert.match(await content(page).textContent(), /\[routes\.postgres-route\]/);
  });
}

test("unknown and ill-typed parts of a link are left out", async (t) => {
  const shared = { text: STATE, view: "__proto__", connection: { entry_point: 5, client_ip: {} }, more: "<img src=x onerror=alert(1)>" };
  const { page } = await openPage(t, { hash: link(shared) });
  assert.match(await content(page).textContent(), /\[routes\.shared\]/);
  assert.equal(await page.locator("#result-pane").getByRole("tab", { selected: true }).textContent(), "YAML");
});
