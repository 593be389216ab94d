import assert from "node:assert/strict";
import { test } from "node:test";
import { squiggle, typeAtEnd } from "./harness/editor.mjs";
import { compiled, openPage } from "./harness/page.mjs";

async function compilesAgain(page) {
  await typeAtEnd(page, "\n[routes.typo]\nservise = 1\n");
  await squiggle(page, "servise").waitFor();
}

test("a compiler that dies is started anew, and the page says so", async (t) => {
  const { page, troubles } = await openPage(t);
  const [worker] = page.workers();
  await worker.evaluate(() => void setTimeout(() => { throw new Error("died for the test"); }));
  await page.getByText(/stopped unexpectedly and was restarted/).waitFor();
  await compilesAgain(page);
  assert.deepEqual(troubles.splice(0).filter((trouble) => !trouble.includes("died for the test")), []);
});

test("a compiler that hangs is started anew, and the page says so", async (t) => {
  const { page, server } = await openPage(t, { ready: false });
  await page.clock.install();
  await page.goto(server.url);
  await compiled(page);
  const [worker] = page.workers();
  // It hangs by the time that somebody has typed.
  await worker.evaluate(() => void setTimeout(() => { for (;;); }));
  await typeAtEnd(page, "x");
  // The call has been made, and its time runs.
  await page.getByText("Compiling…").waitFor();
  await page.clock.fastForward(30_000);
  await page.getByText(/took too long for this input and was restarted/).first().waitFor();
  await compilesAgain(page);
});
