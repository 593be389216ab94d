/**
 * A page of a headless Chromium that a test looks at. Whatever goes wrong in it fails the test that opened it: an error on
 * the console, an exception, a violation of the Content-Security-Policy, a request to another origin.
 */
import { after } from "node:test";
import assert from "node:assert/strict";
import { DIST, serve } from "./server.mjs";
import { chromium } from "./tools.mjs";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

let browser = null;

after(async () => {
  await (await browser)?.close();
});

/**
 * Opens the playground, or `path` of the server, or the site in `folder`. `pages` are added to the server, `hash` goes behind
 * the address, `store` is put into localStorage first. Answers `{ page, server, troubles }`; a test that expects trouble
 * empties `troubles`.
 */
export async function openPage(t, { folder = DIST, path = "", hash = "", pages = {}, viewport = DESKTOP, colorScheme = "light", store = {}, ready = true, javaScriptEnabled = true, headers = {} } = {}) {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const server = await serve(pages, folder, headers);
  const context = await (await browser).newContext({ viewport, colorScheme, javaScriptEnabled, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const troubles = watch(context, page, server.origin);
  t.after(async () => {
    await context.close();
    await server.close();
    assert.deepEqual(troubles, [], "the page had troubles");
  });
  await page.addInitScript((kept) => {
    for (const [name, value] of Object.entries(kept)) if (localStorage.getItem(name) === null) localStorage.setItem(name, value);
  }, store);
  await page.goto(new URL(path, server.url).href + (hash && `#${hash}`));
  if (ready && folder === DIST && path === "") await compiled(page);
  return { page, server, context, troubles };
}

/** Everything that must not happen in the page, as it happens. */
function watch(context, page, origin) {
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`exception: ${error.stack ?? error}`));
  page.on("crash", () => troubles.push("the page crashed"));
  context.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) troubles.push(`request to ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
  });
  return troubles;
}

/** Waits until the page shows the result of the text as it is. */
export async function shownResult(page) {
  await page.waitForFunction(() => /^Compiled /.test(document.getElementById("status").textContent));
}

/** Waits for the same, and for the editor and the viewer of its output. */
export async function compiled(page) {
  await shownResult(page);
  await page.locator("#editor .cm-content").waitFor({ state: "attached" });
  await page.locator(".plain-text").first().waitFor({ state: "detached" });
}

/** Lets the page register no service worker: it fetches everything for later. */
export async function withoutServiceWorker(page) {
  await page.addInitScript(() => { navigator.serviceWorker.register = () => new Promise(() => undefined); });
}

/** Opens the link that the page copies, in a page of its own. */
export async function openCopiedLink(t, page) {
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText(/^Link copied/).waitFor();
  return openPage(t, { hash: new URL(page.url()).hash.slice(1) });
}

/** Holds requests back; answers the function that lets them go. */
export async function holdBack(page, pattern) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(pattern, (route) => released.then(() => route.continue()));
  return release;
}
