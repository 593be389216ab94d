import assert from "node:assert/strict";
import { test } from "node:test";
import { content, paste, squiggle, typeAtEnd } from "./harness/editor.mjs";
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

test("your text never leaves the page: no request has any of it", async (t) => {
  const { page, context } = await openPage(t);
  const sent = [];
  context.on("request", (request) => sent.push([request.method(), request.url(), request.postData() ?? "", JSON.stringify(request.headers())].join(" ")));
  await paste(page, '[routes.secret-of-mine]\nentry_points = ["e"]\nservice = "secret-of-mine:1"\n');
  await compiled(page);
  for (const name of ["JSON", "Diagram", "Try a connection", "Who can reach", "Compare", "Tools"]) {
    await page.getByRole("tab", { name }).click();
  }
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText(/^Link copied/).waitFor();
  const { hash } = new URL(page.url());
  assert.ok(hash.length > 20, "the link has the text");
  await page.reload();
  await compiled(page);
  assert.match(await content(page).textContent(), /secret-of-mine/);
  assert.ok(sent.length > 0);
  for (const one of sent) assert.ok(one.startsWith("GET ") && !one.includes("secret-of-mine") && !one.includes(hash), one);
});
