/** A decision on the page: verdict, path, and every router that was asked. */
import { h } from "../../dom.ts";
import type { Considered, Decision } from "../../core/routing.ts";
import { inline } from "../../explain/markdown.ts";
import { OUTCOMES, stagesOf, type Station, worthReading } from "./verdict.ts";

/** So many routers that do not match are shown before one asks for all. */
const FIRST = 6;
/** So many alternatives are drawn; how many more there are is said. */
const MOST_ALTERNATIVES = 5;

export interface AnswerActions {
  /** Shows the lines of this router; with a rule, those of the rule. */
  show(router: string, rule: string | null): void;
  openDiagram(): void;
}

/** Told of a scenario's connections as well, where there is no diagram to open. */
export function answerOf(decision: Decision, actions: Pick<AnswerActions, "show"> & Partial<AnswerActions>): HTMLElement[] {
  const { title, mood } = OUTCOMES[decision.outcome];
  const { openDiagram } = actions;
  return [
    h("div", { class: `connection-verdict ${mood}`, "data-outcome": decision.outcome },
      h("div", { class: "connection-verdict-head" },
        h("strong", {}, title),
        decision.reason !== null && h("code", { class: "chip code" }, decision.reason),
        decision.waits_for_client && h("span", { class: "chip warning", title: "A server that speaks first hangs." },
          "waits for the client's first bytes"),
        h("span", { class: "chip", title: "The version of Traefik that this answer is for" }, `Traefik ${decision.traefik}`),
        openDiagram && h("button", { type: "button", class: "button connection-open", onclick: () => openDiagram() },
          "Show in the diagram")),
      h("p", { class: "connection-message" }, ...inline(messageOf(decision)))),
    h("ol", { class: "connection-path", "aria-label": "Path of the connection" }, ...stagesOf(decision).map(stageItem)),
    ...reasons(decision, actions),
    ...disabled(decision, actions),
  ];
}

/** The message without the outcome's name, which stands over it. */
function messageOf({ outcome, message }: Decision): string {
  return message.startsWith(`${outcome}: `) ? message.slice(outcome.length + 2) : message;
}

/** Stations that share a place are alternatives. */
function stageItem(stations: Station[]): HTMLElement {
  const boxes = stations.slice(0, MOST_ALTERNATIVES).map(({ kind, name, note, stops }) =>
    h("div", { class: stops ? "connection-station stops" : "connection-station" },
      h("span", { class: "connection-kind" }, kind === "end" ? "ends here" : kind),
      h("span", { class: "connection-name ellipsis", title: name }, name.replace(/^default\//, "")),
      note !== null && h("span", { class: "connection-note ellipsis", title: note }, note)));
  const parts = boxes.flatMap((box, place) => (place === 0 ? [box] : [h("span", { class: "connection-or" }, "or"), box]));
  const more = stations.length - boxes.length;
  return h("li", { class: "connection-stage" }, h("div", { class: "connection-stations" }, ...parts,
    more > 0 && h("span", { class: "connection-or" }, `or one of ${more} more`)));
}

function reasons(decision: Decision, actions: Pick<AnswerActions, "show">): HTMLElement[] {
  const { considered } = decision;
  if (considered.length === 0) return [];
  const list = h("ol", { class: "connection-reasons" });
  const rest = h("button", { type: "button", class: "button quiet", onclick: () => fill(considered.length) });
  const fill = (most: number): void => {
    const { shown, hidden } = worthReading(considered, most);
    list.replaceChildren(...shown.map((one) => reasonItem(one, considered.indexOf(one) + 1, actions)));
    rest.hidden = hidden === 0;
    rest.textContent = `Show ${hidden} more that do not match`;
  };
  fill(FIRST);
  return [h("h3", { class: "connection-heading" }, "Routers in the order that Traefik tries them"), list, rest];
}

function reasonItem(one: Considered, place: number, actions: Pick<AnswerActions, "show">): HTMLElement {
  return h("li", { class: one.matched ? "connection-reason matched" : "connection-reason", value: place },
    h("div", { class: "connection-reason-head" },
      routerButton(one.router, () => actions.show(one.router, one.rule)),
      h("span", { class: one.matched ? "chip ok" : "chip" }, one.matched ? "\u2713 matches" : "\u2717 does not match"),
      h("span", { class: "muted" }, `priority ${one.priority}`)),
    h("code", { class: "code connection-rule" }, one.rule),
    one.note !== "" && h("div", { class: "muted" }, ...inline(one.note)));
}

function disabled(decision: Decision, actions: Pick<AnswerActions, "show">): HTMLElement[] {
  if (decision.disabled.length === 0) return [];
  return [
    h("h3", { class: "connection-heading" }, "Routers of this entry point that do not serve"),
    h("ul", { class: "connection-reasons" }, ...decision.disabled.map(({ router, error }) =>
      h("li", { class: "connection-reason dead" },
        h("div", { class: "connection-reason-head" }, routerButton(router, () => actions.show(router, null)),
          h("span", { class: "chip error" }, "\u2717 does not serve")),
        // In Traefik's words where it has any, otherwise in ours.
        error !== "" && h("div", {}, ...inline(error))))),
  ];
}

function routerButton(name: string, onclick: () => void): HTMLElement {
  return h("button", { type: "button", class: "connection-router", onclick, title: "Show its lines" }, name);
}
