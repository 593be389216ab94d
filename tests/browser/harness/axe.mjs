/** What axe-core finds, shadow roots included. */
import { readFileSync } from "node:fs";
import { axePath } from "./tools.mjs";

const source = readFileSync(axePath, "utf8");

/** The serious and critical violations, each with its rule and elements. */
export async function violations(page) {
  // Through the debugger: the page's policy lets no foreign script in.
  await page.evaluate(source);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary}`).join("; ")}`);
}
