import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { paste } from "./harness/editor.mjs";
import { compiled, openCopiedLink, PHONE } from "./harness/page.mjs";
import { openPanel } from "./harness/panels.mjs";

const STATE = `[entry_points]
databases = 5432

[middlewares.office]
ip_allow_list = ["10.0.0.0/8"]

[routes.orders]
entry_points = ["databases"]
service = "orders:5432"
middlewares = ["office"]
`;
const WIDER = STATE.replace('"10.0.0.0/8"', '"10.0.0.0/8", "203.0.113.0/24"');
const NARROWER = STATE.replace("10.0.0.0/8", "10.1.0.0/16");

const verdict = (page, name) => page.locator(`.compare .verdict-line[data-verdict="${name}"]`);
const choose = (page, label) => page.getByLabel("Compare with").selectOption({ label });
const options = (page) => page.getByLabel("Compare with").locator("option").allTextContents();
const cells = (page) => page.locator(".rows-row").evaluateAll((rows) => rows.map((one) => [...one.querySelectorAll("td")].slice(0, -1).map((cell) => cell.textContent)));

async function pick(page, name, text) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "A file…" }).click();
  await (await chooser).setFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
}

test("an edit is compared with the text at the start: verdict, classes, services, objects, lines", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await verdict(page, "unchanged").waitFor();
  await paste(page, `${STATE}# the same\n`);
  await verdict(page, "equivalent").waitFor();
  await paste(page, WIDER);
  await verdict(page, "wider").waitFor();
  assert.equal(await verdict(page, "wider").textContent(), "widernobody is shut out");
  assert.deepEqual(await page.locator(".rows-group").allTextContents(), ["+gets in"]);
  assert.deepEqual(await cells(page), [["databases", "203.0.113.0/24", "any", "closed by default/office", "default/orders:5432"]]);
  assert.equal(await page.locator(".compare-services").textContent(), "default/orders:5432wider");
  assert.match(await page.locator(".compare-list").textContent(), /changed: MiddlewareTCP default\/office.*sourceRange/);
  assert.match(await page.locator(".diff-line.added").textContent(), /203\.0\.113\.0\/24/);
});

test("a reload keeps what the text is compared with", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await verdict(page, "unchanged").waitFor();
  const [start] = await options(page);
  await paste(page, WIDER);
  await verdict(page, "wider").waitFor();
  await page.keyboard.press("ControlOrMeta+s");
  await page.reload();
  await compiled(page);
  await verdict(page, "wider").waitFor();
  assert.deepEqual(await options(page), [start]);
  // Another text begins anew.
  await page.getByRole("button", { name: "Reset" }).click();
  await compiled(page);
  await page.reload();
  await verdict(page, "unchanged").waitFor();
});

test("who is shut out is told, and a connection of a row is tried", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await verdict(page, "unchanged").waitFor();
  await paste(page, NARROWER);
  await verdict(page, "narrower").waitFor();
  assert.deepEqual(await page.locator(".rows-group").allTextContents(), ["−is shut out"]);
  await page.locator(".rows-row").getByRole("button").click();
  await page.locator('.connection-verdict[data-outcome="closed"]').waitFor();
  assert.equal(await page.getByLabel("Client address").inputValue(), "10.0.0.1");
});

test("texts that were replaced or kept can be compared with", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await verdict(page, "unchanged").waitFor();
  await paste(page, WIDER);
  await verdict(page, "wider").waitFor();
  await page.getByRole("button", { name: "Keep as baseline" }).click();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".compare-with option").length >= 2);
  const kept = (await options(page)).find((label) => label.startsWith("Baseline"));
  assert.ok(kept, await options(page));
  await paste(page, STATE);
  await verdict(page, "narrower").waitFor();
  const before = (await options(page)).find((label) => label.startsWith("The text at the start"));
  await choose(page, before);
  await verdict(page, "unchanged").waitFor();
});

test("a link has the baseline, and what it comes to", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await verdict(page, "unchanged").waitFor();
  await page.getByRole("button", { name: "Keep as baseline" }).click();
  await page.locator("#notices").getByText("is the baseline").waitFor();
  await paste(page, WIDER);
  await verdict(page, "wider").waitFor();
  const { page: other } = await openCopiedLink(t, page);
  await verdict(other, "wider").waitFor();
  assert.equal((await options(other))[0], "The baseline of the link");
  await other.locator(".compare-list").first().waitFor();
});

test("states of several files are compared file by file", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await page.getByRole("button", { name: "Add a file" }).click();
  await page.getByLabel("Name of this file").press("Enter");
  await page.getByRole("button", { name: "Keep as baseline" }).click();
  await paste(page, '[routes.more]\nentry_points = ["databases"]\nservice = "more:5432"\n');
  await page.getByRole("heading", { name: "Lines of team.toml" }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "Lines of tcpgen.toml" }).count(), 0);
});

test("the text before an example is one of them", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await verdict(page, "unchanged").waitFor();
  await paste(page, WIDER);
  await verdict(page, "wider").waitFor();
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: /^Redis/ }).first().click();
  await page.waitForFunction(() => [...document.querySelectorAll(".compare-with option")].some((one) => one.textContent.startsWith("Before “")));
  await paste(page, STATE);
  await choose(page, (await options(page)).find((label) => label.startsWith("Before “")));
  await verdict(page, "narrower").waitFor();
});

test("a file is compared with: a state file, and manifests", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await verdict(page, "unchanged").waitFor();
  await pick(page, "old.toml", NARROWER);
  await verdict(page, "wider").waitFor();
  assert.equal((await options(page))[0], "old.toml");
  await page.locator(".diff-line.removed", { hasText: "10.1.0.0/16" }).waitFor();

  await page.getByRole("tab", { name: "YAML" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("tabpanel", { name: "YAML" }).getByRole("button", { name: "Download" }).click();
  const yaml = await readFile(await (await download).path(), "utf8");
  await page.getByRole("tab", { name: "Compare" }).click();
  await pick(page, "manifests.yaml", yaml.replace("10.0.0.0/8", "10.0.0.0/7"));
  await verdict(page, "narrower").waitFor();
  assert.equal(await page.locator(".diff").count(), 0);
});

test("a text with errors is not compared, and which one is said", async (t) => {
  const { page } = await openPanel(t, "compare", STATE);
  await verdict(page, "unchanged").waitFor();
  await paste(page, "[routes.pg]\nservise = 1\n");
  await page.getByText("The text in the editor has errors.").waitFor();
  assert.equal(await page.locator(".compare .verdict-line").count(), 0);
  await paste(page, STATE);
  await verdict(page, "unchanged").waitFor();
  await pick(page, "broken.toml", "<img src=x onerror=alert(1)>");
  await page.getByText("The text to compare with has errors.").waitFor();
  assert.equal(await page.locator(".compare img").count(), 0);
});

test("names of any kind are text", async (t) => {
  const name = "<img src=x onerror=alert(1)>";
  const hostile = STATE.replace("databases =", `${JSON.stringify(name)} =`).replace(`["databases"]`, `[${JSON.stringify(name)}]`);
  const { page } = await openPanel(t, "compare", hostile);
  await verdict(page, "unchanged").waitFor();
  await paste(page, hostile.replace("10.0.0.0/8", "10.1.0.0/16"));
  await page.locator(".rows-row", { hasText: name }).waitFor();
  await pick(page, `${name}.toml`, STATE);
  await page.waitForFunction((wanted) => document.querySelector(".compare-with option").textContent === wanted, `${name}.toml`);
  assert.equal(await page.locator(".compare img").count(), 0);
});

for (const [colorScheme, viewport] of [["light", undefined], ["dark", undefined], ["light", PHONE]]) {
  test(`axe finds nothing serious, and nothing scrolls sideways (${colorScheme}${viewport ? ", on a phone" : ""})`, async (t) => {
    const { page } = await openPanel(t, "compare", STATE, { colorScheme, ...(viewport && { viewport }) });
    await paste(page, WIDER.replace("orders:5432", `${"long-".repeat(10)}name:5432`));
    if (viewport) await page.locator("#show-result").click();
    await page.locator(".rows-row").first().waitFor();
    assert.deepEqual(await violations(page), []);
    const sideways = await page.locator(".compare-result").evaluate((panel) => panel.scrollWidth - panel.clientWidth);
    assert.equal(sideways, 0);
  });
}
