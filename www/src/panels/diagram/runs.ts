/** Neighbours that lead through the same boxes, so that these are drawn once. */

/** More than these, and the lines to the one box would be long. */
const LONGEST_RUN = 5;

/** Cuts the items into runs of the same key; items without a key stand alone. */
export function runsOf<T>(items: readonly T[], key: (item: T) => string | null): T[][] {
  const runs: T[][] = [];
  let last: string | null = null;
  for (const item of items) {
    const own = key(item);
    const run = runs.at(-1);
    if (run && own !== null && own === last && run.length < LONGEST_RUN) run.push(item);
    else runs.push([item]);
    last = own;
  }
  return runs;
}
