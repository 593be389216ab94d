/** "Try a connection": what Traefik does with one connection, and why. */
import type { Panel, PanelContext } from "../panel.ts";
import { ConnectionPanel } from "./view.ts";
import answer from "../shared/answer.css?inline";
import errors from "../shared/errors-note.css?inline";
import form from "./connection.css?inline";

export const styles = `${form}\n${answer}\n${errors}`;

export function create(context: PanelContext): Panel {
  return new ConnectionPanel(context);
}
