/** The traffic tools, as an agent has them: by form or in plain words, over a copy of the state in memory. */
import { h, reveal } from "../../dom.ts";
import { CoreError } from "../../core/lane.ts";
import { stateFile } from "../../editor/kind.ts";
import type { PageState, Panel, PanelContext } from "../panel.ts";
import { ToolForm } from "./form.ts";
import { outcomeOf } from "./outcome.ts";
import { Prompt } from "./prompt.ts";
import { toldBy, type Understood } from "./reply.ts";
import { TOOLS } from "./specs.ts";
import { type Exchange, Workbench } from "./workbench.ts";

const NOTE = "The tools work on a copy of your state in memory. The editor does not change until you copy their state to it.";

export class ToolsPanel implements Panel {
  readonly element: HTMLElement;
  private readonly workbench: Workbench;
  private readonly prompt: Prompt;
  private readonly forms: ToolForm[];
  private readonly choices: HTMLButtonElement[];
  private readonly listView: HTMLElement;
  private readonly notice = h("p", { class: "note", hidden: true });
  private readonly outcome = h("div", { class: "tools-outcome" });
  private state: PageState | null = null;
  private revision = -1;
  /** The text that was just taken into the editor: it is no news to the tools. */
  private adopted: string | null = null;

  constructor(private readonly context: PanelContext) {
    this.workbench = new Workbench(context.core);
    this.prompt = new Prompt(context.id, { ask: (text) => this.ask(text), run: (call) => void this.runUnderstood(call) });
    this.forms = TOOLS.map((spec, index) => new ToolForm(spec, `${context.id}-${index}`, (sent) => void this.call(spec.tool, sent)));
    this.listView = h("div", { class: "tools-form" }, h("p", { class: "muted" }, "All routes with their services and middlewares, as agents read them."),
      h("div", {}, h("button", { type: "button", class: "button primary", onclick: () => void this.list() }, "Read the listing")));
    const titles = [...TOOLS.map((spec) => spec.title), "Listing"];
    this.choices = titles.map((title, index) =>
      h("button", { type: "button", class: "button", onclick: () => this.choose(index) }, title));
    this.element = h("div", { class: "tools" },
      h("p", { class: "muted tools-note" }, NOTE), this.prompt.element,
      h("div", { class: "tools-choice", role: "group", "aria-label": "Tool" }, ...this.choices),
      ...this.forms.map((form) => form.element), this.listView, this.notice, this.outcome);
    this.choose(0);
  }

  update(state: PageState): void {
    if (state.revision === this.revision) return;
    const again = this.revision >= 0 && this.workbench.changed && stateFile(state.sources)?.text !== this.adopted;
    this.revision = state.revision;
    this.state = state;
    this.workbench.reset(stateFile(state.sources));
    this.adopted = null;
    if (again) this.say("The state in the editor has changed: the tools start from the new one.");
  }

  focus(): void {
    this.prompt.focus();
  }

  destroy(): void {
    this.workbench.reset(null);
  }

  /** The state file that they work on: the first. */
  private get file(): string {
    return (this.state && stateFile(this.state.sources)?.name) ?? "tcpgen.toml";
  }

  private choose(chosen: number): void {
    const views = [...this.forms.map((form) => form.element), this.listView];
    views.forEach((view, index) => (view.hidden = index !== chosen));
    this.choices.forEach((button, index) => button.setAttribute("aria-pressed", String(index === chosen)));
  }

  private say(text: string, kind = ""): void {
    this.notice.className = `note ${kind}`;
    this.notice.textContent = text;
    this.notice.hidden = text === "";
  }

  /** Null when the module failed, which is said. */
  private async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    this.say("");
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      this.say(error.message, "error");
      return null;
    }
  }

  private ask(text: string): Promise<object | null> {
    return this.attempt(() => this.workbench.ask(text));
  }

  private async runUnderstood(call: Understood): Promise<void> {
    const place = TOOLS.findIndex((spec) => spec.tool === call.tool);
    this.choose(place < 0 ? TOOLS.length : place);
    this.forms[place]?.take(call.arguments);
    await (place < 0 ? this.list() : this.call(call.tool, call.arguments));
  }

  private async call(tool: string, sent: object): Promise<void> {
    await this.show(await this.attempt(() => this.workbench.call(tool, sent)));
  }

  private async list(): Promise<void> {
    await this.show(await this.attempt(() => this.workbench.list()));
  }

  private async show(exchange: Exchange | null): Promise<void> {
    if (!exchange) return;
    const manifests = exchange.before === exchange.after ? null : await this.manifests(exchange);
    const actions = { adopt: () => this.adopt(), startOver: () => this.startOver() };
    this.outcome.replaceChildren(...outcomeOf(exchange, manifests, actions));
    reveal(this.outcome);
    this.context.bus.emit("announce", exchange.tool === "list" ? "The listing was read." : toldBy(exchange.got).message);
  }

  private async manifests({ before, after }: Exchange): Promise<{ before: string; after: string } | null> {
    const name = this.file;
    return this.attempt(async () => {
      const old = await this.context.core.compile([{ name, text: before }]);
      const now = await this.context.core.compile([{ name, text: after }]);
      return old && now ? { before: old.yaml, after: now.yaml } : null;
    });
  }

  private adopt(): void {
    const { now } = this.workbench;
    if (now === null) return;
    this.adopted = now;
    this.context.bus.emit("replace", { file: this.file, text: now, why: "The state of the tools" });
  }

  private startOver(): void {
    if (this.state) this.workbench.reset(stateFile(this.state.sources));
    this.outcome.replaceChildren();
    this.say("The tools start from the state in the editor again.");
  }
}
