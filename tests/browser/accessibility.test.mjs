import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { typeAtEnd } from "./harness/editor.mjs";
import { openPage, PHONE } from "./harness/page.mjs";

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious, ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { colorScheme });
    assert.deepEqual(await violations(page), []);

    await typeAtEnd(page, '\n[routes.a]\nsni = "a.example.com"\nservice = "pg:5432"\n');
    await page.getByRole("button", { name: /a server name is only seen on TLS/ }).waitFor();
    await page.getByText("Why?").first().click();
    await page.locator(".problem-explanation pre").first().waitFor();
    assert.deepEqual(await violations(page), [], "with problems");

    await typeAtEnd(page, "servise = 1\n");
    await page.getByText("From before the errors").waitFor();
    assert.deepEqual(await violations(page), [], "with errors");
  });

  test(`axe finds nothing serious in any view, ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { colorScheme });
    const tabs = page.getByRole("tab");
    for (let n = 0; n < await tabs.count(); n++) {
      await tabs.nth(n).click();
      await page.waitForTimeout(400);
      assert.deepEqual(await violations(page), [], `in the view ${await tabs.nth(n).textContent()}`);
    }
    await page.getByRole("button", { name: "Examples" }).click();
    await page.locator("#examples .example").first().waitFor();
    assert.deepEqual(await violations(page), [], "with the menu of examples");
  });
}

test("axe finds nothing serious on a phone", async (t) => {
  const { page } = await openPage(t, { viewport: PHONE });
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Result" }).click();
  assert.deepEqual(await violations(page), []);
});
