import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { paste } from "./harness/editor.mjs";
import { PHONE } from "./harness/page.mjs";
import { example, openPanel } from "./harness/panels.mjs";

const WORKFLOW = example("workflow-secure-routing");
const STATE = `[entry_points]
postgresql = 5432

[middlewares.db-allowlist]
ip_allow_list = ["192.168.1.0/24"]

[routes.postgres-route]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["db-allowlist"]
`;
const FAILING = `${STATE}
[scenarios.passes]
steps = [{ connect = { entry_point = "postgresql", client_ip = "192.168.1.7" }, expect = "forwarded" }]

[scenarios.fails]
description = "The office keeps its access"
always = [{ connect = { entry_point = "postgresql", client_ip = "192.168.1.7" }, expect = "forwarded" }]
steps = [
  { connect = { entry_point = "postgresql", client_ip = "203.0.113.9" }, expect = { service = "postgres-next:5432" } },
  { apply = "middlewares.db-allowlist", set = { ip_allow_list = ["10.0.0.0/8"] }, expect = "updated" },
]
`;
const open = (page, name) => page.getByRole("button", { name, exact: true }).click();
const next = (page) => page.getByRole("button", { name: "Next" });
const position = (page, text) => page.locator(".scenarios-position", { hasText: text });
/** Waits until the editor's cursor is on this line. */
const cursorOn = (page, line) => page.locator("#editor .cm-activeLine", { hasText: line }).first().waitFor();

test("all scenarios are run, and told as passed", async (t) => {
  const { page } = await openPanel(t, "scenarios", WORKFLOW);
  await page.getByText("4 passed").waitFor();
  await page.getByRole("button", { name: "Run all" }).click();
  await page.getByText("4 passed").waitFor();
  assert.equal(await page.locator(".scenarios-item .scenarios-sign.ok").count(), 4);
});

test("a scenario is stepped: the cluster, its listing and its connections change with every step", async (t) => {
  const { page } = await openPanel(t, "scenarios", WORKFLOW);
  await open(page, "secure-tcp-routing");
  await position(page, "17 steps").waitFor();
  assert.equal(await page.locator(".scenarios-route").count(), 0);
  await next(page).click();
  await next(page).click();
  await position(page, "2 of 17").waitFor();
  await page.locator(".scenarios-route", { hasText: "default/postgres-route" }).getByText("created").waitFor();
  assert.match(await page.locator(".diff-line.added").allTextContents().then((all) => all.join("\n")), /kind: IngressRouteTCP/);
  assert.match(await page.locator(".scenarios-always").textContent(), /connect 192\.168\.1\.7 to postgresql.*stays forwarded/);
  await next(page).click();
  await next(page).click();
  await page.locator('.scenarios-body .connection-verdict[data-outcome="forwarded"]').waitFor();
  await page.locator(".scenarios-rail-step", { hasText: "7 apply" }).click();
  await page.locator(".scenarios-route", { hasText: "postgres-route" }).getByText("changed").waitFor();
  assert.deepEqual(await page.locator(".diff-line.added").allTextContents(), ["+added:     - 10.0.0.0/8"]);
  await page.locator(".scenarios-rail-step", { hasText: "14 delete" }).click();
  await page.locator(".scenarios-route.removed").waitFor();
  await page.getByRole("button", { name: "Back" }).click();
  await position(page, "13 of 17").waitFor();
  await page.getByRole("button", { name: "Restart" }).click();
  await position(page, "17 steps").waitFor();
  await page.getByRole("button", { name: "All scenarios" }).click();
  await page.getByText("4 passed").waitFor();
});

test("a failing scenario says what it expected and what it got, and leads to the line", async (t) => {
  const { page } = await openPanel(t, "scenarios", FAILING);
  await page.getByText("1 failed").waitFor();
  await page.getByRole("button", { name: "step 1" }).click();
  const told = page.locator(".scenarios-outcome.error");
  await told.waitFor();
  assert.match(await told.textContent(), /expected.*postgres-next:5432.*got.*closed/);
  await told.getByRole("button", { name: /^Line/ }).first().click();
  await cursorOn(page, "postgres-next:5432");

  await next(page).click();
  const always = page.locator(".scenarios-always");
  assert.match(await always.textContent(), /expectedforwardedgotclosed/);
  assert.match(await page.locator(".scenarios-outcome.ok").textContent(), /As expected/);
  await always.getByRole("button", { name: /^Line/ }).click();
  await cursorOn(page, "always = ");
});

test("a changed state is run anew, at the step where the reader is", async (t) => {
  const { page } = await openPanel(t, "scenarios", FAILING);
  await page.getByText("1 failed").waitFor();
  await page.getByRole("button", { name: "step 1" }).click();
  await page.locator(".scenarios-outcome.error").waitFor();
  await paste(page, FAILING.replace('{ service = "postgres-next:5432" }', '"closed"'));
  await page.locator(".scenarios-outcome.ok").waitFor();
  await position(page, "1 of 2").waitFor();
  await paste(page, STATE);
  await page.getByText("no longer in the state").waitFor();
  await page.getByRole("button", { name: "All scenarios" }).click();
  await page.getByText("No scenarios yet").waitFor();
});

test("with the keyboard alone", async (t) => {
  const { page } = await openPanel(t, "scenarios", WORKFLOW);
  await page.getByText("4 passed").waitFor();
  await page.getByRole("tab", { name: "Scenarios" }).focus();
  const at = () => page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.textContent ?? "";
  });
  for (let presses = 0; presses < 10 && (await at()) !== "secure-tcp-routing"; presses++) await page.keyboard.press("Tab");
  assert.equal(await at(), "secure-tcp-routing");
  await page.keyboard.press("Enter");
  await position(page, "17 steps").waitFor();
  await page.waitForFunction(() => true);
  assert.equal(await at(), "Next");
  await page.keyboard.press("Enter");
  await position(page, "1 of 17").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await position(page, "2 of 17").waitFor();
  assert.match(await at(), /2 apply routes/);
  await page.keyboard.press("End");
  await position(page, "17 of 17").waitFor();
  assert.ok(await next(page).isDisabled());
  await page.keyboard.press("Home");
  await position(page, "17 steps").waitFor();
});

test("names of any kind are text", async (t) => {
  const name = "<img src=x onerror=alert(1)>";
  const { page } = await openPanel(t, "scenarios", `${STATE.replace("[entry_points]", `[entry_points]\n${JSON.stringify(name)} = 1`)}[scenarios.${JSON.stringify(name)}]\ndescription = ${JSON.stringify(`**${name}** \`${name}\``)}\nsteps = [{ connect = { entry_point = ${JSON.stringify(name)}, client_ip = "10.0.0.1" }, expect = "http" }]\n`);
  await open(page, name);
  await position(page, "1 step").waitFor();
  await next(page).click();
  assert.match(await page.locator(".scenarios-what").textContent(), /<img src=x onerror=alert\(1\)>/);
  assert.equal(await page.locator(".scenarios img").count(), 0);
});

for (const [name, options] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, phone: { viewport: PHONE } })) {
  test(`axe finds nothing serious, and nothing scrolls sideways (${name})`, async (t) => {
    const { page } = await openPanel(t, "scenarios", FAILING, options);
    if (options.viewport) await page.locator("#show-result").click();
    await page.getByText("1 failed").waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "step 1" }).click();
    await page.locator(".scenarios-outcome.error").waitFor();
    assert.deepEqual(await violations(page), []);
    const sideways = await page.locator(".scenarios").evaluate((panel) => panel.scrollWidth - panel.clientWidth);
    assert.equal(sideways, 0);
  });
}
