/** The diagram: how connections get from entry points to services. */
import type { Panel, PanelContext } from "../panel.ts";
import { DiagramPanel } from "./view.ts";
import drawing from "./diagram.css?inline";
import list from "./list.css?inline";

export const styles = `${drawing}\n${list}`;

export function create(context: PanelContext): Panel {
  return new DiagramPanel(context);
}
