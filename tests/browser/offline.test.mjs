import assert from "node:assert/strict";
import { test } from "node:test";
import { content, squiggle, typeAtEnd } from "./harness/editor.mjs";
import { compiled, openPage } from "./harness/page.mjs";

test("after the first load the page works without a network", async (t) => {
  const { page, context, server, troubles } = await openPage(t);
  await page.evaluate(() => navigator.serviceWorker.ready);
  // The worker takes a page over when it is loaded next.
  await page.reload();
  await compiled(page);
  await context.setOffline(true);
  await server.close();
  await page.reload();
  await compiled(page);
  assert.match(await content(page).textContent(), /\[routes\.postgres-route\]/);
  await typeAtEnd(page, "\n[routes.typo]\nservise = 1\n");
  await squiggle(page, "servise").waitFor();
  // What was not opened before is there as well.
  await page.getByRole("tab", { name: "JSON" }).click();
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: /^SSH/ }).waitFor();
  // The browser says that the page itself came from no server; that is the point.
  const expected = troubles.filter((trouble) => !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED/.test(trouble));
  troubles.length = 0;
  assert.deepEqual(expected, []);
});
