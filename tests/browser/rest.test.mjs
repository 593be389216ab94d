/** The module's second part: not loaded without need, and its lack is told and mended. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { content, drop, paste } from "./harness/editor.mjs";
import { compiled, holdBack, openPage, withoutServiceWorker } from "./harness/page.mjs";

const REST = "**/tcpgen_rest*";
/** Manifests are read by the rest. */
const MANIFEST = { name: "office.yaml", text: "apiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\nmetadata:\n  name: office\n  namespace: default\nspec:\n  ipAllowList:\n    sourceRange:\n      - 10.0.0.0/8\n" };

/** A page whose service worker, which fetches everything, is left out; answers the requests for the rest. */
async function opened(t) {
  const { page, server, troubles } = await openPage(t, { path: "favicon.svg" });
  const requests = [];
  page.on("request", (request) => /tcpgen_rest/.test(request.url()) && requests.push(request.resourceType()));
  await withoutServiceWorker(page);
  await page.goto(server.url);
  await compiled(page);
  await page.waitForLoadState("networkidle");
  return { page, requests, troubles };
}

test("a page that is only looked at never loads the rest, and a hand on it loads it once", async (t) => {
  const { page, requests } = await opened(t);
  assert.deepEqual(requests, []);
  const fetched = page.waitForResponse(/tcpgen_rest/);
  await content(page).click();
  await (await fetched).finished();
  await paste(page, '[routes.a]\nentry_points = ["nowhere"]\nsni = "a b"\nservice = "x:1"\n');
  await page.locator("#problems").getByText("invalid-host").first().waitFor();
  assert.deepEqual(requests, ["fetch"]);
});

test("what needs the rest before anybody touched the page waits for it", async (t) => {
  const { page, requests } = await opened(t);
  const asked = page.waitForRequest(REST);
  await drop(page, [MANIFEST]);
  await asked;
  await page.getByRole("button", { name: "Make a state file of them" }).click();
  await content(page).getByText("[middlewares.office]").waitFor();
  assert.deepEqual(requests, ["xhr"]);
});

test("what is typed or pointed at before the rest has come is answered once it has", async (t) => {
  const { page } = await opened(t);
  const release = await holdBack(page, REST);
  const asked = page.waitForRequest(REST);
  await paste(page, "[entry_points]\nredis = 6379\n\n[routes.pg]\n");
  await asked;
  await page.keyboard.type("entry_po");
  await page.waitForTimeout(500);
  const offered = page.locator(".cm-tooltip-autocomplete").getByText("entry_points");
  assert.equal(await offered.count(), 0);
  release();
  await offered.waitFor();
});

test("the pointer waits for the rest as well", async (t) => {
  const { page } = await opened(t);
  const release = await holdBack(page, REST);
  const asked = page.waitForRequest(REST);
  await content(page).click();
  await asked;
  await page.locator("#editor .cm-line", { hasText: "middlewares = " }).getByText('"db-allowlist"').hover();
  await page.waitForTimeout(500);
  release();
  await page.locator("#editor .cm-words").getByText("Admits clients from").waitFor();
});

test("where the rest cannot be had the page says so, and works when it can be had again", async (t) => {
  const { page, troubles } = await opened(t);
  await page.route(REST, (route) => route.abort());
  await drop(page, [MANIFEST]);
  await page.locator("#notices").getByText(/part of the compiler could not be loaded: the server does not answer\. It is loaded again/).waitFor();
  await page.unroute(REST);
  await drop(page, [MANIFEST]);
  await page.locator(".text-view").getByText("kind: MiddlewareTCP").first().waitFor();
  await page.getByRole("button", { name: "Make a state file of them" }).click();
  await content(page).getByText("[middlewares.office]").waitFor();
  await compiled(page);
  assert.deepEqual(troubles.splice(0).filter((trouble) => !/tcpgen_rest/.test(trouble)), []);
});
