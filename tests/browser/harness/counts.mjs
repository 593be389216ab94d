/** A reporter for `node --test`: appends `PASSED FAILED SKIPPED` to the file that TCPGEN_TEST_COUNTS names. */
import { appendFileSync } from "node:fs";

export default async function* counts(events) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if ((type !== "test:pass" && type !== "test:fail") || data.details.type === "suite") continue;
    if (data.skip !== undefined || data.todo !== undefined) count.skipped++;
    else if (type === "test:pass") count.passed++;
    else count.failed++;
  }
  const { TCPGEN_TEST_COUNTS: file } = process.env;
  if (file) appendFileSync(file, `${count.passed} ${count.failed} ${count.skipped}\n`);
  yield "";
}
