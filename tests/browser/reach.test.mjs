import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { paste } from "./harness/editor.mjs";
import { openPage, PHONE } from "./harness/page.mjs";
import { example, openPanel, routes } from "./harness/panels.mjs";

const STATE = `[entry_points]
databases = 5432
mysql = 3306

[middlewares.office]
ip_allow_list = ["10.0.0.0/8", "192.168.1.0/24"]

[routes.orders]
entry_points = ["databases"]
sni = "orders.example.com"
service = "orders:5432"
tls = "passthrough"
middlewares = ["office"]

[routes.mysql]
entry_points = ["mysql"]
service = "mysql:3306"
`;

const row = (page, text) => page.locator(".rows-row", { hasText: text });
const cells = (page) => page.locator(".rows-row").evaluateAll((rows) => rows.map((one) => [...one.querySelectorAll("td")].slice(0, -1).map((cell) => cell.textContent)));
/** The kinds of the boxes that are lit. */
const lit = (page) => page.locator(".reach-diagram .diagram-box.on").evaluateAll((all) => all.map((one) => one.getAttribute("data-box").split(":")[0]));

test("rows have the command's words, under their entry points", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  await row(page, "default/orders:5432").waitFor();
  assert.deepEqual(await page.locator(".rows-group").allTextContents(), ["Entry point databases", "Entry point mysql"]);
  assert.deepEqual((await cells(page))[0], [
    "10.0.0.0/8, 192.168.1.0/24", "TLS with orders.example.com, also after PostgreSQL's SSLRequest", "→default/orders:5432, TLS and all",
    "default/orders; guarded by default/office",
  ]);
  await page.getByText("For Traefik 3.7.15").waitFor();
});

test("service, entry point and clients limit the rows", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  await row(page, "default/orders:5432").waitFor();
  await page.getByLabel("Service").selectOption("default/mysql:3306");
  await page.waitForFunction(() => document.querySelectorAll(".rows-row").length === 1);
  assert.deepEqual(await cells(page), [["everyone", "any", "→default/mysql:3306", "default/mysql"]]);
  await page.getByLabel("Entry point").selectOption("databases");
  await page.locator(".reach-below").getByText("nobody").waitFor();
  assert.equal(await page.locator(".rows-row:visible").count(), 0);
  await page.getByLabel("Service").selectOption("");
  await page.getByLabel("Clients in").fill("203.0.113.0/24, 10.1.0.0/16");
  await row(page, "203.0.113.0/24").first().waitFor();
  await row(page, "default/orders:5432").getByText("10.1.0.0/16").waitFor();
  assert.ok((await cells(page)).every(([clients]) => !clients.includes("everyone")));
});

test("a range that is none is refused beside its field, in the module's words", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  await page.getByLabel("Clients in").fill("10.0.0.1/8/9");
  await page.locator(".reach-problem", { hasText: "10.0.0.1/8/9" }).waitFor();
  assert.match(await page.locator(".reach-problem").textContent(), /write ranges such as 10\.0\.0\.0\/8/);
  assert.equal(await page.getByLabel("Clients in").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator(".rows-row:visible").count(), 0);
  await page.getByLabel("Clients in").fill("10.0.0.1");
  await row(page, "default/orders:5432").getByText("10.0.0.1").waitFor();
  assert.equal(await page.locator(".reach-problem").isVisible(), false);
});

test("the rows follow the text, and so does what can be chosen", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  await row(page, "default/orders:5432").waitFor();
  await paste(page, STATE.replace('"192.168.1.0/24"', '"198.51.100.7"').replace("mysql:3306", "maria:3306"));
  await row(page, "10.0.0.0/8, 198.51.100.7").first().waitFor();
  await page.getByLabel("Service").selectOption("default/maria:3306");
  await page.waitForFunction(() => document.querySelectorAll(".rows-row").length === 1);
  await paste(page, "[routes.pg]\nservise = 1\n");
  await page.getByText("This state has errors.").waitFor();
});

test("a row that is pointed at lights its way in the diagram, until nothing is", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  await row(page, "default/orders:5432").hover();
  await page.locator('.reach-diagram .diagram-svg.lit[data-outcome="forwarded"]').waitFor();
  assert.deepEqual((await lit(page)).sort(), ["entry", "guard", "router", "service"]);
  await row(page, "closed by a middleware").hover();
  await page.locator('.reach-diagram .diagram-svg.lit[data-outcome="closed"] .diagram-box.guard.stop').waitFor();
  assert.deepEqual((await lit(page)).sort(), ["entry", "guard", "router"]);
  await page.getByLabel("Service").hover();
  await page.locator(".reach-diagram .diagram-svg:not(.lit)").waitFor();
});

test("the keyboard lights ways as well, and tries a row", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  const button = row(page, "default/orders:5432").getByRole("button");
  assert.equal(await button.getAttribute("aria-label"), "Try 10.0.0.1 to databases, TLS for orders.example.com");
  await page.getByRole("button", { name: /^(Show|Hide) diagram$/ }).focus();
  await page.keyboard.press("Tab");
  await page.locator('.reach-diagram .diagram-svg.lit[data-outcome="forwarded"]').waitFor();
  await page.keyboard.press("Enter");
  await page.locator('.connection-verdict[data-outcome="forwarded"]').waitFor();
  assert.equal(await page.getByLabel("Server name (SNI)").inputValue(), "orders.example.com");
  assert.equal(await page.getByLabel("Client address").inputValue(), "10.0.0.1");
  // The keyboard goes on where the eye does.
  await page.waitForFunction(() => document.activeElement.id === "result-tab-connection");
});

test("the row under the keyboard stays under it when the rows change", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  await row(page, "default/mysql:3306").getByRole("button").focus();
  // A person at the field would have the focus there.
  await page.getByLabel("Entry point").evaluate((select) => {
    select.value = "mysql";
    select.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.waitForFunction(() => document.querySelectorAll(".rows-row").length === 1);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Try 192.0.2.1 to mysql");
});

test("who gets in by an edit is told above the rows", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  const change = page.locator(".reach-change");
  await row(page, "default/orders:5432").waitFor();
  assert.equal(await change.isVisible(), false);
  await paste(page, STATE.replace('"10.0.0.0/8"', '"10.0.0.0/8", "203.0.113.0/24"'));
  await change.locator('.verdict-line[data-verdict="wider"]').waitFor();
  assert.match(await change.textContent(), /gets in: 203\.0\.113\.0\/24 to databases/);
  assert.deepEqual(await violations(page), []);
  await paste(page, STATE);
  await change.waitFor({ state: "hidden" });
  await paste(page, STATE.replace("10.0.0.0/8", "10.1.0.0/16"));
  await change.locator('.verdict-line[data-verdict="narrower"]').waitFor();
  // Another text is no edit of this one.
  await page.getByRole("button", { name: "Reset" }).click();
  await row(page, "default/postgres:5432").waitFor();
  await page.waitForTimeout(1_000);
  assert.equal(await change.isVisible(), false);
  await paste(page, STATE.replace("10.0.0.0/8", "10.1.0.0/16"));
  await change.locator(".verdict-line").waitFor();
  await change.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("tab", { name: "Compare", selected: true }).waitFor();
});

test("the diagram is a choice", async (t) => {
  const { page } = await openPanel(t, "reach", STATE);
  await page.locator(".reach-diagram .diagram-svg").waitFor();
  await page.getByRole("button", { name: /^(Show|Hide) diagram$/ }).click();
  assert.equal(await page.locator(".reach-diagram").isVisible(), false);
  await page.getByRole("button", { name: /^(Show|Hide) diagram$/ }).click();
  assert.equal(await page.locator(".reach-diagram .diagram-svg").isVisible(), true);
});

test("thousands of rows are shown by the hundred", async (t) => {
  const { page } = await openPanel(t, "reach", routes(1000));
  const more = page.getByRole("button", { name: /^Show 200 more of/ });
  await more.waitFor();
  assert.equal(await page.locator(".rows-row").count(), 200);
  await more.click();
  assert.equal(await page.locator(".rows-row").count(), 400);
});

test("names of any kind are text", async (t) => {
  const name = "<img src=x onerror=alert(1)>";
  const quoted = JSON.stringify(name);
  const { page } = await openPanel(t, "reach", `[entry_points]\n${quoted} = 5432\n[routes.pg]\nentry_points = [${quoted}]\nservice = "pg:5432"\n`);
  await page.locator(".rows-group", { hasText: name }).waitFor();
  await page.getByLabel("Clients in").fill(name);
  await page.locator(".reach-problem", { hasText: "<img" }).waitFor();
  assert.equal(await page.locator(".reach img").count(), 0);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious, lit or refused (${colorScheme})`, async (t) => {
    const { page } = await openPanel(t, "reach", example("mqtt"), { colorScheme });
    await row(page, "default/broker:1883").first().hover();
    await page.locator(".reach-diagram .diagram-svg.lit").waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByLabel("Clients in").fill("x");
    await page.locator(".reach-problem:visible").waitFor();
    assert.deepEqual(await violations(page), []);
  });
}

test("a phone shows rows as cards, without scrolling sideways", async (t) => {
  const { page } = await openPanel(t, "reach", STATE.replaceAll("orders.example.com", `${"long.".repeat(40)}example.com`), { viewport: PHONE });
  await page.locator("#show-result").click();
  await row(page, "default/orders:5432").waitFor();
  const sideways = () => page.locator(".reach-rows").evaluate((panel) => panel.scrollWidth - panel.clientWidth);
  assert.equal(await sideways(), 0);
  assert.equal(await page.locator(".reach-diagram").isVisible(), false);
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: /^(Show|Hide) diagram$/ }).click();
  await row(page, "default/orders:5432").locator("td").first().click();
  await page.locator(".reach-diagram .diagram-svg.lit").waitFor();
  assert.equal(await sideways(), 0);
});

test("an embed has the rows alone, and no button that leads nowhere", async (t) => {
  const path = "/some/docs/one.html";
  const html = `<!doctype html><html lang="en"><title>x</title><script type="module" src="/some/docs/play/embed.js"></script>
    <main><h1>x</h1><tcpgen-playground view="reach">${STATE}</tcpgen-playground></main>`;
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg", pages: { [path]: html } });
  await page.goto(server.origin + path);
  await row(page, "default/orders:5432").waitFor();
  assert.equal(await page.getByRole("button", { name: /^Try/ }).count(), 0);
  assert.equal(await page.locator(".reach-diagram").isVisible(), false);
  assert.deepEqual(await violations(page), []);
});
