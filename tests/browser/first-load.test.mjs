import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { content } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const example = (name) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), "utf8");

test("the first load compiles the example, byte for byte as the command does", async (t) => {
  const { page } = await openPage(t);
  assert.match(await content(page).textContent(), /\[routes\.postgres-route\]/);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByText("tcpgen.yaml copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), example("postgres.yaml"));
  assert.equal(await page.locator("#problems-count").textContent(), "none");
  assert.match(await page.locator("#version").textContent(), /^tcpgen \d+\.\d+\.\d+/);
});

test("an example from the menu takes the editor's place, and undo brings the old text back", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: /^Redis SNI passthrough/ }).click();
  await page.locator(".text-view .cm-content").getByText("redis").first().waitFor();
  assert.match(await content(page).textContent(), /passthrough/);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.locator("#editor").getByText("[routes.postgres-route]").waitFor();
});
