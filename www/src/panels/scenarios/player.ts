/** One scenario, a step at a time. */
import { h, reveal } from "../../dom.ts";
import { inline } from "../../explain/markdown.ts";
import type { ScenarioRun } from "../../core/listing.ts";
import { signOf } from "./list.ts";
import { startBody, type StepActions, stepBody } from "./step.ts";

export interface PlayerActions extends StepActions {
  close(): void;
  /** The reader went to this step. */
  went(step: number): void;
}

export class ScenarioPlayer {
  readonly element: HTMLElement;
  step = 0;
  private run: ScenarioRun | null = null;
  private readonly title = h("h3", { class: "scenarios-title" });
  private readonly description = h("p", { class: "scenarios-description" });
  private readonly position = h("span", { class: "scenarios-position muted" });
  private readonly restart = this.button("Restart", () => this.go(0));
  private readonly back = this.button("Back", () => this.go(this.step - 1));
  private readonly next = this.button("Next", () => this.go(this.step + 1), "primary");
  private readonly rail = h("ol", { class: "scenarios-rail", "aria-label": "Steps", start: "0" });
  private readonly what = h("h4", { class: "scenarios-what code" });
  private readonly body = h("div", { class: "scenarios-body" });

  constructor(private readonly actions: PlayerActions) {
    const close = h("button", { type: "button", class: "button quiet", onclick: () => actions.close() },
      h("span", {}, "\u2039 All", h("span", { class: "scenarios-more" }, " scenarios")));
    this.element = h("div", { class: "scenarios-player", hidden: true },
      h("div", { class: "toolbar" }, close, h("span", { class: "spacer" }), this.position, this.restart, this.back, this.next),
      h("div", { class: "scenarios-head" }, this.title, this.description),
      h("div", { class: "scenarios-columns" }, this.rail, h("div", { class: "scenarios-detail", role: "region", "aria-label": "The step", tabindex: "0" }, this.what, this.body)));
    this.rail.addEventListener("keydown", (event) => this.key(event));
  }

  private button(text: string, onclick: () => void, kind = ""): HTMLButtonElement {
    return h("button", { type: "button", class: `button ${kind}`, onclick }, text);
  }

  focus(): void {
    this.next.focus();
  }

  /** Shows a scenario that was run; stays at its step as far as there is one. */
  show(name: string, run: ScenarioRun, step: number): void {
    this.run = run;
    this.title.textContent = name;
    const description = run.scenario?.description ?? null;
    this.description.hidden = description === null;
    this.description.replaceChildren(...inline(description ?? ""));
    this.step = Math.max(0, Math.min(step, this.last));
    this.draw();
  }

  /** Why it cannot be shown. */
  fail(name: string, why: string): void {
    this.run = null;
    this.title.textContent = name;
    this.description.hidden = true;
    this.rail.replaceChildren();
    this.what.replaceChildren();
    this.position.textContent = "";
    this.body.replaceChildren(h("p", { class: "note error" }, ...inline(why)));
  }

  private get last(): number {
    return this.run?.scenario?.steps.length ?? 0;
  }

  private go(step: number): void {
    const to = Math.max(0, Math.min(step, this.last));
    if (to === this.step || !this.run) return;
    const onRail = this.rail.contains((this.rail.getRootNode() as Document | ShadowRoot).activeElement);
    this.step = to;
    this.draw();
    if (onRail) this.current()?.focus();
    reveal(this.current());
    this.actions.went(to);
  }

  private current(): HTMLElement | null {
    return this.rail.querySelector<HTMLElement>("[aria-current]");
  }

  private key(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowDown: this.step + 1, ArrowRight: this.step + 1, ArrowUp: this.step - 1, ArrowLeft: this.step - 1, Home: 0, End: this.last,
    };
    const to = steps[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.go(to);
  }

  private draw(): void {
    const { run } = this;
    if (!run?.scenario) return;
    const { steps } = run.scenario;
    const step = steps[this.step - 1];
    this.position.textContent = step ? `${this.step} of ${steps.length}` : `${steps.length} step${steps.length === 1 ? "" : "s"}`;
    this.restart.disabled = this.back.disabled = this.step === 0;
    this.next.disabled = this.step === this.last;
    this.rail.replaceChildren(this.railItem(0, "start", null), ...steps.map((one) => this.railItem(one.index, one.what, one.passed)));
    this.what.textContent = step?.what ?? "start";
    this.body.replaceChildren(...(step ? stepBody(run, step, this.actions) : startBody(run)));
  }

  private railItem(index: number, what: string, passed: boolean | null): HTMLElement {
    const current = index === this.step;
    return h("li", {}, h("button", {
      type: "button", class: "scenarios-rail-step", tabindex: current ? "0" : "-1", "aria-current": current ? "step" : null,
      onclick: () => this.go(index),
    }, passed === null ? h("span", { class: "scenarios-sign", "aria-hidden": "true" }, "\u25cb") : signOf(passed),
    h("span", { class: "scenarios-rail-what" }, index === 0 ? what : `${index} ${what}`)));
  }
}
