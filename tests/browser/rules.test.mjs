/** Colours inside rules. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { content, paste, visibleText } from "./harness/editor.mjs";
import { openPage } from "./harness/page.mjs";

const STATE = `[routes.pg]
entry_points = ["postgresql"]
match = 'HostSNI(\`*\`) && !ClientIP(\`10.0.0.0/8\`) || Foo'
service = "postgres:5432"
`;
const MANIFEST = `apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: live, namespace: prod }
spec:
  entryPoints: [pg]
  routes:
    - match: HostSNI(\`*\`) && !ClientIP(\`10.0.0.0/8\`) || Foo
      services: [{ name: postgres, port: 5432 }]
`;
const EXPECTED = [
  ["HostSNI", "matcher"], ["(", "punctuation"], ["`*`", "argument"], [")", "punctuation"], ["&&", "operator"], ["!", "operator"],
  ["ClientIP", "matcher"], ["(", "punctuation"], ["`10.0.0.0/8`", "argument"], [")", "punctuation"], ["||", "operator"], ["Foo", "word"],
];

const many = (routes) => `[entry_points]\npostgresql = 5432\n\n${Array.from({ length: routes }, (_, n) =>
  `[routes.db-${n}]\nentry_points = ["postgresql"]\nmatch = 'HostSNI(\`db-${n}.example.com\`)'\nservice = "db-${n}:5432"\ntls = { secret_name = "db" }\n\n`).join("")}`;

/** The coloured parts in sight, in the order of the text. */
const parts = (page) => page.locator("#editor [class^=cm-rule-]").evaluateAll((all) => all.map((one) => [one.textContent, one.className.replace("cm-rule-", "")]));

async function coloured(page, text) {
  await paste(page, text);
  await page.locator("#editor .cm-rule-matcher").first().waitFor();
}

/** The contrast of every coloured text with what is behind it. */
const contrasts = (page) => page.locator("#editor [class^=cm-rule-]").evaluateAll((all) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const pixel = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return all.map((one) => {
    // Layers of colour, from the outermost inwards.
    const layers = [];
    for (let at = one; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
    const behind = luminance(layers.map(pixel).at(-1));
    // What a reader sees has the colour of the innermost element.
    const front = luminance(pixel(getComputedStyle(one.querySelector("*") ?? one).color));
    const [light, dark] = [Math.max(front, behind), Math.min(front, behind)];
    return { text: one.textContent, contrast: (light + 0.05) / (dark + 0.05), colour: getComputedStyle(one).color };
  });
});

for (const colorScheme of ["light", "dark"]) {
  test(`the parts of a rule have colours that can be read, ${colorScheme}`, async (t) => {
    const { page } = await openPage(t, { colorScheme });
    for (const text of [STATE, MANIFEST]) {
      await coloured(page, text);
      assert.deepEqual(await parts(page), EXPECTED);
      const found = await contrasts(page);
      assert.equal(new Set(found.map(({ colour }) => colour)).size, 5, "every kind has a colour of its own");
      for (const { text, contrast } of found) assert.ok(contrast >= 4.5, `${text}: ${contrast}`);
      assert.deepEqual(await violations(page), []);
    }
  });
}

/** Notes each question about rules that goes to the worker: of how much text, and when. */
const noteQuestions = () => {
  window.asked = [];
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message.method === "ruleTokens") window.asked.push({ length: message.args[1].to - message.args[1].from, at: performance.now() });
    return postMessage.call(this, message, ...more);
  };
};

test("only what is in sight is asked about, and not while somebody types", async (t) => {
  const { page } = await openPage(t, { ready: false, path: "favicon.svg" });
  await page.addInitScript(noteQuestions);
  await page.goto(new URL("./", page.url()).href);
  await page.waitForFunction(() => /^Compiled /.test(document.getElementById("status").textContent));
  const text = many(1_000);
  await coloured(page, text);
  for (const { length } of await page.evaluate(() => window.asked.splice(0))) assert.ok(length < text.length / 4, `${length} of ${text.length}`);
  await content(page).press("ControlOrMeta+Home");
  await page.waitForTimeout(1_000);
  await page.evaluate(() => window.asked.splice(0));
  const [began, ended] = await page.evaluate(async () => {
    const began = performance.now();
    for (let n = 0; n < 20; n++) {
      document.execCommand("insertText", false, "#");
      await new Promise((done) => setTimeout(done, 40));
    }
    return [began, performance.now()];
  });
  assert.ok((await visibleText(page)).startsWith("#".repeat(20)));
  await page.waitForFunction(() => window.asked.length > 0);
  const asked = await page.evaluate(() => window.asked);
  assert.deepEqual(asked.filter(({ at }) => began < at && at < ended), []);
  // Where a reader scrolls to, there are colours too.
  await content(page).press("ControlOrMeta+End");
  await page.locator("#editor .cm-line", { hasText: "db-999.example.com" }).locator(".cm-rule-matcher").waitFor();
});

test("a letter within a rule keeps the colours around it, and rules without a state have none", async (t) => {
  const { page } = await openPage(t);
  await coloured(page, STATE);
  await page.locator("#editor .cm-rule-argument").first().click();
  await page.keyboard.press("End");
  for (let n = 0; n < 6; n++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("x");
  assert.equal((await parts(page)).filter(([, part]) => part === "matcher").length, 2, "at once");
  await paste(page, "# HostSNI(`a`)\nkey = 'HostSNI(`a`)'\n");
  await page.waitForTimeout(600);
  assert.deepEqual(await parts(page), []);
});
