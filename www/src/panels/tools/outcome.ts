/** What came of a call: in words, as the JSON that an agent gets, and as what changed. */
import { h } from "../../dom.ts";
import { inline } from "../../explain/markdown.ts";
import { diffView } from "../shared/diff-view.ts";
import { toldBy, type Told } from "./reply.ts";
import type { Exchange } from "./workbench.ts";

export interface OutcomeActions {
  /** Takes the state as the tools left it into the editor. */
  adopt(): void;
  startOver(): void;
}

/** `manifests` is the YAML before and after, null when it could not be had. */
export function outcomeOf(exchange: Exchange, manifests: { before: string; after: string } | null, actions: OutcomeActions): HTMLElement[] {
  const told = toldBy(exchange.got);
  const isList = exchange.tool === "list";
  const state = diffView(exchange.before, exchange.after, "What changed in the state file");
  const yaml = manifests && diffView(manifests.before, manifests.after, "What changed in the manifests");
  return [
    ...(isList && told.good ? [] : verdict(told)),
    ...(told.yaml === null ? [] : [heading("The manifest"), block(told.yaml, "The manifest")]),
    ...(state === null ? [] : [heading("The state file"), state, adoption(actions)]),
    ...(yaml ? [heading("The manifests"), yaml] : []),
    heading(isList ? "An agent reads traefik://traffic/tcp/list and gets" : "The agent gets"),
    block(JSON.stringify(exchange.got, null, 2), "The answer as JSON"),
  ];
}

function verdict(told: Told): HTMLElement[] {
  const nothingElse = told.good && told.warnings.length === 0;
  return [
    h("div", { class: `note ${told.good ? (nothingElse ? "ok" : "warning") : "error"} tools-verdict`, "data-good": String(told.good) },
      h("strong", {}, told.good ? "\u2713 " : "\u2717 ", ...inline(told.message)),
      told.code !== null && h("code", { class: "chip code" }, told.code),
      told.help !== null && h("div", {}, ...inline(told.help))),
    ...told.warnings.map(({ severity, message, help }) => h("p", { class: `note ${severity === "error" || severity === "advice" ? severity : "warning"}` },
      ...inline(message), help !== null && h("span", { class: "tools-help" }, ...inline(help)))),
  ];
}

function adoption(actions: OutcomeActions): HTMLElement {
  return h("div", { class: "tools-adoption" },
    h("button", { type: "button", class: "button", onclick: () => actions.adopt() }, "Copy this state to the editor"),
    h("button", { type: "button", class: "button quiet", onclick: () => actions.startOver() }, "Start over"));
}

function heading(text: string): HTMLElement {
  return h("h4", { class: "tools-heading" }, text);
}

function block(text: string, label: string): HTMLElement {
  return h("pre", { class: "tools-json code", role: "region", "aria-label": label, tabindex: "0" }, text);
}
