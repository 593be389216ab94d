/**
 * Measures the page in headless Chromium, for docs/performance.md: how soon the module stands, what a key costs with few
 * and many routes. Prints a table; asserts nothing, machines differ.
 */
import { content, paste } from "./harness/editor.mjs";
import { serve } from "./harness/server.mjs";
import { chromium } from "./harness/tools.mjs";

const KEYS = 30;

const state = (routes) =>
  "[entry_points]\npostgresql = 5432\n\n[middlewares.office]\nip_allow_list = [\"192.168.1.0/24\"]\n\n" +
  Array.from({ length: routes }, (_, n) =>
    `[routes.db-${n}]\nentry_points = ["postgresql"]\nsni = "db-${n}.example.com"\nservice = "db-${n}:5432"\nmiddlewares = ["office"]\ntls = { secret_name = "db-cert" }\n\n`).join("");

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const measured = (page, name) => page.evaluate((of) => performance.getEntriesByName(of).at(-1)?.duration ?? null, name);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const server = await serve();
try {
  const page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction(() => performance.getEntriesByName("tcpgen compile").length > 0);
  console.log(`module loaded and ready: ${(await measured(page, "tcpgen ready")).toFixed(0)} ms`);
  console.log("routes | compile, median | key to next frame, longest | longest task of the page");
  for (const routes of [1, 100, 1000]) {
    await paste(page, state(routes));
    await page.waitForTimeout(1500);
    await content(page).click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.evaluate(() => {
      globalThis.seen = { events: [], tasks: [] };
      new PerformanceObserver((list) => globalThis.seen.events.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "event", durationThreshold: 16 });
      new PerformanceObserver((list) => globalThis.seen.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
    });
    const compiles = [];
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.type(key % 10 === 9 ? "\n" : "#");
      await page.waitForTimeout(150);
      compiles.push(await measured(page, "tcpgen compile"));
    }
    const { events, tasks } = await page.evaluate(() => globalThis.seen);
    const longest = (numbers, none) => (numbers.length > 0 ? `${Math.max(...numbers).toFixed(0)} ms` : none);
    console.log(`${routes} | ${median(compiles).toFixed(1)} ms | ${longest(events, "under 16 ms")} | ${longest(tasks, "under 50 ms")}`);
  }
} finally {
  await browser.close();
  await server.close();
}
