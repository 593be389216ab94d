/**
 * Measures the page in headless Chromium, for docs/performance.md: what a key costs with few and many routes, in each panel.
 * In time of the threads, so that other programs of the machine do not count. Prints a table; asserts nothing, machines differ.
 */
import { content, paste } from "./harness/editor.mjs";
import { serve } from "./harness/server.mjs";
import { work } from "./harness/tasks.mjs";
import { chromium } from "./harness/tools.mjs";

const KEYS = 8;
const PANELS = ["YAML", "Diagram", "Try a connection", "Who can reach", "Compare", "Scenarios", "Tools", "Helm", "JSON", "File"];
const SIZES = process.argv.slice(2).map(Number);

const state = (routes) =>
  "[entry_points]\npostgresql = 5432\n\n[middlewares.office]\nip_allow_list = [\"192.168.1.0/24\"]\n\n" +
  Array.from({ length: routes }, (_, n) =>
    `[routes.db-${n}]\nentry_points = ["postgresql"]\nsni = "db-${n}.example.com"\nservice = "db-${n}:5432"\nmiddlewares = ["office"]\ntls = { secret_name = "db-cert" }\n\n`).join("");

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (number) => number.toFixed(1);
/** The parts of a task that take half a millisecond and more, the longest first. */
const shown = (parts) => Object.entries(parts).filter(([, took]) => took >= 0.5).sort(([, one], [, other]) => other - one).map(([name, took]) => `${name} ${ms(took)}`).join(", ");

/** Waits until nothing has changed for a while. */
async function quiet(page) {
  await page.waitForFunction(() => /^Compiled /.test(document.getElementById("status").textContent));
  await page.waitForTimeout(400);
}

/** Types a key into a rule's name, and waits for what comes of it. */
async function key(page, letter, pause) {
  await page.keyboard.press(letter);
  await page.waitForTimeout(pause);
  await quiet(page);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const server = await serve();
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(server.url);
  await quiet(page);
  console.log("routes | panel | opened: longest task | key: main thread, median | key: longest task | key: worker, median | opened: parts of the longest task | key: parts of the longest task");
  for (const routes of SIZES.length > 0 ? SIZES : [10, 100, 1_000, 10_000]) {
    await page.getByRole("tab", { name: "YAML" }).click();
    await paste(page, state(routes));
    const pause = routes > 1_000 ? 3_500 : 250;
    await page.waitForTimeout(1_000 + pause);
    await quiet(page);
    for (const panel of PANELS) {
      const opened = await work(page, async () => {
        await page.getByRole("tab", { name: panel, exact: true }).click();
        await page.waitForTimeout(500 + pause);
        await quiet(page);
      });
      await content(page).click({ position: { x: 200, y: 60 } });
      await page.keyboard.press("ControlOrMeta+Home");
      await page.keyboard.press("End");
      const keys = [];
      for (let at = 0; at < KEYS; at++) {
        const letter = at % 2 === 0 ? "#" : "Backspace";
        keys.push(await work(page, () => key(page, letter, pause)));
      }
      const later = keys.slice(2);
      const slowest = later.reduce((most, one) => (one.main.longest > most.main.longest ? one : most));
      console.log([
        routes, panel, ms(opened.main.longest), ms(median(later.map(({ main }) => main.all))), ms(slowest.main.longest), ms(median(later.map(({ worker }) => worker.all))),
        shown(opened.main.parts), shown(slowest.main.parts),
      ].join(" | "));
    }
  }
} finally {
  await browser.close();
  await server.close();
}
