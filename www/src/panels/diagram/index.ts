/** The diagram: how connections get from entry points to services. */
import type { Panel, PanelContext } from "../panel.ts";
import { DiagramPanel } from "./view.ts";
import styles from "./diagram.css?inline";

export { styles };

export function create(context: PanelContext): Panel {
  return new DiagramPanel(context);
}
