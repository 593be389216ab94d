/** Measures what was built, gzipped, against www/sizes.json, and says what each file weighs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const LIMITS = "www/sizes.json";
const limits = JSON.parse(readFileSync(LIMITS, "utf8"));

let failed = false;
for (const [file, most] of Object.entries(limits.gzipped)) {
  const bytes = gzipSync(readFileSync(join("www/dist", file)), { level: 9 }).length;
  console.log(`${file}: ${bytes} bytes gzipped, at most ${most}`);
  if (bytes > most) {
    console.error(`sizes: ${file} weighs ${bytes - most} bytes more than ${LIMITS} allows: make it lighter, or raise the figure there and say why`);
    failed = true;
  } else if (bytes < most * limits.slack) {
    console.error(`sizes: ${file} weighs ${bytes} bytes, far below the ${most} of ${LIMITS}: lower the figure there, so that it stays so`);
    failed = true;
  }
}
process.exitCode = failed ? 1 : 0;
