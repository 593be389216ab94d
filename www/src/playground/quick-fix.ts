/** What the quick-fix key does at a place of a file, and fixes that are chosen while the text changes. */
import { type Diagnostic, type Fix, isPlaced } from "../core/types.ts";
import type { Bus } from "../panels/bus.ts";
import type { PageState } from "../panels/panel.ts";

/** Applies the fix of the problem there when there is one to choose; else leads to the list of problems. */
export function quickFix({ compilation }: PageState, file: string, offset: number, bus: Bus): void {
  const placed = compilation.diagnostics.filter(isPlaced);
  const here = placed.filter((one) => one.file === file && one.start.utf16 <= offset && offset <= one.end.utf16);
  const fixes = here.flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ diagnostic, fix })));
  if (fixes.length === 1) bus.emit("fix", fixes[0]!);
  else if (here.length > 0) bus.emit("open", { view: "problems" });
}

export interface ChosenFix {
  diagnostic: Diagnostic;
  fix: Fix;
}

/** The same fix of the same problem in what the text is now; of several, that of the nearest. */
export function sameFix(diagnostics: readonly Diagnostic[], { diagnostic, fix }: ChosenFix): ChosenFix | null {
  const { code, file, message, start } = diagnostic;
  const away = (one: Diagnostic): number => Math.abs((one.start?.utf16 ?? 0) - (start?.utf16 ?? 0));
  const same = diagnostics.filter((one) => one.code === code && one.file === file && one.message === message).sort((one, other) => away(one) - away(other));
  const fixes = same.flatMap((one) => one.fixes.map((its) => ({ diagnostic: one, fix: its })));
  return fixes.find((one) => one.fix.title === fix.title) ?? null;
}
