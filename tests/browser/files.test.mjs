import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { content, drop, paste, visibleText } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const manifests = readFileSync(new URL("../../examples/redis-sni-passthrough.yaml", import.meta.url), "utf8");

const importButton = (page) => page.getByRole("button", { name: "Make a state file of them" });

test("dropped manifests are checked as they are, and a click makes a state file of them", async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: "redis.yaml", text: manifests }]);
  await page.locator("#editor").getByText("kind: IngressRouteTCP").first().waitFor();
  assert.equal(await page.getByRole("tab", { name: "manifests.yaml", selected: true }).count(), 1);
  await page.locator(".text-view").getByText("kind: IngressRouteTCP").first().waitFor();
  assert.equal(await page.locator("#drop").isVisible(), false);
  await importButton(page).click();
  await page.locator("#editor").getByText("[routes.redis-route]").first().waitFor();
  await page.locator(".text-view").getByText("kind: IngressRouteTCP").first().waitFor();
  assert.equal(await page.locator("#problems-count").textContent(), "none");
  assert.equal(await importButton(page).isVisible(), false);
  await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
  await page.locator("#editor").getByText("kind: IngressRouteTCP").first().waitFor();
});

const BROKEN = "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata:\n  name: x\nspec:\n  entryPoints: [web]\n  routes:\n  - match: HostSNI(`a.b`)\n    services:\n    - name: s\n";

test("a problem of pasted manifests is marked at its place, in a list and in the editor", async (t) => {
  const { page } = await openPage(t);
  await paste(page, BROKEN);
  await page.locator("#problems").getByText("needs the field").waitFor();
  await page.locator("#problems .problem-head").first().click();
  assert.equal(await page.locator("#editor .cm-lintRange-error").first().isVisible(), true);
  // It is no state file: there is nothing to complete.
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("serv");
  await page.waitForTimeout(300);
  assert.equal(await page.locator("#editor .cm-tooltip-autocomplete").count(), 0);
});

test("all notes of an import are shown, each in its level's colour", async (t) => {
  const { page } = await openPage(t);
  const other = (kind) => `---\napiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${kind.toLowerCase()}\n`;
  await paste(page, manifests + other("Pod") + other("Secret") + other("Event"));
  await importButton(page).click();
  const notes = page.locator("#import-notes li");
  await notes.first().waitFor();
  assert.equal(await notes.count(), 3);
  assert.equal(await notes.locator(".problem-sign.warning").count(), 3);
  assert.match(await notes.nth(1).textContent(), /secret.*manifests\.yaml \d+:\d+/s);
  await page.locator("#editor").getByText("[routes.redis-route]").waitFor();
  await page.locator("#import-notes").getByRole("button", { name: "Close" }).click();
  assert.equal(await page.locator("#import-notes").isVisible(), false);
  assert.deepEqual(await violations(page), []);
});

test("manifests without any of our kinds empty no editor", async (t) => {
  const { page } = await openPage(t);
  const pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: alone\n";
  await drop(page, [{ name: "pod.yaml", text: pod }]);
  await importButton(page).click();
  await page.locator("#notices").getByText(/Nothing was imported/).waitFor();
  await page.locator("#editor").getByText("kind: Pod").waitFor();
  await page.locator("#import-notes li").first().waitFor();
});

const STATE = "[entry_points]\npg = 5433\n\n[routes.pg]\nentry_points = [\"pgg\"]\nservice = \"db:5432\"\n";
const STATIC = "entryPoints:\n  pg: {address: ':5432'}\n  pgs: {address: ':5433'}\n";

test("Traefik's own configuration comes beside the state file, which names it, and its facts count", async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: "mine.toml", text: STATE }]);
  await page.locator("#problems").getByText("did you mean pg?").waitFor();
  await drop(page, [{ name: "traefik.yml", text: STATIC }]);
  await page.getByRole("tab", { name: "traefik.yml" }).waitFor();
  assert.match(await visibleText(page), /\n\[traefik\]\nstatic = "traefik\.yml"\n$/);
  await page.locator("#problems").getByText("Traefik's configuration sets another port for the entry point pg").waitFor();
  // Its tab is no manifest to import, and what is typed there counts.
  await page.getByRole("tab", { name: "traefik.yml" }).click();
  assert.equal(await importButton(page).isVisible(), false);
  await page.locator("#editor .cm-content").click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("entryPoints:\n  pgg: {address: ':5433'}\n");
  await page.locator("#problems").getByText("Traefik's configuration has no entry point pg").waitFor();
  assert.equal(await page.locator("#problems").getByText("did you mean pg?").count(), 0);
  assert.deepEqual(await violations(page), []);
  await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
  await page.getByRole("tab", { name: "traefik.yml" }).waitFor({ state: "detached" });
});

test("values of the chart and the arguments of a workload are configuration, also under a header that is there", async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: "mine.toml", text: `[traefik] # ours\nversion = "3.6"\n\n${STATE}` }]);
  await page.locator("#problems").getByText("did you mean pg?").waitFor();
  const workload = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: traefik}\nspec: {template: {spec: {containers: [{name: traefik, args: ['--entryPoints.pgg.address=:5433']}]}}}\n";
  await drop(page, [{ name: "deployment.yaml", text: workload }, { name: "values.yaml", text: "ports:\n  pgg: {port: 5433, expose: {default: true}}\n" }]);
  await page.getByRole("tab", { name: "values.yaml" }).waitFor();
  assert.match(await visibleText(page), /^\[traefik\] # ours\nvalues = "values\.yaml"\nstatic = "deployment\.yaml"\nversion/);
  await page.locator("#problems").getByText("Traefik's configuration has no entry point pg").first().waitFor();
});

test("a dropped state file takes the editor's place", async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: "mine.toml", text: "# dropped\n" }]);
  await page.locator("#editor").getByText("# dropped").waitFor();
});

test("a file is opened from the disk", async (t) => {
  const { page } = await openPage(t);
  await page.locator("#open-input").setInputFiles({ name: "x.toml", mimeType: "text/plain", buffer: Buffer.from("# opened\n") });
  await page.locator("#editor").getByText("# opened").waitFor();
});

test("what is no state and no manifest is refused in words", async (t) => {
  const { page } = await openPage(t);
  await drop(page, [{ name: "holiday.png", text: "x" }]);
  await page.getByText("holiday.png is neither").waitFor();
  assert.match(await content(page).textContent(), /\[routes\.postgres-route\]/);
});
