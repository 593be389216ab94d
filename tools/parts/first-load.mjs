/** What the page asks of the module before its user has done much, and after the most common mistakes. */
import { readFileSync, readdirSync } from "node:fs";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const SLIPS = ["[routes.a]\nservise = 1\n", "[routes.a\n"];
/** A piece of a state, as docs pages show: it declares no entry point. */
const PIECES = ['[routes.pg]\nentry_points = ["pg"]\nservice = "pg:5432"\n'];

/** Proofs are no part of the first load: the page begins with a text that has no invariants (www/src/page/initial.ts). */
const INVARIANTS = /^\[invariants\.[^]*?(?=^\[(?!invariants\.)|^#|(?![^]))/gm;

export const withoutInvariants = (text) => text.replace(INVARIANTS, "");

const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith(".toml"))
  .sort()
  .map((name) => readFileSync(new URL(name, EXAMPLES), "utf8"))
  .map(withoutInvariants);

/** A key later: what has not changed is compared with what was there. */
const edited = (text) => text.replace('service = "', 'service = "x');

/** One function for each state file. */
export const FIRST_LOADS = [...examples, ...SLIPS, ...PIECES].map((text) => (tcpgen) => {
  tcpgen.version();
  const ask = () => {
    for (const one of [text, edited(text), text]) {
      const sources = [{ name: "tcpgen.toml", text: one }];
      tcpgen.compile(sources);
      tcpgen.outline(sources);
      tcpgen.build(sources, { target: "crd" });
    }
  };
  ask();
  // As the page's worker asks.
  tcpgen.answerInText();
  ask();
});
