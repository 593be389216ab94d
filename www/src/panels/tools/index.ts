/** The traffic tools: what an agent can do, done by hand. */
import type { Panel, PanelContext } from "../panel.ts";
import { ToolsPanel } from "./view.ts";
import diff from "../shared/diff.css?inline";
import own from "./tools.css?inline";

export const styles = `${own}\n${diff}`;

export function create(context: PanelContext): Panel {
  return new ToolsPanel(context);
}
