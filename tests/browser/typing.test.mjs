import assert from "node:assert/strict";
import { test } from "node:test";
import { content, visibleText } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

// The browser's own way puts a style attribute into the text, which the policy reports.
test("typing over a selection replaces it, with brackets put around it where that is meant", async (t) => {
  const { page } = await openPage(t);
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("abc");
  assert.equal(await visibleText(page), "abc");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type('"');
  assert.equal(await visibleText(page), '"abc"');
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("pasted by a phone's keyboard");
  assert.equal(await visibleText(page), "pasted by a phone's keyboard");
  await page.keyboard.press("ControlOrMeta+z");
  assert.equal(await visibleText(page), '"abc"');
});
