import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { paste } from "./harness/editor.mjs";
import { openCopiedLink, openPage, PHONE } from "./harness/page.mjs";
import { example, openPanel } from "./harness/panels.mjs";

const POSTGRES = example("postgres");
const outcome = (page, name) => page.locator(`.connection-verdict[data-outcome="${name}"]`);
const stations = (page) => page.locator(".connection-station").evaluateAll((all) => all.map((one) =>
  [...one.children].slice(0, 2).map((part) => part.textContent).join(" ")));

test("what is written before the module has loaded stays, and goes into a link", async (t) => {
  const { page, server, context } = await openPage(t, { ready: false, path: "favicon.svg" });
  let arrive = () => undefined;
  const late = new Promise((resolve) => { arrive = resolve; });
  await context.route("**/*.wasm", async (route) => { await late; await route.continue(); });
  await page.goto(server.url);
  await page.getByRole("tab", { name: "Try a connection" }).click();
  await page.getByLabel("Client address").fill("203.0.113.9");
  assert.doesNotMatch(await page.locator("#status").textContent(), /^Compiled/);
  arrive();
  await outcome(page, "closed").waitFor();
  await outcome(page, "closed").getByText(/^Traefik 3\.\d+\.\d+$/).waitFor();
  assert.equal(await page.getByLabel("Client address").inputValue(), "203.0.113.9");
  const { page: other } = await openCopiedLink(t, page);
  await outcome(other, "closed").waitFor();
});

test("what is written while the suggestion is still being tried goes into a link", async (t) => {
  const { page, server } = await openPage(t, { ready: false, path: "favicon.svg" });
  // The first question waits until `letGo` is called.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    const held = new Promise((resolve) => { window.letGo = resolve; });
    let first = true;
    Worker.prototype.postMessage = function (message) {
      if (message.method !== "route" || !first) return post.call(this, message);
      first = false;
      window.isHeld = true;
      void held.then(() => post.call(this, message));
    };
  });
  await page.goto(server.url);
  await page.getByRole("tab", { name: "Try a connection" }).click();
  await page.waitForFunction(() => window.isHeld);
  await page.getByLabel("Client address").fill("203.0.113.9");
  await page.evaluate(() => window.letGo());
  await outcome(page, "closed").waitFor();
  const { page: other } = await openCopiedLink(t, page);
  await outcome(other, "closed").waitFor();
});

test("a connection is tried, its outcome told, and its path lit in the diagram", async (t) => {
  const { page } = await openPanel(t, "connection", POSTGRES);
  await outcome(page, "forwarded").waitFor();
  assert.deepEqual(await stations(page),
    ["client 192.168.1.1", "entry point postgresql", "router postgres-route", "middleware db-allowlist", "service postgres:5432"]);
  await page.getByLabel("Client address").fill("203.0.113.9");
  await outcome(page, "closed").waitFor();
  assert.match(await outcome(page, "closed").textContent(), /denied-by-middleware/);
  assert.deepEqual((await stations(page)).at(-1), "middleware db-allowlist");
  assert.equal(await page.locator(".connection-station.stops").count(), 1);
  await page.getByRole("button", { name: "Show in the diagram" }).click();
  await page.locator(".diagram-svg.lit[data-outcome=closed]").waitFor();
  const lit = await page.locator(".diagram-box.on").evaluateAll((all) => all.map((one) => one.getAttribute("data-box").split(":")[0]));
  assert.deepEqual(lit.sort(), ["entry", "guard", "router"]);
  assert.equal(await page.locator(".diagram-box.stop.guard").count(), 1);
  await page.getByRole("button", { name: "Clear" }).click();
  assert.equal(await page.locator(".diagram-svg.lit").count(), 0);
});

test("a suggestion fills in the form", async (t) => {
  const { page } = await openPanel(t, "connection", POSTGRES);
  await page.getByRole("button", { name: "postgresql, not in db-allowlist" }).click();
  await outcome(page, "closed").waitFor();
  await outcome(page, "closed").getByText(/^Traefik 3\.\d+\.\d+$/).waitFor();
  assert.equal(await page.getByLabel("Client address").inputValue(), "203.0.113.9");
});

test("TLS opens its fields, and the reasons tell each router that was asked, in order", async (t) => {
  const { page } = await openPanel(t, "connection", example("redis-sni-passthrough"));
  await page.getByLabel("Server name (SNI)").fill("sessions.example.com");
  await page.locator(".connection-reason.matched", { hasText: "redis-cache" }).waitFor();
  assert.match(await outcome(page, "forwarded").textContent(), /redis-cache:6379/);
  await page.getByLabel("Server name (SNI)").fill("other.example.com");
  await page.locator(".connection-verdict:not(.ok)").waitFor();
  const reasons = await page.locator(".connection-reason").allTextContents();
  assert.equal(reasons.length, 2);
  for (const reason of reasons) assert.match(reason, /does not match/);
  await page.locator(".connection-router").first().click();
  await page.locator("#editor .cm-activeLine", { hasText: "sessions.example.com" }).first().waitFor();
  await page.getByLabel("plain TCP").check();
  assert.ok(await page.getByLabel("Server name (SNI)").isHidden());
});

test("the answer follows the state", async (t) => {
  const { page } = await openPanel(t, "connection", POSTGRES);
  await outcome(page, "forwarded").waitFor();
  await paste(page, POSTGRES.replaceAll("192.168.1.0/24", "172.16.0.0/12"));
  await outcome(page, "closed").waitFor();
  assert.equal(await page.getByLabel("Client address").inputValue(), "192.168.1.1");
});

test("a state with errors is answered for what can be read, beside a note that it has errors", async (t) => {
  const { page } = await openPanel(t, "connection", `${POSTGRES}\n[routes.other]\nservise = 1\n`);
  const note = page.locator(".errors-note");
  await outcome(page, "forwarded").waitFor();
  assert.match(await note.textContent(), /^This state has errors\. The answer covers what tcpgen can read/);
  await note.getByRole("button", { name: "Show the problems" }).click();
  await page.locator(".problem-message", { hasText: "servise" }).first().waitFor();
  await page.getByRole("tab", { name: "Try a connection" }).click();
  await paste(page, "[routes.pg]\nservise = 1\n");
  await page.locator(".connection-reason.dead", { hasText: "not all of its object could be read" }).waitFor();
  await note.waitFor();
  await paste(page, POSTGRES);
  await outcome(page, "forwarded").waitFor();
  assert.equal(await note.count(), 0);
});

test("what is wrong is said beside its field", async (t) => {
  const { page } = await openPanel(t, "connection", POSTGRES);
  const address = page.getByLabel("Client address");
  await address.fill("300.1.1.1");
  await page.getByText("300.1.1.1 is not an IPv4 or IPv6 address").or(page.getByText("`300.1.1.1` is not an IPv4 or IPv6 address")).first().waitFor();
  assert.equal(await address.getAttribute("aria-invalid"), "true");
  await address.fill("");
  await page.getByText("Enter the client's address.").waitFor();
  await address.fill("2001:db8::1");
  await outcome(page, "closed").waitFor();
  assert.equal(await address.getAttribute("aria-invalid"), null);
});

test("an entry point that nobody knows can be named", async (t) => {
  const { page } = await openPanel(t, "connection", POSTGRES);
  await page.getByLabel("Entry point", { exact: true }).selectOption({ label: "another…" });
  await page.getByText("Enter an entry point.").waitFor();
  await page.getByLabel("Name of the entry point").fill("nowhere");
  await page.getByText("unknown-entry-point").waitFor();
});

test("routers that do not serve are listed with their errors", async (t) => {
  const { page } = await openPanel(t, "connection", `${POSTGRES}\n[routes.dead]\nentry_points = ["postgresql"]\nsni = "a.example.com"\nservice = "pg:5432"\n`);
  await page.locator(".connection-reason.dead", { hasText: "default/dead" }).waitFor();
  assert.match(await page.locator(".connection-reason.dead").textContent(), /does not serve.*HostSNI/);
});

test("equal priorities are told as what they are: chance", async (t) => {
  const route = (name, service) => `[routes.${name}]\nentry_points = ["pg"]\nservice = "${service}:1"\n`;
  const { page } = await openPanel(t, "connection", `[entry_points]\npg = 5432\n${route("a", "x")}${route("b", "y")}`);
  await outcome(page, "ambiguous").waitFor();
  assert.deepEqual((await stations(page)).slice(2).sort(), ["router a", "router b"]);
});

test("with the keyboard alone", async (t) => {
  const { page } = await openPanel(t, "connection", POSTGRES);
  await outcome(page, "forwarded").waitFor();
  await page.getByRole("tab", { name: "Try a connection" }).focus();
  const reach = async (wanted, key = "Tab") => {
    for (let presses = 0; presses < 25; presses++) {
      await page.keyboard.press(key);
      if (await wanted.evaluate((element) => element.getRootNode().activeElement === element)) return;
    }
    assert.fail("the Tab key never comes there");
  };
  await reach(page.getByLabel("Client address"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("203.0.113.9");
  await outcome(page, "closed").waitFor();
  await reach(page.getByRole("button", { name: "Show in the diagram" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.locator(".diagram-svg.lit").waitFor();
});

test("names of any kind are text", async (t) => {
  const name = "<img src=x onerror=alert(1)>";
  const { page } = await openPanel(t, "connection", `[entry_points]\n${JSON.stringify(name)} = 5432\n`);
  await page.getByLabel("Client address").fill(name);
  await page.getByText(`${name} is not an IPv4`).or(page.getByText(`\`${name}\` is not an IPv4`)).first().waitFor();
  assert.equal(await page.locator(".connection img").count(), 0);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious, whatever the outcome (${colorScheme})`, async (t) => {
    const { page } = await openPanel(t, "connection", POSTGRES, { colorScheme });
    await outcome(page, "forwarded").waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByLabel("Client address").fill("203.0.113.9");
    await outcome(page, "closed").waitFor();
    await page.getByLabel("TLS", { exact: true }).check();
    await outcome(page, "closed").or(outcome(page, "http")).first().waitFor();
    assert.deepEqual(await violations(page), []);
  });
}

test("a phone shows all of it without scrolling sideways", async (t) => {
  const { page } = await openPanel(t, "connection", POSTGRES, { viewport: PHONE });
  await page.locator("#show-result").click();
  await outcome(page, "forwarded").waitFor();
  const sideways = await page.locator(".connection").evaluate((panel) => panel.scrollWidth - panel.clientWidth);
  assert.equal(sideways, 0);
});
