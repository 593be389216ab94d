/**
 * Measures first loads over a slow network in headless Chromium, for docs/performance.md: 1.6 Mbit/s, 150 ms, the processor at a
 * fourth of its speed, files compressed by Brotli. Prints medians; asserts nothing, machines differ.
 * Usage: node tests/browser/measure-load.mjs [RUNS]; with TCPGEN_WATERFALL=1 it lists when each file began and ended as well
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST, serve } from "./harness/server.mjs";
import { chromium } from "./harness/tools.mjs";

const RUNS = Number(process.argv[2] ?? 3);
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const SLOWER = 4;

/** What is shown at last: an element of the page, or of a live example in it, with such a text. */
const LOADS = [
  ["the playground shows its text", "", { selector: ".plain-text, .cm-content", text: "." }],
  ["the playground has compiled", "", { selector: "#status", text: "^Compiled " }],
  ["its editor takes keys", "", { selector: ".cm-content[contenteditable=true]", text: "." }],
  ["an example of the book has its problems", "docs/index.html", { selector: ".embed-status", text: "problem|error|warning|advice" }],
  ["an example of the book says who gets in", "docs/index.html", { selector: ".rows-row", text: "." }],
];

/** In the page: since when it has been loading, once this is there. */
const shown = ({ selector, text }) => {
  const roots = [document, ...[...document.querySelectorAll("tcpgen-playground, #editor")].map((host) => host.shadowRoot).filter((root) => root !== null)];
  return roots.some((root) => [...root.querySelectorAll(selector)].some((one) => new RegExp(text).test(one.textContent))) && performance.now();
};

/** Milliseconds from navigation until that is there, with nothing in any cache, and the bytes that were sent until then. */
async function load(browser, url, awaited) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const client = await context.newCDPSession(page);
  let bytes = 0;
  await client.send("Network.enable");
  client.on("Network.loadingFinished", ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await client.send("Network.emulateNetworkConditions", NETWORK);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.goto(url, { waitUntil: "commit" });
  const took = await page.waitForFunction(shown, awaited, { polling: 20 });
  const result = { milliseconds: await took.jsonValue(), bytes };
  if (process.env.TCPGEN_WATERFALL) {
    const entries = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name, startTime, responseEnd, encodedBodySize }) => [name.split("/").pop().slice(0, 40), Math.round(startTime), Math.round(responseEnd), encodedBodySize]));
    for (const entry of entries) console.log(entry.join(" | "));
  }
  await context.close();
  return result;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const folder = mkdtempSync(join(tmpdir(), "tcpgen-load-"));
cpSync(DIST, folder, { recursive: true });
execFileSync(new URL("../../tools/compress-site", import.meta.url).pathname, [folder], { stdio: "ignore" });
const server = await serve({}, folder);
try {
  console.log("what | seconds, median | KB by then");
  for (const [what, path, awaited] of LOADS) {
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await load(browser, new URL(path, server.url).href, awaited));
    console.log([what, (median(runs.map(({ milliseconds }) => milliseconds)) / 1000).toFixed(1), Math.round(median(runs.map(({ bytes }) => bytes)) / 1000)].join(" | "));
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
