/** Writes docs/screenshot.png from the real page: an example with a problem, and where a connection goes. */
import { fileURLToPath } from "node:url";
import { typeAtEnd } from "./harness/editor.mjs";
import { serve } from "./harness/server.mjs";
import { chromium } from "./harness/tools.mjs";

const FILE = fileURLToPath(new URL("../../docs/screenshot.png", import.meta.url));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu"] });
const server = await serve();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  await page.goto(server.url);
  await page.locator("#version", { hasText: "tcpgen" }).waitFor();
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: /^PostgreSQL TLS/ }).click();
  await typeAtEnd(page, '\n[routes.db-c]\nentry_points = ["postgresql"]\nsni = "db-c.example.com"\nservice = "postgres-c:5432"');
  await page.keyboard.press("Escape");
  await page.locator("#editor .cm-lintRange-warning").first().waitFor();
  await page.getByRole("tab", { name: "Diagram" }).click();
  await page.getByRole("tabpanel", { name: "Diagram" }).locator("svg text", { hasText: "db-c" }).first().waitFor();
  for (const close of await page.getByRole("button", { name: "Close this message" }).all()) await close.click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: FILE });
  console.log(`wrote ${FILE}`);
} finally {
  await browser.close();
  await server.close();
}
