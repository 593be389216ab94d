/** All scenarios of the state: what each shows, and whether it came out so. */
import { h } from "../../dom.ts";
import { inline } from "../../explain/markdown.ts";
import type { OutlineScenario } from "../../core/routing.ts";
import type { ScenarioResult } from "../../core/listing.ts";
import { failedSteps } from "./changes.ts";

/** What running it came to; a text says why it was not run. */
export type Verdict = ScenarioResult | string | undefined;

export interface ListActions {
  open(name: string, step: number): void;
  runAll(): void;
}

export class ScenarioList {
  readonly element: HTMLElement;
  private readonly summary = h("p", { class: "scenarios-summary", role: "status" });
  private readonly run: HTMLButtonElement;
  private readonly items = h("ul", { class: "scenarios-items" });
  private readonly empty = h("div", { class: "empty" });

  constructor(private readonly actions: ListActions) {
    this.run = h("button", { type: "button", class: "button primary", onclick: () => actions.runAll() }, "Run all");
    this.element = h("div", { class: "scenarios-list" },
      h("div", { class: "toolbar" }, this.summary, h("span", { class: "spacer" }), this.run), this.items, this.empty);
    this.empty.append(h("strong", {}, "No scenarios yet"), "A scenario rehearses a change: it applies and deletes entries step by step, ",
      "and reports what clients notice. Write ", h("code", { class: "code" }, "[scenarios.NAME]"), " with its steps, or open an example.");
  }

  focus(): void {
    (this.items.querySelector("button") ?? this.run).focus();
  }

  focusItem(name: string): void {
    const all = [...this.items.querySelectorAll<HTMLButtonElement>("button[data-name]")];
    (all.find((button) => button.dataset["name"] === name) ?? this.run).focus();
  }

  show(scenarios: readonly OutlineScenario[], verdicts: ReadonlyMap<string, Verdict>): void {
    const told = scenarios.map((one) => verdicts.get(one.name)).filter((one) => one !== undefined);
    const passed = told.filter((one) => typeof one !== "string" && one.passed).length;
    this.run.hidden = scenarios.length === 0;
    this.empty.hidden = scenarios.length > 0;
    this.summary.replaceChildren(
      h("span", {}, `${scenarios.length} scenario${scenarios.length === 1 ? "" : "s"}`),
      passed > 0 && passed === told.length ? h("span", { class: "chip ok" }, `\u2713 ${passed} passed`) : "",
      passed > 0 && passed < told.length ? h("span", { class: "chip" }, `${passed} passed`) : "",
      told.length > passed ? h("span", { class: "chip error" }, `\u2717 ${told.length - passed} failed`) : "",
    );
    this.items.replaceChildren(...scenarios.map((one) => this.item(one, verdicts.get(one.name))));
  }

  private item({ name, description, steps }: OutlineScenario, verdict: Verdict): HTMLElement {
    const failed = verdict !== undefined && typeof verdict !== "string" ? failedSteps(verdict) : [];
    return h("li", { class: "scenarios-item" },
      signOf(verdict),
      h("div", { class: "scenarios-item-body" },
        h("button", { type: "button", class: "scenarios-name", "data-name": name, onclick: () => this.actions.open(name, failed[0] ?? 0) }, name),
        description !== null && h("p", { class: "scenarios-description" }, ...inline(description)),
        typeof verdict === "string" && h("p", { class: "scenarios-error" }, ...inline(verdict)),
        failed.length > 0 && h("p", { class: "scenarios-failed" }, "failed: ",
          ...failed.map((step) => h("button", { type: "button", class: "scenarios-step-link", onclick: () => this.actions.open(name, step) }, `step ${step}`)))),
      h("span", { class: "scenarios-count muted" }, `${steps} step${steps === 1 ? "" : "s"}`));
  }
}

export function signOf(verdict: Verdict | boolean): HTMLElement {
  const passed = typeof verdict === "object" ? verdict.passed : verdict;
  if (passed === undefined) return h("span", { class: "scenarios-sign", role: "img", "aria-label": "not run" }, "\u00b7");
  if (passed === true) return h("span", { class: "scenarios-sign ok", role: "img", "aria-label": "passed" }, "\u2713");
  return h("span", { class: "scenarios-sign error", role: "img", "aria-label": "failed" }, "\u2717");
}
