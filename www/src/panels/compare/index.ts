/** "Compare": what the text changes against an earlier one, or against a file, for all connections. */
import type { Panel, PanelContext } from "../panel.ts";
import diff from "../shared/diff.css?inline";
import rows from "../shared/rows.css?inline";
import own from "./compare.css?inline";
import { ComparePanel } from "./view.ts";

export const styles = `${own}\n${rows}\n${diff}`;

export function create(context: PanelContext): Panel {
  return new ComparePanel(context);
}
