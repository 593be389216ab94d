/** What the page asks of the module before its user has done much, and what the commonest slips of a hand bring about. */
import { readFileSync, readdirSync } from "node:fs";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const SLIPS = ["[routes.a]\nservise = 1\n", "[routes.a\n"];

const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith(".toml"))
  .sort()
  .map((name) => readFileSync(new URL(name, EXAMPLES), "utf8"));

/** One function for each state file. */
export const FIRST_LOADS = [...examples, ...SLIPS].map((text) => (tcpgen) => {
  const sources = [{ name: "tcpgen.toml", text }];
  tcpgen.version();
  tcpgen.compile(sources);
  tcpgen.outline(sources);
  tcpgen.build(sources, { target: "crd" });
});
