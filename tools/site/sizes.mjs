/** Measures what was built, gzipped, against www/sizes.json, and says what each file weighs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { filesOf } from "./files.mjs";

const LIMITS = "www/sizes.json";
const limits = JSON.parse(readFileSync(LIMITS, "utf8"));

/** The built file of a name, in which `*` stands for the hash of its contents. */
function built(name) {
  const [before, after] = name.split("*");
  const found = filesOf("www/dist").filter((path) => path === name || (after !== undefined && path.startsWith(before) && path.endsWith(after)));
  if (found.length !== 1) throw new Error(`sizes: ${LIMITS} names ${name}, and ${found.length} files are called so`);
  return join("www/dist", found[0]);
}

let failed = false;
for (const [file, most] of Object.entries(limits.gzipped)) {
  const bytes = gzipSync(readFileSync(built(file)), { level: 9 }).length;
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
