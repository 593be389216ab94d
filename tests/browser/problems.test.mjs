import assert from "node:assert/strict";
import { test } from "node:test";
import { content, paste, pasteHere, squiggle, typeAtEnd, visibleText } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const SNI_WITHOUT_TLS = `[routes.pg]
entry_points = ["postgresql"]
sni = "pg.example.com"
service = "postgres:5432"
`;

test("an error that is typed gets its squiggle at its place, its message and its line in the list", async (t) => {
  const { page } = await openPage(t);
  await typeAtEnd(page, "\n[routes.typo]\nservise = \"pg:5432\"\n");
  const typo = squiggle(page, "servise");
  await typo.waitFor();
  assert.equal(await typo.textContent(), "servise");
  const list = page.getByRole("list", { name: "Problems" });
  assert.match(await list.textContent(), /servise.*service/s);
  await page.getByText("From before the errors").waitFor();

  await typo.hover();
  const tooltip = page.locator("#editor .cm-tooltip-lint");
  await tooltip.waitFor();
  assert.match(await tooltip.textContent(), /servise/);
  await tooltip.getByText("Why?").first().click();
  await tooltip.locator(".problem-explanation pre").first().waitFor();
});

test("the list of problems leads to the place", async (t) => {
  const { page } = await openPage(t);
  await paste(page, `${"# a line\n".repeat(300)}${SNI_WITHOUT_TLS}`);
  await page.getByRole("button", { name: /a server name is only seen on TLS/ }).click();
  await page.locator("#editor .cm-activeLine", { hasText: "sni = " }).waitFor();
  assert.equal(await page.evaluate(() => document.getElementById("editor").shadowRoot.getSelection?.().toString() ?? ""), '"pg.example.com"');
});

test("a quick fix is applied from the list, and from the keyboard", async (t) => {
  const { page } = await openPage(t);
  await paste(page, SNI_WITHOUT_TLS);
  await page.getByRole("button", { name: /^Fix: terminate TLS/ }).first().click();
  await page.locator("#editor").getByText("tls = {").waitFor();

  await paste(page, '[routes.pg]\nentry_points = ["postgresql"]\nservise = "pg:5432"\n');
  await squiggle(page, "servise").waitFor();
  await content(page).press("F8");
  await content(page).press("ControlOrMeta+.");
  await page.locator("#editor").getByText("service =").waitFor();
  assert.doesNotMatch(await visibleText(page), /servise/);
});

test("a fix that is chosen while the text changes is made once the text is compiled, if its problem is still there", async (t) => {
  const { page } = await openPage(t);
  await paste(page, SNI_WITHOUT_TLS);
  const fix = page.getByRole("button", { name: /^Fix: terminate TLS/ }).first();
  await fix.waitFor();
  await content(page).press("ControlOrMeta+Home");
  await pasteHere(page, "# typed meanwhile\n", { button: "Fix: terminate TLS" });
  await page.locator("#editor").getByText("tls = {").waitFor();
  assert.match(await visibleText(page), /^# typed meanwhile\n\[routes\.pg\]/);

  await paste(page, SNI_WITHOUT_TLS);
  await fix.waitFor();
  await content(page).press("ControlOrMeta+End");
  await pasteHere(page, 'tls = "passthrough"\n', { button: "Fix: terminate TLS" });
  await page.getByText("this fix no longer applies").waitFor();
  assert.doesNotMatch(await visibleText(page), /tls = \{/);
});

test("the key for a quick fix works in what was typed just before", async (t) => {
  const { page } = await openPage(t);
  await paste(page, '[entry_points]\npostgresql = 5432\n\n[routes.pg]\nentry_points = ["postgresql"]\n');
  await page.waitForFunction(() => document.querySelector("#problems").textContent.includes("service"));
  await content(page).press("ControlOrMeta+End");
  await pasteHere(page, 'servise = "pg:5432"', { keys: [{ key: "Home" }, { key: ".", ctrlKey: true }] });
  await page.locator("#editor").getByText("service =").waitFor();
});

test("keys and names are completed from the schema and the text", async (t) => {
  const { page } = await openPage(t);
  await paste(page, "[entry_points]\npostgresql = 5432\n\n[routes.pg]\n");
  await typeAtEnd(page, "entr");
  await page.locator(".cm-tooltip-autocomplete").getByText("entry_points").waitFor();
  // CodeMirror takes no choice within the first 75 ms, for people who type on.
  await page.waitForTimeout(200);
  await page.keyboard.press("Enter");
  await page.keyboard.type("postg");
  await page.locator(".cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled)").getByText("postgresql").waitFor();
  await page.waitForTimeout(300);
  await page.keyboard.press("Tab");
  assert.match(await visibleText(page), /entry_points = \["postgresql"\]/);
});

test("a finding about connections shows one of them, which can be tried", async (t) => {
  const { page } = await openPage(t);
  await paste(page, '[entry_points]\npg = 5432\n[routes.a]\nentry_points = ["pg"]\nservice = "a:1"\n[routes.b]\nentry_points = ["pg"]\nservice = "b:1"\n');
  const list = page.getByRole("list", { name: "Problems" });
  await list.getByText("For example: 192.0.2.1 to pg").waitFor();
  await list.getByRole("button", { name: "Try this connection" }).press("Enter");
  await page.locator('.connection-verdict[data-outcome="ambiguous"]').waitFor();
  assert.equal(await page.getByLabel("Client address").inputValue(), "192.0.2.1");
  // The keyboard goes on where the eye does.
  await page.waitForFunction(() => document.activeElement.id === "result-tab-connection");

  await page.locator("#editor .cm-lintRange-warning").first().hover();
  await page.locator("#editor .cm-tooltip-lint").getByRole("button", { name: "Try this connection" }).waitFor();
});

test("a finding about no connection has none to try", async (t) => {
  const { page } = await openPage(t);
  await paste(page, SNI_WITHOUT_TLS);
  await page.getByRole("button", { name: /a server name is only seen on TLS/ }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Try this connection" }).count(), 0);
});
