import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { violations } from "./harness/axe.mjs";
import { paste } from "./harness/editor.mjs";
import { PHONE } from "./harness/page.mjs";
import { example, openPanel, routes } from "./harness/panels.mjs";
import { longestTask } from "./harness/tasks.mjs";

const box = (page, kind, text) => page.locator(`.diagram-box.${kind}`, text === undefined ? {} : { hasText: text });
/** Waits until these lines of the editor are marked. */
const marked = (page, line) => page.locator("#editor .cm-linked", { hasText: line }).first().waitFor();
/** Waits until the editor's cursor is on this line. */
const cursorOn = (page, line) => page.locator("#editor .cm-activeLine", { hasText: line }).first().waitFor();

/** Pairs of boxes that lie on each other, and boxes whose text is wider than they are. */
async function crowded(page) {
  return page.locator(".diagram-svg").evaluate((svg) => {
    const found = [];
    const boxes = [...svg.querySelectorAll(".diagram-box")].map((element) => ({
      name: element.getAttribute("data-box"), rect: element.querySelector(".diagram-frame").getBoundingClientRect(), element,
    }));
    boxes.forEach(({ name, rect, element }, place) => {
      for (const other of boxes.slice(place + 1)) {
        const apart = rect.right <= other.rect.left || other.rect.right <= rect.left || rect.bottom <= other.rect.top || other.rect.bottom <= rect.top;
        if (!apart) found.push(`${name} lies on ${other.name}`);
      }
      const texts = [...element.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
      for (const text of texts) if (text.left < rect.left || text.right > rect.right + 1) found.push(`${name} is too narrow for its text`);
      texts.forEach((text, index) => {
        for (const next of texts.slice(index + 1)) {
          if (text.right > next.left + 1 && next.right > text.left + 1 && text.bottom > next.top + 4 && next.bottom > text.top + 4) found.push(`texts of ${name}`);
        }
      });
    });
    return { found, boxes: boxes.length };
  });
}

test("the way through Traefik is drawn, and a box leads to its lines", async (t) => {
  const { page } = await openPanel(t, "diagram", example("postgres"));
  await box(page, "router", "postgres-route").click();
  await marked(page, "[routes.postgres-route]");
  await page.locator(".diagram-box.router.current").waitFor();
  await box(page, "guard", "db-allowlist").click();
  await marked(page, "[middlewares.db-allowlist]");
  await box(page, "entry", "postgresql").click();
  await marked(page, "postgresql = 5432");
});

test("pointing at a box lights its path and dims the rest", async (t) => {
  const { page } = await openPanel(t, "diagram", example("mqtt"));
  await box(page, "guard", "fair-share").hover();
  const lit = await page.locator(".diagram-box.on").evaluateAll((all) => all.map((one) => one.getAttribute("data-box")));
  assert.deepEqual(lit.map((id) => id.split(":")[0]).sort(), ["entry", "guard", "router", "service"]);
  assert.ok(await page.locator(".diagram-box:not(.on)").count() > 0);
  await page.locator(".diagram-summary").hover();
  await page.waitForFunction(() => true);
  assert.equal(await page.locator(".diagram-box.on").count(), 0);
});

test("a router that Traefik disables is told apart by more than its colour", async (t) => {
  const { page } = await openPanel(t, "diagram", `[entry_points]\npg = 5432\n[routes.dead]\nentry_points = ["pg"]\nsni = "a.example.com"\nservice = "pg:5432"\n`);
  const dead = box(page, "router", "dead");
  assert.equal(await dead.locator(".diagram-badge").count(), 1);
  assert.match(await dead.locator("title").textContent(), /disabled by Traefik/);
  assert.match(await dead.textContent(), /no `tls`/);
  await page.locator(".diagram-heading", { hasText: "Not served" }).waitFor();
  await page.getByText("1 not served").waitFor();
});

for (const [name, viewport] of Object.entries({ desktop: undefined, phone: PHONE })) {
  test(`100 routes are legible: nothing lies on anything, no text leaves its box (${name})`, async (t) => {
    const { page } = await openPanel(t, "diagram", routes(100), viewport ? { viewport } : {});
    if (viewport) await page.locator("#show-result").click();
    await box(page, "router").nth(99).waitFor({ state: "attached" });
    const { found, boxes } = await crowded(page);
    assert.deepEqual(found, []);
    assert.ok(boxes >= 240, `${boxes} boxes`);
    const sizes = await page.locator(".diagram-stage").evaluate((stage) => [stage.scrollWidth, stage.clientWidth]);
    assert.equal(sizes[0], sizes[1], "it scrolls sideways");
  });
}

test("far down a long list one still sees which entry point it is", async (t) => {
  const { page } = await openPanel(t, "diagram", routes(100));
  await box(page, "router", "tenant-96").scrollIntoViewIfNeeded();
  await page.locator(".diagram-columns .diagram-passed", { hasText: "websecure" }).waitFor();
  await page.locator(".diagram-stage").evaluate((stage) => stage.scrollTo(0, 0));
  await page.locator(".diagram-columns", { hasText: "Entry point" }).waitFor();
});

test("1,000 routes: lists are cut and open further, the filter finds any router", async (t) => {
  const { page } = await openPanel(t, "diagram", routes(1000));
  await box(page, "more").first().waitFor();
  const before = await box(page, "router").count();
  assert.ok(before < 300, `${before}`);
  await box(page, "more").first().click();
  await page.waitForFunction((count) => document.querySelector("[role=tabpanel]:not([hidden])") !== null && count > 0, before);
  assert.ok(await box(page, "router").count() > before);
  await page.getByRole("searchbox", { name: "Filter routers" }).fill("tenant-987.");
  await box(page, "router", "tenant-987").waitFor();
  assert.equal(await box(page, "router").count(), 1);
  await page.getByRole("searchbox").fill("no such thing");
  await page.getByText("No router matches the filter").waitFor();
});

test("the keyboard walks the path, opens lines, and finds the drawing again", async (t) => {
  const { page } = await openPanel(t, "diagram", example("postgres"));
  const at = () => page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute("data-box")?.split(":")[0] ?? element?.textContent;
  });
  await page.getByRole("button", { name: "List", exact: true }).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Home");
  const walked = [];
  for (const key of ["ArrowLeft", "ArrowRight", "ArrowRight", "ArrowRight"]) {
    await page.keyboard.press(key);
    walked.push(await at());
  }
  assert.deepEqual(walked, ["entry", "router", "guard", "service"]);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await marked(page, "[middlewares.db-allowlist]");
  assert.equal(await at(), "guard");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await at(), "List");
  await page.keyboard.press("Tab");
  assert.equal(await at(), "guard");
  await page.keyboard.press("Enter");
  await cursorOn(page, "[middlewares.db-allowlist]");
});

test("the list says the same in words, and leads to the lines", async (t) => {
  const { page } = await openPanel(t, "diagram", example("weighted-canary"));
  await page.getByRole("button", { name: "List", exact: true }).click();
  const list = page.locator(".diagram-list");
  assert.match(await list.textContent(), /Entry point redis, port 6379.*Plain TCP.*default\/redis.*HostSNI\(`\*`\).*redis-stable:6379 \(90 %\)/);
  await page.getByRole("button", { name: "default/redis" }).click();
  await cursorOn(page, "[routes.redis]");
});

test("an empty state says what to write", async (t) => {
  const { page } = await openPanel(t, "diagram", "# nothing yet\n");
  await page.getByText("Nothing to draw yet").waitFor();
  await paste(page, example("postgres"));
  await box(page, "router", "postgres-route").waitFor();
});

test("names of any kind are text, in full in the tooltip", async (t) => {
  const name = `<img src=x onerror=alert(1)>${"x".repeat(300)}`;
  const text = `[entry_points]\n${JSON.stringify(name)} = 5432\n[routes.pg]\nentry_points = [${JSON.stringify(name)}]\nservice = "pg:5432"\n` +
    `match = ${JSON.stringify("HostSNI(`\u202e</title><script>alert(1)</script>`)")}\n`;
  const { page } = await openPanel(t, "diagram", text);
  await box(page, "router").waitFor();
  assert.match(await box(page, "entry").locator("title").textContent(), /<img src=x onerror=alert\(1\)>x{300}/);
  assert.deepEqual((await crowded(page)).found, []);
  assert.equal(await page.locator(".diagram img, .diagram script").count(), 0);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious in the drawing, lit or not, and in the list (${colorScheme})`, async (t) => {
    const { page } = await openPanel(t, "diagram", routes(20), { colorScheme });
    await box(page, "router").first().waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: "List", exact: true }).click();
    assert.deepEqual(await violations(page), []);
  });
}

test("the drawing is saved as an SVG file that looks the same without the page", async (t) => {
  const { page } = await openPanel(t, "diagram", example("postgres"));
  await page.locator(".diagram-svg").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "SVG" }).click()]);
  assert.equal(file.suggestedFilename(), "tcpgen.svg");
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  for (const name of ["postgresql", "postgres-route", "db-allowlist", "postgres:5432"]) assert.ok(text.includes(`>${name}</text>`), `${name} is whole in ${text}`);
  assert.doesNotMatch(text, /class=|var\(/);
  assert.match(text, /<path[^>]*stroke="rgb/);
});

test("the drawing is saved as a PNG that looks like it, under the page's strict policy", async (t) => {
  const { page } = await openPanel(t, "diagram", example("postgres"), { colorScheme: "dark" });
  await box(page, "router", "postgres-route").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "PNG" }).click()]);
  assert.equal(download.suggestedFilename(), "tcpgen.png");
  const bytes = readFileSync(await download.path());
  const shown = await page.locator(".diagram-svg").evaluate((svg) => {
    const frame = (kind) => svg.querySelector(`.diagram-box.${kind} .diagram-frame`);
    const place = (kind) => ["x", "y", "width", "height"].map((name) => Number(frame(kind).getAttribute(name)));
    return { width: svg.viewBox.baseVal.width, entry: place("entry"), fill: getComputedStyle(frame("entry")).fill };
  });
  const seen = await page.evaluate(async ({ bytes, entry: [x, y, width, height] }) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
    context.drawImage(image, 0, 0);
    const at = (left, top) => `rgb(${[...context.getImageData(left, top, 1, 1).data.slice(0, 3)].join(", ")})`;
    const colours = new Set();
    for (let left = x; left < x + width; left += 0.5) colours.add(at(2 * left, 2 * (y + 16)));
    return { width: image.width, ground: at(2, 2), inside: at(2 * (x + width) - 8, 2 * (y + height) - 8), colours: colours.size };
  }, { bytes: [...bytes], entry: shown.entry });
  assert.equal(seen.width, 2 * shown.width);
  assert.equal(seen.inside, shown.fill);
  assert.notEqual(seen.ground, seen.inside);
  assert.ok(seen.colours > 5, "there is text");
});

test("the drawing is zoomed by buttons, keys and the wheel, fitted, and pulled", async (t) => {
  const { page } = await openPanel(t, "diagram", routes(60));
  await box(page, "router").nth(59).waitFor({ state: "attached" });
  const sizes = () => page.locator(".diagram-stage").evaluate((stage) => {
    const svg = stage.querySelector("svg").getBoundingClientRect();
    return { width: svg.width, height: svg.height, room: stage.clientHeight, left: stage.scrollLeft, top: stage.scrollTop, own: stage.querySelector("svg").viewBox.baseVal.width };
  });
  const level = page.locator(".diagram-level");
  await page.getByRole("button", { name: "Zoom in" }).click();
  assert.equal(await level.textContent(), "125 %");
  const larger = await sizes();
  assert.ok(Math.abs(larger.width - 1.25 * larger.own) < 2, JSON.stringify(larger));

  await page.getByRole("button", { name: /^Fit/ }).click();
  const fitted = await sizes();
  assert.ok(fitted.height <= fitted.room && fitted.height > 0.8 * fitted.room, JSON.stringify(fitted));
  await level.click();
  assert.equal(await level.textContent(), "100 %");

  await box(page, "router").first().focus();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  assert.equal(await level.textContent(), "156 %");
  await page.keyboard.press("0");
  assert.equal(await level.textContent(), "100 %");

  const stage = await page.locator(".diagram-stage").boundingBox();
  const [x, y] = [stage.x + stage.width / 2, stage.y + stage.height / 2];
  await page.mouse.move(x, y);
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -300);
  await page.keyboard.up("Control");
  await page.waitForFunction(() => document.querySelector("[role=tabpanel]") && true);
  await page.locator(".diagram-level", { hasText: /^1[5-9]\d %|^2\d\d %/ }).waitFor();

  // Between the columns is ground.
  const before = await sizes();
  const ground = await page.locator(".diagram-svg").evaluate((svg) => {
    const trunk = svg.querySelector(".diagram-box.entry .diagram-frame").getBoundingClientRect();
    return [trunk.left - 6, trunk.top + 10];
  });
  await page.locator(".diagram-stage").evaluate((element) => element.scrollTo(0, 0));
  await page.mouse.move(Math.max(ground[0], stage.x + 5), stage.y + 300);
  await page.mouse.down();
  await page.mouse.move(stage.x + 5, stage.y + 100, { steps: 4 });
  await page.mouse.up();
  const after = await sizes();
  assert.equal(after.top, 200, JSON.stringify([before, after]));
});

test("1,000 routes are drawn without a task over 100 ms", async (t) => {
  const { page } = await openPanel(t, "yaml", routes(1000));
  // Nothing else has work while the view is opened, and while its lists are opened further.
  const opened = await longestTask(page, async () => {
    await page.getByRole("tab", { name: "Diagram" }).click();
    await box(page, "service").nth(140).waitFor({ state: "attached" });
    await page.waitForTimeout(300);
  });
  assert.ok(opened < 100, `opened in a task of ${opened} ms`);
  for (let round = 1; round <= 2; round++) {
    const more = await longestTask(page, async () => {
      await box(page, "more").first().click();
      await box(page, "router").nth(140 + 190 * round).waitFor({ state: "attached" });
      await page.waitForTimeout(300);
    });
    assert.ok(more < 100, `opened further, ${round}, in a task of ${more} ms`);
  }
});
