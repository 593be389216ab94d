import assert from "node:assert/strict";
import { test } from "node:test";
import { content, paste, visibleText } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const DECLARED = `[entry_points]
postgresql = 5432
redis = { port = 6379 }

[middlewares.office]
ip_allow_list = ["10.0.0.0/8"]

[tls_options.modern]
min_version = "VersionTLS13"

`;

/** Text up to the cursor, and what has to be offered there (or must not). */
const CASES = [
  ["", ["max_version", "alpn_protocols"], ["routes", "min_version"]],
  ["[rou", ["routes"], ["namespace"]],
  ["[routes.pg]\n", ["entry_points", "service", "tls"], ["ip_allow_list"]],
  ["[middlewares.new]\n", ["ip_allow_list", "in_flight_conn"], ["service"]],
  ['[routes.pg]\nentry_points = ["', ["postgresql", "redis"], ["office"]],
  ['[routes.pg]\nmiddlewares = [\n  "', ["office"], ["redis"]],
  ["[routes.pg]\ntls = { ", ["passthrough", "secret_name", "options"], ["entry_points"]],
  ['[routes.pg]\ntls = { options = "', ["modern"], ["office"]],
  ["[routes.pg]\nservice = { name = \"a\", native_lb = ", ["true", "false"], []],
  ["[[routes.pg.rules]]\n", ["match", "services"], ["rules"]],
  ["[[routes.pg.rules]]\nservices = [{ name = \"a\" }, { ", ["weight", "port"], ["match"]],
  ['[tls_options.new]\nmin_version = "', ["VersionTLS12", "VersionTLS13"], []],
  ['[scenarios.s]\nsteps = [\n  { apply = "', ["middlewares.office", "tls_options.modern"], []],
  ['[scenarios.s]\nsteps = [{ connect = { entry_point = "', ["postgresql", "redis"], []],
  ["[routes.pg]\nmatch = '", ["HostSNI", "ClientIP", "ALPN"], ["&&", "postgresql"]],
  ["[routes.pg]\nmatch = 'HostSNI(`a.b`) ", ["&&", "||"], ["HostSNI"]],
  ["[routes.pg]\nmatch = 'HostSNI(`a.b`) && !Cl", ["ClientIP"], ["&&"]],
  ['[routes.pg]\nallow = [{ code = "', ["sni-without-tls"], ["toml-syntax"]],
  ['[invariants.office]\nto = "*"\nonly = { entry_point = ["', ["postgresql", "redis"], ["office"]],
];

test("what may stand at the cursor is offered, by schema and by name", { timeout: 120_000 }, async (t) => {
  const { page } = await openPage(t);
  for (const [text, offered, absent] of CASES) {
    await paste(page, DECLARED + text);
    await content(page).press("ControlOrMeta+End");
    await page.keyboard.press("Control+Space");
    const list = page.locator(".cm-tooltip-autocomplete .cm-completionLabel");
    await list.first().waitFor();
    const labels = await list.allTextContents();
    for (const label of offered) assert.ok(labels.includes(label), `${label} is not offered behind ${JSON.stringify(text)}: ${labels}`);
    for (const label of absent) assert.ok(!labels.includes(label), `${label} is offered behind ${JSON.stringify(text)}`);
    await page.keyboard.press("Escape");
  }
});

test("while somebody types, keys lead to values, and matchers come by themselves", async (t) => {
  const { page } = await openPage(t);
  const label = (text) => page.locator(".cm-tooltip-autocomplete li").filter({ has: page.getByText(text, { exact: true }) });
  await paste(page, `${DECLARED}[routes.pg]\n`);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("entry_po");
  await label("entry_points").waitFor();
  // CodeMirror takes no choice within the first 75 ms, for people who type on.
  await page.waitForTimeout(200);
  await page.keyboard.press("Tab");
  await label("redis").waitFor();
  await page.keyboard.type("red");
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  await page.locator("#editor").getByText('entry_points = ["redis"]').waitFor();
  await page.keyboard.press("End");
  await page.keyboard.type("\nmatch = '");
  await label("ClientIP").click();
  await page.keyboard.type("10.0.0.0/8");
  assert.match(await visibleText(page), /entry_points = \["redis"\]\nmatch = 'ClientIP\(`10\.0\.0\.0\/8`\)'/);
});

test("a key's documentation is beside the list", async (t) => {
  const { page } = await openPage(t);
  await paste(page, "[tls_options.x]\nmin_ver");
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("Control+Space");
  const info = page.locator(".cm-completionInfo");
  await info.getByText("VersionTLS13").first().waitFor();
  assert.match(await info.textContent(), /One of/);
});

test("an empty text is offered the tables there are", async (t) => {
  const { page } = await openPage(t);
  await paste(page, "\n");
  await content(page).press("Control+Space");
  const list = page.locator(".cm-tooltip-autocomplete .cm-completionLabel");
  await list.first().waitFor();
  for (const table of ["routes", "middlewares", "entry_points", "namespace"]) assert.ok((await list.allTextContents()).includes(table));
});

test("a comment and a text that is no TOML offer nothing and break nothing", async (t) => {
  const { page } = await openPage(t);
  for (const text of ["# rou", '[routes.pg]\nservice = "pg" # tl', "]]]}}},,,== \"", "a = [[[[{{{{", "'"]) {
    await paste(page, text);
    await content(page).press("ControlOrMeta+End");
    await page.keyboard.press("Control+Space");
    await page.waitForTimeout(200);
    await page.keyboard.press("Escape");
    assert.equal(await visibleText(page), text);
  }
});
