import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { paste, visibleText } from "./harness/editor.mjs";
import { PHONE } from "./harness/page.mjs";
import { example, openPanel } from "./harness/panels.mjs";

const STATE = "# Kept by the database team.\n[entry_points]\npostgresql = 5432\nredis = 6379\n";
const request = (page) => page.getByLabel("Request in plain words");
const verdict = (page) => page.locator(".tools-verdict");
const call = (page) => page.getByRole("region", { name: "The call as JSON" }).filter({ visible: true });

async function say(page, text) {
  await request(page).fill(text);
  await request(page).press("Enter");
}

async function run(page, text) {
  await say(page, text);
  await page.getByRole("button", { name: "Run it" }).click();
}

test("a middleware is made by form: the call, the answer, the state file and the manifests", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  await page.getByRole("textbox", { name: "Middleware", exact: true }).fill("db-allowlist");
  await page.getByLabel("Source ranges").filter({ visible: true }).fill("192.168.1.0/24, 10.0.0.1");
  assert.deepEqual(JSON.parse(await call(page).textContent()), { middleware_name: "db-allowlist", source_ranges: ["192.168.1.0/24", "10.0.0.1"] });
  await page.getByRole("button", { name: "Create or update" }).click();
  await verdict(page).getByText("created the MiddlewareTCP").waitFor();
  assert.match(await page.getByRole("region", { name: "What changed in the state file" }).textContent(), /\+added: \[middlewares\.db-allowlist\]/);
  assert.match(await page.getByRole("region", { name: "What changed in the manifests" }).textContent(), /kind: MiddlewareTCP/);
  const answer = JSON.parse(await page.getByRole("region", { name: "The answer as JSON" }).textContent());
  assert.equal(answer.status, "success");
  assert.equal(answer.middleware_name, "db-allowlist");
});

test("the same again is an update in place, and what cannot be done says why", async (t) => {
  const { page } = await openPanel(t, "tools", example("postgres"));
  await page.getByRole("button", { name: "Route", exact: true }).click();
  await page.getByRole("textbox", { name: "Route", exact: true }).fill("postgres-route");
  await page.getByLabel("Service", { exact: true }).filter({ visible: true }).fill("hello-world");
  await page.getByRole("button", { name: "Create or update" }).click();
  await verdict(page).getByText("updated the IngressRouteTCP").waitFor();
  await page.getByRole("textbox", { name: "Route", exact: true }).fill("nobody");
  await page.getByLabel("Action").filter({ visible: true }).selectOption("delete");
  assert.equal(await page.getByLabel("Service", { exact: true }).filter({ visible: true }).count(), 0);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await verdict(page).getByText("not-found").waitFor();
  assert.equal(await verdict(page).getAttribute("data-good"), "false");
  await page.getByRole("textbox", { name: "Route", exact: true }).fill("");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  assert.equal(await page.getByRole("textbox", { name: "Route", exact: true }).getAttribute("aria-invalid"), "true");
});

test("a manifest is generated, and nothing is applied", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  await run(page, "Generate a MiddlewareTCP ipAllowList YAML 'db-allowlist' allowing 192.168.1.0/24 and 10.0.0.1.");
  await page.getByRole("region", { name: "The manifest" }).getByText("kind: MiddlewareTCP").waitFor();
  assert.equal(await page.getByRole("region", { name: "What changed in the state file" }).count(), 0);
});

test("a request in plain words shows the call it means, runs it, and the listing has it", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  await run(page, "Create a TCP IP allowlist middleware 'db-allowlist' in 'default' allowing 192.168.1.0/24 and 10.0.0.1.");
  await verdict(page).getByText("created the MiddlewareTCP").waitFor();
  await say(page, "Create a TCP route 'postgres-route' in 'default' for Kubernetes service 'postgres' on port 5432, entry point 'postgresql', with middleware 'db-allowlist'.");
  await page.locator(".tools-understood").getByText("traefik_manage_tcp_routing").waitFor();
  const means = JSON.parse(await page.getByRole("region", { name: "The tool call as JSON" }).textContent());
  assert.equal(means.route_name, "postgres-route");
  assert.deepEqual(means.middlewares, ["db-allowlist"]);
  await page.getByRole("button", { name: "Run it" }).click();
  await verdict(page).getByText("created the IngressRouteTCP").waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Route", exact: true }).inputValue(), "postgres-route");
  await say(page, "List all TCP IngressRoutes and middleware attachments by reading the resource traefik://traffic/tcp/list.");
  await page.getByRole("button", { name: "Read it" }).click();
  await page.getByText("An agent reads").waitFor();
  const listing = JSON.parse(await page.getByRole("region", { name: "The answer as JSON" }).textContent());
  assert.equal(listing.count, 1);
  assert.deepEqual(listing.tcp_routes[0].routes[0].middlewares[0].sourceRange, ["192.168.1.0/24", "10.0.0.1"]);
});

test("the state goes into the editor when told so, with its comments, and can be taken back", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  await run(page, "Create TCP route 'redis-route' in 'default' for 'redis' on port 6379, entry point 'redis', SNI 'redis.example.com', tls_passthrough true.");
  await verdict(page).waitFor();
  assert.doesNotMatch(await visibleText(page), /redis-route/);
  await page.getByRole("button", { name: "Copy this state to the editor" }).click();
  await page.locator("#editor").getByText("[routes.redis-route]").waitFor();
  assert.match(await visibleText(page), /# Kept by the database team\./);
  await run(page, "Delete the TCP route 'redis-route' in 'default'.");
  await verdict(page).getByText("deleted the IngressRouteTCP").waitFor();
});

test("a request takes the call of the one before away at once, and calls on their way outlive a new state", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  await say(page, "Create a TCP IP allowlist middleware 'one' in 'default' allowing 10.0.0.1.");
  const runIt = page.getByRole("button", { name: "Run it" });
  await runIt.waitFor();
  // Everything within one task: no answer comes between.
  const left = await page.evaluate(() => {
    const field = document.querySelector(".tools-request");
    const old = document.querySelector(".tools-understood button");
    field.value = "Create a TCP IP allowlist middleware 'two' in 'default' allowing 10.0.0.2.";
    old.click();
    field.form.requestSubmit();
    return document.querySelectorAll(".tools-understood button").length;
  });
  assert.equal(left, 0);
  await paste(page, `${STATE}# more\n`);
  await verdict(page).filter({ hasText: "default/one" }).waitFor();
  await runIt.waitFor();
  await runIt.click();
  await verdict(page).filter({ hasText: "default/two" }).waitFor();
  assert.equal(await page.getByText(/there is no session/).count(), 0);
});

test("another state in the editor is where the tools start from", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  await run(page, "Create a TCP IP allowlist middleware 'one' in 'default' allowing 10.0.0.1.");
  await verdict(page).waitFor();
  await paste(page, `${STATE}# more\n`);
  await page.getByText("The state in the editor has changed").waitFor();
  await page.getByRole("button", { name: "Listing" }).click();
  await page.getByRole("button", { name: "Read the listing" }).click();
  await page.getByText('"count": 0').waitFor();
});

test("requests to begin with are all understood", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  const opener = page.getByRole("button", { name: "Sample requests" });
  const examples = page.locator(".tools-example");
  for (let place = 0; place < await examples.count(); place++) {
    await opener.click();
    const text = await examples.nth(place).textContent();
    await examples.nth(place).click();
    await page.locator(".tools-understood").getByRole("button", { name: /^(Run|Read) it$/ }).waitFor();
    assert.equal(await request(page).inputValue(), text);
    assert.ok(await examples.first().isHidden());
  }
});

test("what is not understood is said, and the word selected", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  await say(page, "Create a TCP route 'pg' frobnicate");
  await page.locator(".tools-understood .note").waitFor();
  const selected = await request(page).evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
  assert.match(selected, /frobnicate|^$/);
  assert.equal(await page.getByRole("button", { name: "Run it" }).count(), 0);
});

test("with the keyboard alone", async (t) => {
  const { page } = await openPanel(t, "tools", STATE);
  await request(page).waitFor();
  await page.getByRole("tab", { name: "Tools" }).focus();
  for (let presses = 0; presses < 10; presses++) {
    await page.keyboard.press("Tab");
    if (await request(page).evaluate((field) => field.getRootNode().activeElement === field)) break;
  }
  await page.keyboard.type("Create a TCP IP allowlist middleware 'm' in 'default' allowing 10.0.0.1.");
  await page.keyboard.press("Enter");
  const button = page.getByRole("button", { name: "Run it" });
  await button.waitFor();
  for (let presses = 0; presses < 10; presses++) {
    await page.keyboard.press("Tab");
    if (await button.evaluate((element) => element.getRootNode().activeElement === element)) break;
  }
  await page.keyboard.press("Enter");
  await verdict(page).getByText("created the MiddlewareTCP").waitFor();
});

test("names of any kind are text", async (t) => {
  const name = "<img src=x onerror=alert(1)>";
  const { page } = await openPanel(t, "tools", STATE);
  await page.getByRole("textbox", { name: "Middleware", exact: true }).fill(name);
  await page.getByLabel("Source ranges").filter({ visible: true }).fill(name);
  await page.getByRole("button", { name: "Create or update" }).click();
  await verdict(page).waitFor();
  await say(page, `Create ${name}`);
  await page.locator(".tools-understood .note").waitFor();
  assert.equal(await page.locator(".tools img").count(), 0);
});

for (const [name, options] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, phone: { viewport: PHONE } })) {
  test(`axe finds nothing serious, and nothing scrolls sideways (${name})`, async (t) => {
    const { page } = await openPanel(t, "tools", STATE, options);
    if (options.viewport) await page.locator("#show-result").click();
    await run(page, "Create a TCP IP allowlist middleware 'db-allowlist' in 'default' allowing 192.168.1.0/24 and 10.0.0.1.");
    await verdict(page).waitFor();
    assert.deepEqual(await violations(page), []);
    const sideways = await page.locator(".tools").evaluate((panel) => panel.scrollWidth - panel.clientWidth);
    assert.equal(sideways, 0);
  });
}
