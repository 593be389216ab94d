import assert from "node:assert/strict";
import { test } from "node:test";
import { squiggle } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

/** What has the focus, shadow roots included, as a screen reader would name it. */
const focused = (page) => page.evaluate(() => {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element.getAttribute("aria-label") ?? element.textContent.trim();
});

async function tabTo(page, name, key = "Tab") {
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press(key);
    if (name.test(await focused(page))) return;
  }
  assert.fail(`${key} does not lead to ${name}, but to: ${await focused(page)}`);
}

test("everything is done with the keyboard alone", async (t) => {
  const { page } = await openPage(t);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to the editor");

  // An example from the menu.
  await tabTo(page, /^Examples$/);
  await page.keyboard.press("Enter");
  await page.locator("#examples .example").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("#editor").getByText("[scenarios.").first().waitFor();

  // Into the editor, a typo, and out again past its tab trap.
  await tabTo(page, /^State file, tcpgen\.toml$/);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type('\n[routes.typo]\nentry_points = ["mqtt"]\nservise = "pg:5432"');
  await squiggle(page, "servise").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.match(await focused(page), /^Height of the editor/);
  await page.keyboard.press("Tab");
  assert.match(await focused(page), /^Problems/);

  // The problem's button leads back into the editor, to the very word.
  await tabTo(page, /servise/);
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "State file, tcpgen.toml");
  await page.keyboard.type("service");
  await page.locator("#editor .cm-lintRange-error").first().waitFor({ state: "detached" });

  // The tabs: one stop, arrows choose. The first Escape may only close a list of completions.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await tabTo(page, /^YAML$/);
  await page.keyboard.press("End");
  const last = await focused(page);
  assert.notEqual(last, "YAML");
  assert.equal(await page.locator("#result-pane").getByRole("tab", { selected: true }).textContent(), last);
  await page.keyboard.press("Home");
  assert.equal(await focused(page), "YAML");
  await tabTo(page, /^Manifests$/);
});
