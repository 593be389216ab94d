/** "Who can reach": all connections in classes, as a table, with the diagram lit by what is pointed at. */
import type { Panel, PanelContext } from "../panel.ts";
import errors from "../shared/errors-note.css?inline";
import rows from "../shared/rows.css?inline";
import own from "./reach.css?inline";
import { ReachPanel } from "./view.ts";

export const styles = `${own}\n${rows}\n${errors}`;

export function create(context: PanelContext): Panel {
  return new ReachPanel(context);
}
