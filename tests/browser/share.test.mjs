/** What leaves the page beside a link: findings and states as Markdown, an issue, embed code, files; and what a tried connection becomes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { content, paste, pasteHere, visibleText } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const SNI_WITHOUT_TLS = '[entry_points]\npg = 5432\n[routes.a]\nentry_points = ["pg"]\nsni = "a.example.com"\nservice = "a:1"\n';

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

async function fromMenu(page, name) {
  await page.getByRole("button", { name: "More ways to share" }).click();
  await page.locator("#share-menu").getByRole("button", { name }).click();
  await page.locator("#notices").getByText(/copied/).waitFor();
  return clipboard(page);
}

test("a problem is copied as Markdown, with its place, its line and what helps", async (t) => {
  const { page } = await openPage(t);
  await paste(page, SNI_WITHOUT_TLS);
  await page.locator("#problems").getByRole("button", { name: "Copy as Markdown" }).first().click();
  await page.locator("#notices").getByText("copied as Markdown").waitFor();
  const copied = await clipboard(page);
  assert.match(copied, /^\*\*warning\*\* `sni-without-tls` at `tcpgen\.toml:5:\d+`: /);
  assert.ok(copied.includes('```toml\nsni = "a.example.com"\n```'), copied);
  assert.match(copied, /\n\nHelp: /);
});

test("text of a state is no markup of what is copied", async (t) => {
  const { page } = await openPage(t);
  await paste(page, '[routes."```\\n# x <b>"]\nservice = "a:1"\n# ````\n');
  await page.locator("#problems .problem").first().waitFor();
  const copied = await fromMenu(page, /^Copy text for an issue/);
  assert.match(copied, /^`````toml\n/m);
  assert.doesNotMatch(copied.replace(/^`````toml\n[^]*?\n`````$/gm, ""), /^# x|(?<!`[^`\n]*)<b>(?![^`\n]*`)/m);
  assert.match(copied, /## Findings\n\n\*\*error\*\*/);
  assert.match(copied, /tcpgen 0\.\d+\.\d+, for Traefik 3\.7/);
});

test("the state as Markdown has all files, and a link that opens them", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("button", { name: "Add a file" }).click();
  await page.getByLabel("Name of this file").press("Enter");
  await paste(page, '[middlewares.x]\nip_allow_list = ["10.0.0.0/8"]\n');
  const copied = await fromMenu(page, /^Copy as Markdown/);
  assert.match(copied, /`tcpgen\.toml`\n\n```toml\n[^]*`team\.toml`\n\n```toml\n\[middlewares\.x\]/);
  const [, address] = /\[Open in the tcpgen playground\]\(([^)]+)\)/.exec(copied);
  const { page: other } = await openPage(t, { hash: new URL(address).hash.slice(1) });
  assert.deepEqual(await other.locator("#file-tabs [role=tab]").allTextContents(), ["tcpgen.toml", "team.toml"]);
});

test("embed code is an element with the text, escaped", async (t) => {
  const { page } = await openPage(t);
  await paste(page, "# </tcpgen-playground><script>alert(1)</script> & more\n");
  const copied = await fromMenu(page, /^Copy embed code/);
  assert.match(copied, /<script type="module" src="http[^"]+\/embed\.js"><\/script>/);
  assert.ok(copied.includes('<tcpgen-playground view="yaml">\n# &lt;/tcpgen-playground>&lt;script>alert(1)&lt;/script> &amp; more\n</tcpgen-playground>'), copied);
});

test("the menu is operable and axe finds nothing serious", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("button", { name: "More ways to share" }).press("Enter");
  await page.locator("#share-menu button:focus").waitFor();
  assert.deepEqual(await violations(page), []);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download tcpgen.toml" }).click();
  assert.equal((await download).suggestedFilename(), "tcpgen.toml");
});

test("a tried connection is kept as steps of a scenario, which passes", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("tab", { name: "Try a connection" }).click();
  await page.getByLabel("Client address").fill("203.0.113.9");
  await page.locator('.connection-verdict[data-outcome="closed"]').waitFor();
  await page.getByRole("button", { name: "Keep as scenario step" }).click();
  await page.locator("#editor").getByText("[scenarios.tried]").waitFor();
  await page.getByLabel("Client address").fill("192.168.1.9");
  await page.locator('.connection-verdict[data-outcome="forwarded"]').waitFor();
  await page.getByRole("button", { name: "Keep as scenario step" }).click();
  await page.locator("#editor").getByText('"192.168.1.9"').waitFor();
  assert.equal((await visibleText(page)).match(/\[scenarios\.tried\]/g).length, 1);
  await page.getByRole("tab", { name: "Scenarios" }).click();
  await page.getByRole("button", { name: /tried/ }).first().waitFor();
  assert.equal(await page.locator("#problems-count").textContent(), "none");
  await page.getByRole("tab", { name: "Try a connection" }).click();
  assert.deepEqual(await violations(page), []);
});

test("a connection that is kept while the text changes is written behind what is there", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("tab", { name: "Try a connection" }).click();
  await page.locator('.connection-verdict[data-outcome="forwarded"]').waitFor();
  await content(page).press("ControlOrMeta+End");
  await pasteHere(page, "\n# typed meanwhile\n", { button: "Keep as scenario step" });
  await page.locator("#editor").getByText("[scenarios.tried]").waitFor();
  assert.match(await visibleText(page), /# typed meanwhile\n\n\[scenarios\.tried\]\nsteps = \[\n/);
});

test("who reaches a service today becomes an invariant, which breaks when more get in", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("tab", { name: "Try a connection" }).click();
  await page.locator('.connection-verdict[data-outcome="forwarded"]').waitFor();
  await page.getByRole("button", { name: "Make an invariant" }).click();
  await page.locator("#editor").getByText("[invariants.who-reaches-postgres-5432]").waitFor();
  assert.match(await visibleText(page), /only = \{ entry_point = "postgresql", client_ip = \["10\.0\.0\.1", "192\.168\.1\.0\/24"\] \}/);
  assert.equal(await page.locator("#problems-count").textContent(), "none");
  await page.locator("#editor .cm-content").press("ControlOrMeta+Home");
  await page.locator("#editor .cm-line", { hasText: "ip_allow_list" }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(', "0.0.0.0/0"');
  await page.locator("#problems").getByText(/invariant .*who-reaches-postgres-5432.* is broken/).waitFor();
});
