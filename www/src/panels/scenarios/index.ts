/** Scenarios: changes rehearsed against a cluster in memory. */
import type { Panel, PanelContext } from "../panel.ts";
import { ScenariosPanel } from "./view.ts";
import answer from "../shared/answer.css?inline";
import diff from "../shared/diff.css?inline";
import own from "./scenarios.css?inline";
import step from "./step.css?inline";

export const styles = `${own}\n${step}\n${answer}\n${diff}`;

export function create(context: PanelContext): Panel {
  return new ScenariosPanel(context);
}
