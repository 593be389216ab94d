import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { content, paste, squiggle, typeAtEnd } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const MARKUP = `"><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>`;
const quoted = JSON.stringify(MARKUP);
const ticked = JSON.stringify("`" + MARKUP + "` **" + MARKUP + "** [a](javascript:alert(4))");

/** Markup in every string of a state, where it compiles and where it does not. */
const INJECTED = `namespace = ${quoted}
labels = { ${quoted} = ${quoted} }
[entry_points]
${quoted} = 5432
[middlewares.${quoted}]
ip_allow_list = [${quoted}]
[routes.${quoted}]
entry_points = [${quoted}]
match = ${ticked}
service = ${JSON.stringify(`${MARKUP}:1`)}
middlewares = [${quoted}]
protocol = ${quoted}
${quoted} = ${quoted}
[scenarios.${quoted}]
description = ${ticked}
steps = [{ apply = ${quoted}, expect = ${quoted} }]
`;

const NOTHING_RAN = async (page) => {
  assert.equal(await page.locator("img[src=x]").count(), 0);
  assert.equal(await page.locator("svg[onload]").count(), 0);
  assert.equal(await page.locator("script:not([src])").count(), 0);
};

async function everyView(page) {
  const tabs = page.getByRole("tab");
  for (let n = 0; n < await tabs.count(); n++) {
    await tabs.nth(n).click();
    await page.waitForTimeout(200);
    await NOTHING_RAN(page);
  }
}

async function alive(page) {
  await paste(page, '[routes.pg]\nservise = "pg:5432"\n');
  await squiggle(page, "servise").waitFor();
}

test("markup in every string of the state file is text", async (t) => {
  const { page } = await openPage(t);
  await paste(page, INJECTED);
  await page.locator("#editor .cm-lintRange-error").first().waitFor();
  await everyView(page);
  await page.locator("#editor .cm-lintRange-error").first().hover();
  await page.locator("#editor .cm-tooltip-lint").waitFor();
  await NOTHING_RAN(page);
  assert.match(await page.locator("#problems").textContent(), /<img src=x onerror=alert\(1\)>/);
  await alive(page);
});

test("markup in strings that compile is text in the outputs", async (t) => {
  const { page } = await openPage(t);
  await paste(page, `annotations = { note = ${quoted} }\n[entry_points]\np = 1\n[routes.pg]\nentry_points = ["p"]\nservice = "pg:5432"\n`);
  await page.locator(".text-view .cm-content").getByText("<img src=x").first().waitFor();
  await everyView(page);
});

test("markup in a permalink is text", async (t) => {
  const shared = { text: INJECTED, view: MARKUP, connection: { entry_point: MARKUP, client_ip: MARKUP, sni: MARKUP, alpn: [MARKUP] } };
  const { page } = await openPage(t, { hash: `v1.${deflateRawSync(JSON.stringify(shared)).toString("base64url")}` });
  await page.locator("#editor .cm-lintRange-error").first().waitFor();
  await everyView(page);

  const { page: other } = await openPage(t, { hash: encodeURIComponent(MARKUP) });
  await other.getByText(/another version/).waitFor();
  await NOTHING_RAN(other);
});

test("NUL bytes, lone surrogates and bidirectional marks are shown and survived", async (t) => {
  const { page } = await openPage(t);
  await paste(page, 'namespace = "a\u0000b\ud800c\u202ed\udfffe"\n[routes.pg\u0000]\nservice = "\ud83d:1"\n');
  await page.locator("#editor .cm-lintPoint-error").first().waitFor({ state: "attached" });
  assert.equal(await page.locator("#editor .cm-specialChar[title*=null]").count(), 2);
  await everyView(page);
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByText(/^Link copied/).waitFor();
  await alive(page);
});

test("squiggles stand where they belong behind characters of every width", async (t) => {
  const { page } = await openPage(t);
  await paste(page, '# ü 漢 😀 e\u0301\n[routes."😀"]\nlabels = { "é" = "😀" }\nservise = "pg:5432"\n');
  const typo = squiggle(page, "servise");
  await typo.waitFor();
  assert.equal(await typo.textContent(), "servise");
});

for (const [name, text] of [
  ["in lines", '[routes.a]\nservice = "x:1"\n# filler filler filler filler\n'.repeat(90_000)],
  ["in one line", `a = "${"x".repeat(5_000_000)}"\n`],
  ["of brackets", "[".repeat(5_000_000)],
]) {
  test(`a paste of 5 MB ${name} leaves the page alive`, { timeout: 120_000 }, async (t) => {
    const { page } = await openPage(t);
    page.setDefaultTimeout(90_000);
    await paste(page, text);
    await page.locator("#size", { hasText: "MB" }).waitFor();
    await typeAtEnd(page, "x");
    assert.ok((await content(page).textContent()).length < 1_000_000, "only what is in sight is in the document");
    await alive(page);
  });
}
