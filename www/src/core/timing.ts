/** Times of the module, among the browser's own measurements: for developers' tools and tests/browser/measure.mjs. */
export function record(what: string, milliseconds: number): void {
  const name = `tcpgen ${what}`;
  // The last one of each: a list that grows with every key would never be freed.
  performance.clearMeasures(name);
  performance.measure(name, { start: performance.now() - milliseconds, duration: milliseconds });
}
