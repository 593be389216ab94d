/** Several files as one state, and the Traefik that it is for. */
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { content, drop, paste, visibleText } from "./harness/editor.mjs";
import { compiled, openCopiedLink, openPage, PHONE } from "./harness/page.mjs";

const link = (value) => `v1.${deflateRawSync(JSON.stringify(value)).toString("base64url")}`;

const BASE = `[entry_points]
pg = 5432

[middlewares.office]
ip_allow_list = ["10.0.0.0/8"]
`;
const TEAM = `[routes.pg]
entry_points = ["pg"]
service = "postgres:5432"
middlewares = ["office"]
`;
const LIVE = `apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata:
  name: live
spec:
  entryPoints:
    - pg
  routes:
    - match: HostSNI(\`*\`) && ClientIP(\`172.16.0.0/12\`)
      middlewares:
        - name: office
      services:
        - name: other
          port: 5432
`;
const FILES = [{ name: "base.toml", text: BASE }, { name: "team.toml", text: TEAM }, { name: "live.yaml", text: LIVE }];

const tab = (page, name) => page.getByRole("tab", { name, exact: true });
const tabs = (page) => page.locator("#file-tabs [role=tab]");
const problems = (page) => page.locator("#problems-count");

async function opened(t, options = {}) {
  const { page } = await openPage(t, options);
  await drop(page, FILES);
  await tab(page, "live.yaml").waitFor();
  await page.locator(".text-view").getByText("name: live").waitFor({ state: "attached" });
  return page;
}

test("state files and manifests are one state, each in a tab", async (t) => {
  const page = await opened(t);
  assert.deepEqual(await tabs(page).allTextContents(), ["base.toml", "team.toml", "live.yaml"]);
  assert.equal(await problems(page).textContent(), "none");
  await tab(page, "team.toml").click();
  assert.match(await visibleText(page), /\[routes\.pg\]/);
  await page.keyboard.press("ArrowRight");
  await page.locator("#editor").getByText("kind: IngressRouteTCP").waitFor();
  assert.equal(await page.getByRole("button", { name: "Make a state file of them" }).isVisible(), true);
  await page.keyboard.press("Home");
  await page.locator("#editor").getByText("[entry_points]").waitFor();
  assert.equal(await page.locator("#manifests").isVisible(), false);
  assert.deepEqual(await violations(page), []);
});

test("a file that goes takes nothing with it, and files that come leave no text behind", async (t) => {
  const page = await opened(t);
  await tab(page, "team.toml").click();
  await page.getByRole("button", { name: "This file" }).click();
  await page.getByRole("button", { name: "Take team.toml away" }).click();
  await tab(page, "team.toml").waitFor({ state: "detached" });
  await tab(page, "live.yaml").click();
  assert.match(await visibleText(page), /kind: IngressRouteTCP/);
  await tab(page, "base.toml").click();
  assert.match(await visibleText(page), /ip_allow_list/);
  // With the second of two shown, other files take their place.
  await tab(page, "live.yaml").click();
  await drop(page, [{ name: "one.toml", text: BASE }, { name: "two.toml", text: TEAM }]);
  await tab(page, "two.toml").click();
  assert.match(await visibleText(page), /\[routes\.pg\]/);
});

test("each file keeps its history and its cursor", async (t) => {
  const page = await opened(t);
  await content(page).press("ControlOrMeta+End");
  await page.keyboard.type("# one");
  await tab(page, "team.toml").click();
  await content(page).press("ControlOrMeta+End");
  await page.keyboard.type("# two");
  await tab(page, "base.toml").click();
  await content(page).press("ControlOrMeta+z");
  assert.doesNotMatch(await visibleText(page), /# one/);
  await tab(page, "team.toml").click();
  assert.match(await visibleText(page), /# two$/);
});

test("a problem in another file says which, and leads there", async (t) => {
  const page = await opened(t);
  await paste(page, BASE.replace("office", "home"));
  const problem = page.locator("#problems .problem-head", { hasText: "office" }).first();
  await problem.waitFor();
  assert.match(await problem.textContent(), /team\.toml 4:\d+|live\.yaml 1[12]:\d+/);
  await problem.click();
  assert.match(await page.locator("#file-tabs [aria-selected=true]").textContent(), /team\.toml|live\.yaml/);
  await page.locator("#editor .cm-lintRange").first().waitFor();
});

test("names lead from file to file, and a rename changes all of them", async (t) => {
  const page = await opened(t);
  await tab(page, "team.toml").click();
  await content(page).press("ControlOrMeta+End");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("End");
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F12");
  await page.locator("#file-tabs [aria-selected=true]", { hasText: "base.toml" }).waitFor();
  await content(page).press("F2");
  const field = page.getByLabel("New name for office");
  await field.fill("home");
  await page.keyboard.press("Enter");
  await page.locator(".text-view").getByText("name: home").first().waitFor();
  assert.equal(await problems(page).textContent(), "none");
  await tab(page, "live.yaml").click();
  await page.locator("#editor").getByText("- name: home").waitFor();
  await content(page).press("ControlOrMeta+z");
  await page.locator("#editor").getByText("- name: office").waitFor();
});

test("completion knows the names of the other files", async (t) => {
  const page = await opened(t);
  await tab(page, "team.toml").click();
  await content(page).press("ControlOrMeta+End");
  await page.keyboard.type('[routes.more]\nmiddlewares = ["');
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete .cm-completionLabel").getByText("office").waitFor();
});

test("a file is added, named, and taken away; a bad name is refused", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("button", { name: "Add a file" }).click();
  const name = page.getByLabel("Name of this file");
  assert.equal(await name.inputValue(), "team.toml");
  for (const [bad, words] of [["team", /ends in \.toml/], ["tcpgen.toml", /Another file has this name/]]) {
    await name.fill(bad);
    await page.keyboard.press("Enter");
    await page.locator(".field-trouble").getByText(words).waitFor();
  }
  assert.deepEqual(await violations(page), []);
  await name.fill("mail.yaml");
  await page.keyboard.press("Enter");
  assert.deepEqual(await tabs(page).allTextContents(), ["tcpgen.toml", "mail.yaml"]);
  await page.getByRole("button", { name: "This file" }).click();
  await page.getByRole("button", { name: "Take mail.yaml away" }).click();
  assert.deepEqual(await tabs(page).allTextContents(), ["tcpgen.toml"]);
  assert.match(await visibleText(page), /postgres-route/);
});

test("files of the disk are added beside those that are there, each with a name of its own", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("button", { name: "This file" }).click();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Add files from disk…" }).click();
  await (await chooser).setFiles([
    { name: "tcpgen.toml", mimeType: "text/plain", buffer: Buffer.from("# second\n") },
    { name: "live.yaml", mimeType: "text/plain", buffer: Buffer.from("# manifests\n") },
  ]);
  await tab(page, "live.yaml").waitFor();
  assert.deepEqual(await tabs(page).allTextContents(), ["tcpgen.toml", "tcpgen-2.toml", "live.yaml"]);
});

test("a link holds all files and the version, and an old link opens", async (t) => {
  const page = await opened(t);
  await page.getByLabel("Traefik").selectOption("3.5");
  await compiled(page);
  const { page: other } = await openCopiedLink(t, page);
  assert.deepEqual(await tabs(other).allTextContents(), ["base.toml", "team.toml", "live.yaml"]);
  assert.equal(await other.getByLabel("Traefik").inputValue(), "3.5");
  assert.equal(await problems(other).textContent(), "none");
  const { page: old } = await openPage(t, { hash: link({ text: TEAM, view: "json" }) });
  assert.deepEqual(await tabs(old).allTextContents(), ["tcpgen.toml"]);
  assert.match(await visibleText(old), /\[routes\.pg\]/);
});

test("ill-typed files of a link are left out, and names are made different", async (t) => {
  const files = [{ name: "a.toml", text: BASE }, { name: "a.toml", text: TEAM }, { name: 5 }, "x", { name: "<b>.toml", text: "" }];
  const { page } = await openPage(t, { hash: link({ files, traefik: "9.9", text: "" }) });
  assert.deepEqual(await tabs(page).allTextContents(), ["a.toml", "a-2.toml", "<b>.toml"]);
  assert.equal(await page.getByLabel("Traefik").inputValue(), "");
});

test("a draft keeps all files over a reload, and its versions can be restored", async (t) => {
  const page = await opened(t);
  await page.getByLabel("Traefik").selectOption("3.6");
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByText(/^Saved in this browser/).waitFor();
  await page.reload();
  await compiled(page);
  assert.deepEqual(await tabs(page).allTextContents(), ["base.toml", "team.toml", "live.yaml"]);
  assert.equal(await page.getByLabel("Traefik").inputValue(), "3.6");
  await page.getByRole("button", { name: "Examples" }).click();
  await page.locator("#examples .example").first().click();
  assert.equal(await tabs(page).count(), 1);
  await page.locator("#notices").getByRole("button", { name: "Undo" }).click();
  await tab(page, "live.yaml").waitFor();
  assert.equal(await page.getByLabel("Traefik").inputValue(), "3.6");
});

test("the version changes problems, decisions and the word beside them", async (t) => {
  const { page } = await openPage(t);
  await paste(page, '[entry_points]\ntls = 443\n\n[routes.a]\nentry_points = ["tls"]\nmatch = \'HostSNI(`*.example.com`)\'\nservice = "a:1"\ntls = "passthrough"\n');
  await page.getByRole("tab", { name: "Try a connection" }).click();
  await page.getByLabel(/^Server name/).fill("x.example.com");
  await page.locator('.connection-verdict[data-outcome="forwarded"]').waitFor();
  await page.getByLabel("Traefik").selectOption("3.6");
  await page.locator('.connection-verdict[data-outcome="http"]').waitFor();
  assert.notEqual(await problems(page).textContent(), "none");
  await page.getByRole("tab", { name: "Who can reach" }).click();
  await page.locator(".reach-version").getByText("For Traefik 3.6").waitFor();
  await page.getByLabel("Traefik").selectOption("");
  await page.locator(".reach-version").getByText("For Traefik 3.7").waitFor();
});

test("on a phone the tabs, the menu and the version are in sight", async (t) => {
  const page = await opened(t, { viewport: PHONE });
  for (const one of [page.getByRole("button", { name: "Add a file" }), page.getByRole("button", { name: "This file" }), page.getByLabel("Traefik")]) {
    const box = await one.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= PHONE.width, JSON.stringify(box));
  }
  assert.deepEqual(await violations(page), []);
});
