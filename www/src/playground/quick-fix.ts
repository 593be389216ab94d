/** What the quick-fix key does at a place of a file. */
import { isPlaced } from "../core/types.ts";
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
