/** What the editor asks of its state, at a place of the text that it shows. `undefined`: a newer question took its place. */
import type { Completions, Definition, Hover, Rename, RuleToken } from "../core/places.ts";

type Answer<T> = Promise<T | undefined>;

export interface Answers {
  /** False while an answer would have to be fetched first: then only what a person asks for is worth it. */
  readonly quick: boolean;
  /** Calls back whenever answers become quick; what it returns ends that. */
  onQuick(listener: () => void): () => void;
  complete(at: number): Answer<Completions>;
  hover(at: number): Answer<Hover | null>;
  definition(at: number): Answer<Definition | null>;
  rename(at: number, to: string): Answer<Rename>;
  /** The parts of the rules between two places. */
  ruleTokens(from: number, to: number): Answer<RuleToken[]>;
}

/** Until answers are quick. Whoever waits asks whether the question is still of interest then. */
export function untilQuick(answers: Answers): Promise<void> {
  if (answers.quick) return Promise.resolve();
  return new Promise((resolve) => {
    const off = answers.onQuick(() => {
      off();
      resolve();
    });
  });
}
