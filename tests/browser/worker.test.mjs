import assert from "node:assert/strict";
import { test } from "node:test";
import { typeAtEnd } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

test("a compiler that dies is started anew, and the page says so", async (t) => {
  const { page, troubles } = await openPage(t);
  const [worker] = page.workers();
  await worker.evaluate(() => void setTimeout(() => { throw new Error("died for the test"); }));
  await page.getByText(/stopped unexpectedly and was started anew/).waitFor();
  await typeAtEnd(page, "\n[routes.typo]\nservise = 1\n");
  await page.locator("#editor .cm-lintRange-error").first().waitFor();
  assert.deepEqual(troubles.splice(0).filter((trouble) => !trouble.includes("died for the test")), []);
});
