/** The main paths in Firefox. Everything else is tested in Chromium. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FIREFOX, openFirefox } from "./harness/firefox.mjs";
import { serve } from "./harness/server.mjs";

const skip = FIREFOX === null && "there is no Firefox (Debian: firefox-esr)";
let firefox = null;
let server = null;

before(async () => {
  if (skip) return;
  server = await serve();
  firefox = await openFirefox();
});

after(async () => {
  await firefox?.close();
  await server?.close();
});

/** The text has been compiled, and the editor takes keys. */
const compiled = () => /^Compiled /.test(document.getElementById("status")?.textContent ?? "") && document.querySelector("#editor").shadowRoot?.querySelector(".cm-content") != null;
const has = (selector, words) => [...document.querySelectorAll(selector)].some((element) => element.textContent.includes(words));
const press = (name) => [...document.querySelectorAll("button, [role=tab]")].find((one) => one.textContent.trim() === name).click();
/** The middle of the editor's text, in the window. */
const middle = () => {
  const { left, top, width, height } = document.querySelector("#editor").getBoundingClientRect();
  return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
};
const CONTROL = "\uE009";
const END = "\uE010";
const UP = "\uE000";

async function opened() {
  await firefox.open("about:blank");
  await firefox.open(server.url);
  await firefox.run(() => localStorage.clear());
  await firefox.open("about:blank");
  await firefox.open(server.url);
  await firefox.until(compiled);
}

test("the first example compiles, is drawn, and a connection is tried", { skip }, async () => {
  await opened();
  await firefox.until(() => document.querySelector(".text-view-code").shadowRoot.textContent.includes("kind: MiddlewareTCP"));
  await firefox.run(press, "Diagram");
  await firefox.until(has, ".diagram-svg text", "postgres-route");
  await firefox.run(press, "Try a connection");
  await firefox.until(has, ".connection-verdict.ok", "Forwarded");
  await firefox.run(press, "postgresql, not in db-allowlist");
  await firefox.until(has, ".connection-verdict.error", "Closed");
});

test("what is typed is checked, a fix is taken, and all stays over a reload", { skip }, async () => {
  await opened();
  await firefox.type(`${CONTROL}${END}${UP}\n[routes.b]\nentry_points = ["postgresq`, await firefox.run(middle));
  await firefox.until(has, "#problems", "is not declared");
  await firefox.until(() => document.querySelector("#editor").shadowRoot.querySelector(".cm-lintRange-warning, .cm-lintRange-error"));
  await firefox.run(() => [...document.querySelectorAll("#problems button")].find((one) => one.textContent.startsWith("Fix: write postgresql")).click());
  await firefox.until(() => !document.querySelector("#problems").textContent.includes("is not declared"));
  await firefox.until(() => Object.keys(localStorage).some((key) => localStorage[key].includes("[routes.b]")));
  await firefox.open(server.url);
  await firefox.until(compiled);
  await firefox.until(() => document.querySelector("#editor").shadowRoot.textContent.includes("[routes.b]"));
});

test("who can reach what is asked of the rest of the module", { skip }, async () => {
  await opened();
  await firefox.run(press, "Who can reach");
  await firefox.until(has, ".rows-table", "everyone except");
  await firefox.run(press, "Scenarios");
  await firefox.until(has, ".result-panel", "2 passed");
});

test("the book's examples are live, and pages open at their top", { skip }, async () => {
  await firefox.open(`${server.url}docs/index.html`);
  await firefox.until(() => document.querySelector("tcpgen-playground")?.shadowRoot.querySelector(".rows-row.ok")?.textContent.includes("default/postgres:5432"));
  assert.equal(await firefox.run(() => scrollY), 0);
});
