import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./harness/page.mjs";

test("the other outputs are built when they are opened", async (t) => {
  const { page } = await openPage(t);
  for (const [tab, words] of [["Helm", /ports:/], ["JSON", /"kind": "IngressRouteTCP"/], ["File", /there is no address for the servers of/]]) {
    await page.getByRole("tab", { name: tab }).click();
    const panel = page.getByRole("tabpanel", { name: tab });
    await panel.getByText(words).first().waitFor();
  }
});

test("an object is shown alone and saved under its own name", async (t) => {
  const { page } = await openPage(t);
  await page.getByRole("combobox", { name: "Object" }).selectOption("IngressRouteTCP default/postgres-route");
  const panel = page.getByRole("tabpanel", { name: "YAML" });
  await panel.getByText("from lines").waitFor();
  assert.doesNotMatch(await panel.locator(".cm-content").textContent(), /MiddlewareTCP/);
  const download = page.waitForEvent("download");
  await panel.getByRole("button", { name: "Download" }).click();
  assert.equal((await download).suggestedFilename(), "ingressroutetcp-default-postgres-route.yaml");
});

test("an object and its lines in the state file light up together, both ways", async (t) => {
  const { page } = await openPage(t);
  const panel = page.getByRole("tabpanel", { name: "YAML" });
  await panel.getByText("- 192.168.1.0/24").click();
  const lit = page.locator("#editor .cm-linked");
  await lit.first().waitFor();
  assert.match((await lit.allTextContents()).join("\n"), /\[middlewares\.db-allowlist\]\nip_allow_list/);

  await page.locator("#editor").getByText('service = "postgres:5432"').first().click();
  await panel.locator(".cm-linked", { hasText: "IngressRouteTCP" }).waitFor();
  assert.doesNotMatch((await panel.locator(".cm-linked").allTextContents()).join("\n"), /MiddlewareTCP/);
});
