/** One step in full: expected and got, the connection's decision, what changed in the cluster. */
import { h } from "../../dom.ts";
import { inline } from "../../explain/markdown.ts";
import type { AlwaysResult, ListedRoute, Mismatch, ScenarioRun, StepResult } from "../../core/listing.ts";
import { isPlaced, type Place } from "../../core/types.ts";
import { answerOf } from "../shared/answer.ts";
import { diffView } from "../shared/diff-view.ts";
import { countsOf, type Mark, markedRoutes } from "./changes.ts";
import { signOf } from "./list.ts";

export interface StepActions {
  showPlace(place: Place): void;
  showRouter(router: string, rule: string | null): void;
}

/** So many routes of a listing are shown; changed ones always. */
const MOST_ROUTES = 20;

export function startBody(run: ScenarioRun): HTMLElement[] {
  const [start] = run.snapshots;
  if (!start) return [];
  return [
    h("p", { class: "muted" }, "The cluster before the first step."),
    ...listing(run, 0),
    ...(start.yaml === "" ? [] : [yamlOf(start.yaml)]),
  ];
}

export function stepBody(run: ScenarioRun, step: StepResult, actions: StepActions): HTMLElement[] {
  return [
    expectation(step, actions),
    ...step.notices.map((notice) => h("p", { class: `note ${notice.severity}` }, ...inline(notice.message),
      notice.help !== null && h("span", { class: "scenarios-help" }, ...inline(notice.help)))),
    ...(step.decision ? [h("div", { class: "connection-answer" },
      ...answerOf(step.decision, { show: (router, rule) => actions.showRouter(router, rule) }))] : []),
    ...step.invariants.map((broken) => h("p", { class: "note error" },
      ...inline(`invariant \`${broken.invariant}\` is broken: ${broken.message}`),
      broken.way !== "" && h("span", { class: "scenarios-help" }, ...inline(broken.way)))),
    ...always(step.always, actions),
    ...changes(run, step.index),
    ...listing(run, step.index),
  ];
}

function expectation(step: StepResult, actions: StepActions): HTMLElement {
  // A step fails with what always has to hold as well; what it did itself may be as expected.
  const fails = !step.passed && (step.mismatches.length > 0 || (step.invariants.length === 0 && step.always.every((one) => one.passed)));
  const head = h("div", { class: "scenarios-outcome-head" },
    signOf(!fails),
    h("strong", {}, fails ? "Not as expected" : step.expected === null ? `Result: ${step.got}` : "As expected"),
    linesButton(step, actions));
  const pairs = fails && step.mismatches.length > 0 ? step.mismatches : [{ expected: step.expected, got: step.got }];
  return h("div", { class: fails ? "scenarios-outcome error" : "scenarios-outcome ok" }, head,
    !fails && step.expected === null ? null : h("div", {}, ...pairs.map((one) => pair(one, fails, step, actions))));
}

type Pair = Mismatch | { expected: string | null; got: string };

/** With a way to its own line, where that is another than the one of `around`. */
function pair(one: Pair, fails: boolean, around: Place, actions: StepActions): HTMLElement {
  const place = "start" in one && one.start?.line !== around.start?.line ? one : null;
  const told = fails || one.expected !== one.got;
  return h("dl", { class: "scenarios-pair" },
    h("dt", {}, "expected"), h("dd", { class: "code" }, one.expected ?? "anything"),
    told && h("dt", {}, "got"),
    told && h("dd", { class: "code scenarios-got" }, one.got, place && linesButton(place, actions)));
}

function linesButton(place: Place, actions: StepActions): HTMLElement | null {
  if (!isPlaced(place)) return null;
  return h("button", { type: "button", class: "button quiet scenarios-line", onclick: () => actions.showPlace(place) }, `Line ${place.start.line}`);
}

function always(all: readonly AlwaysResult[], actions: StepActions): HTMLElement[] {
  if (all.length === 0) return [];
  return [heading("Connections that are always tried"), h("ul", { class: "scenarios-always" }, ...all.map((one) =>
    h("li", {}, signOf(one.passed), h("div", {},
      h("div", { class: "scenarios-always-head" }, h("span", { class: "code" }, one.what), linesButton(one, actions)),
      one.passed ? h("div", { class: "muted" }, `stays ${one.expected}`) : h("div", {}, ...pairsOf(one).map((two) => pair(two, true, one, actions))),
      !one.passed && one.decision && h("p", { class: "scenarios-description" }, ...inline(one.decision.message))))))];
}

function pairsOf(one: AlwaysResult): Pair[] {
  return one.mismatches.length > 0 ? one.mismatches : [{ expected: one.expected, got: one.got }];
}

function heading(text: string): HTMLElement {
  return h("h4", { class: "scenarios-heading" }, text);
}

function changes(run: ScenarioRun, index: number): HTMLElement[] {
  const before = run.snapshots[index - 1];
  const after = run.snapshots[index];
  if (!before || !after) return [];
  const view = diffView(before.yaml, after.yaml, "What the step changed in the cluster");
  return view ? [heading("Changed in the cluster"), view] : [];
}

function yamlOf(yaml: string): HTMLElement {
  const text = h("pre", { class: "scenarios-yaml code", role: "region", "aria-label": "Objects", tabindex: "0" }, yaml);
  return h("details", {}, h("summary", {}, "Objects as YAML"), text);
}

function listing(run: ScenarioRun, index: number): HTMLElement[] {
  const after = run.snapshots[index];
  if (!after) return [];
  const marked = markedRoutes(index > 0 ? (run.snapshots[index - 1] ?? null) : null, after);
  let kept = 0;
  const shown = marked.filter((one) => one.mark !== null || kept++ < MOST_ROUTES);
  const objects = run.scenario?.steps[index - 1]?.objects;
  const title = index > 0 && objects ? `The cluster now: ${countsOf(objects)}` : `${marked.length} route${marked.length === 1 ? "" : "s"}`;
  return [
    heading(title),
    h("ul", { class: "scenarios-routes" }, ...shown.map(({ route, mark }) => routeItem(route, mark))),
    ...(shown.length < marked.length ? [h("p", { class: "muted" }, `and ${marked.length - shown.length} more`)] : []),
  ];
}

const MARKS = { added: ["ok", "+ created"], changed: ["warning", "~ changed"], removed: ["error", "\u2212 deleted"] } as const;

function routeItem(route: ListedRoute, mark: Mark): HTMLElement {
  return h("li", { class: mark === "removed" ? "scenarios-route removed" : "scenarios-route" },
    h("div", { class: "scenarios-route-head" }, h("span", { class: "scenarios-route-name" }, `${route.namespace}/${route.name}`),
      mark !== null && h("span", { class: `chip ${MARKS[mark][0]}` }, MARKS[mark][1]),
      h("span", { class: "muted" }, [
        route.entryPoints.length > 0 ? `on ${route.entryPoints.join(", ")}` : "on every entry point",
        route.tlsPassthrough ? "TLS passed through" : route.tlsEnabled ? "TLS terminated by Traefik" : "",
      ].filter((text) => text !== "").join(", "))),
    ...route.routes.map((rule) => h("div", { class: "scenarios-rule" },
      h("code", { class: "code" }, rule.match), " \u2192 ",
      rule.targets.map((target) => `${target.name}:${target.port}`).join(", ") || "no service",
      rule.middlewares.length > 0 && h("span", { class: "muted" }, ` through ${rule.middlewares.map((one) =>
        one.name + (one.sourceRange.length > 0 ? ` (${one.sourceRange.join(", ")})` : "")).join(", ")}`))));
}
