/** "Try a connection": what Traefik does with one connection, and why. */
import type { Panel, PanelContext } from "../panel.ts";
import { ConnectionPanel } from "./view.ts";
import answer from "../shared/answer.css?inline";
import form from "./connection.css?inline";

export const styles = `${form}\n${answer}`;

export function create(context: PanelContext): Panel {
  return new ConnectionPanel(context);
}
