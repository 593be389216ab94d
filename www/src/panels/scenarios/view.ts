/** Scenarios: all of them with what they came to, or one of them step by step. */
import { h } from "../../dom.ts";
import { CoreError } from "../../core/lane.ts";
import type { ScenarioRun } from "../../core/listing.ts";
import type { OutlineScenario } from "../../core/routing.ts";
import { isPlaced } from "../../core/types.ts";
import { highlightOf } from "../shared/verdict.ts";
import type { PageState, Panel, PanelContext } from "../panel.ts";
import { ScenarioList, type Verdict } from "./list.ts";
import { ScenarioPlayer } from "./player.ts";

/** Steps times routers, up to which all scenarios run of themselves after every change. */
const CHEAP = 4000;

export class ScenariosPanel implements Panel {
  readonly wantsOutline = true;
  readonly element: HTMLElement;
  private readonly list: ScenarioList;
  private readonly player: ScenarioPlayer;
  private readonly verdicts = new Map<string, Verdict>();
  private state: PageState | null = null;
  private revision = -1;
  private opened: string | null = null;
  /** Calls of the module one after the other: in one lane a waiting call would lose its place to the next. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly context: PanelContext) {
    this.list = new ScenarioList({ open: (name, step) => void this.open(name, step), runAll: () => void this.runAll(true) });
    this.player = new ScenarioPlayer({
      close: () => this.close(),
      went: (step) => this.went(step),
      showPlace: (place) => context.bus.emit("show", { place, focus: true }),
      showRouter: (router, rule) => this.showRouter(router, rule),
    });
    this.element = h("div", { class: "scenarios" }, this.list.element, this.player.element);
  }

  update(state: PageState): void {
    if (state.revision === this.revision) return;
    this.revision = state.revision;
    this.state = state;
    this.verdicts.clear();
    const steps = this.scenarios.reduce((sum, one) => sum + one.steps, 0);
    this.showList();
    if (steps * (state.outline?.routers.length ?? 0) <= CHEAP) void this.runAll(false);
    if (this.opened !== null) void this.play(this.opened, this.player.step);
  }

  focus(): void {
    if (this.opened === null) this.list.focus();
    else this.player.focus();
  }

  private get scenarios(): OutlineScenario[] {
    return this.state?.outline?.scenarios ?? [];
  }

  private showList(): void {
    this.list.show(this.scenarios, this.verdicts);
  }

  /** Null when the state has changed in the meantime. */
  private run(name: string): Promise<ScenarioRun | null> {
    const { revision, state } = this;
    const asked = this.queue.then(async () => {
      if (revision !== this.revision || !state) return null;
      try {
        return (await this.context.core.runScenario([...state.sources], name)) ?? null;
      } catch (error) {
        if (!(error instanceof CoreError)) throw error;
        return { scenario: null, error: error.message, diagnostics: [], snapshots: [] };
      }
    });
    this.queue = asked;
    return asked;
  }

  private async runAll(byPerson: boolean): Promise<void> {
    const { revision } = this;
    for (const { name } of this.scenarios) {
      const run = await this.run(name);
      if (!run || revision !== this.revision) return;
      this.verdicts.set(name, run.scenario ?? whyNot(run));
    }
    this.showList();
    const told = [...this.verdicts.values()];
    const passed = told.filter((one) => typeof one === "object" && one.passed).length;
    if (byPerson) this.context.bus.emit("announce", `${passed} passed, ${told.length - passed} failed`);
  }

  private async open(name: string, step: number): Promise<void> {
    this.opened = name;
    this.list.element.hidden = true;
    this.player.element.hidden = false;
    await this.play(name, step);
    this.player.focus();
  }

  private close(): void {
    const name = this.opened ?? "";
    this.opened = null;
    this.player.element.hidden = true;
    this.list.element.hidden = false;
    this.list.focusItem(name);
  }

  private current: ScenarioRun | null = null;

  private async play(name: string, step: number): Promise<void> {
    if (!this.scenarios.some((one) => one.name === name)) {
      this.player.fail(name, "This scenario is no longer in the state.");
      return;
    }
    const run = await this.run(name);
    if (!run || this.opened !== name) return;
    this.current = run;
    if (run.scenario) this.player.show(name, run, step);
    else this.player.fail(name, whyNot(run));
  }

  private went(index: number): void {
    const step = this.current?.scenario?.steps[index - 1];
    const { bus } = this.context;
    if (!step) return bus.emit("announce", "Start");
    bus.emit("announce", `Step ${index}: ${step.what}, ${step.got}, ${step.passed ? "as expected" : "not as expected"}`);
    if (step.decision) bus.emit("highlight", highlightOf(step.decision));
  }

  private showRouter(name: string, rule: string | null): void {
    const all = this.state?.outline?.routers.filter((one) => one.router === name) ?? [];
    const place = all.find((one) => one.rule === rule) ?? all[0];
    if (place && isPlaced(place)) this.context.bus.emit("show", { place, focus: true });
  }
}

function whyNot({ error, diagnostics }: ScenarioRun): string {
  const problem = diagnostics.find((one) => one.severity === "error")?.message;
  return [error ?? "The scenario was not run", problem].filter((text) => text !== undefined).join(": ");
}
