/** How many problems there are, in words, and how serious the worst is. */
import type { Severity } from "../core/types.ts";

export interface ProblemCount {
  /** `2 errors, 1 warning, 3 advice`; empty if there are none. */
  words: string;
  mood: Severity | "ok";
}

const WORDS: Record<Severity, [one: string, many: string]> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  advice: ["advice", "advice"],
};

export function problemCount(diagnostics: readonly { severity: Severity }[]): ProblemCount {
  const parts: string[] = [];
  let mood: ProblemCount["mood"] = "ok";
  for (const severity of Object.keys(WORDS) as Severity[]) {
    const count = diagnostics.filter((one) => one.severity === severity).length;
    if (count === 0) continue;
    parts.push(`${count.toLocaleString("en")} ${WORDS[severity][count === 1 ? 0 : 1]}`);
    if (mood === "ok") mood = severity;
  }
  return { words: parts.join(", "), mood };
}
