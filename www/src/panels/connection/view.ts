/** "Try a connection": asked anew whenever a field or the state changes. */
import { h } from "../../dom.ts";
import { CoreError } from "../../core/lane.ts";
import type { Connection, Decision, Outline } from "../../core/routing.ts";
import { isPlaced } from "../../core/types.ts";
import type { PageState, Panel, PanelContext } from "../panel.ts";
import { answerOf } from "../shared/answer.ts";
import { errorsNote, HAS_ERRORS } from "../shared/errors-note.ts";
import { ConnectionForm } from "./fields.ts";
import { connectionOf } from "./form.ts";
import { keepActions } from "./keep.ts";
import { presetsOf } from "./presets.ts";
import { highlightOf, OUTCOMES } from "../shared/verdict.ts";

const FALLBACK: Connection = { entry_point: "", client_ip: "192.168.1.7" };

export class ConnectionPanel implements Panel {
  readonly wantsOutline = true;
  readonly element: HTMLElement;
  private readonly form: ConnectionForm;
  /** In sight beside what asks for it: above the form, on a phone and in an embed too. */
  private readonly verdict = h("div", { class: "connection-answer" });
  private readonly answer = h("div", { class: "connection-answer" });
  private readonly off: () => void;
  private state: PageState | null = null;
  private revision = -1;
  /** What another panel asked to be tried. */
  private wanted: Connection | null = null;
  private filled = false;
  /** How often a person has asked, and which of these questions has its answer. */
  private asked = 0;
  private answered = 0;
  private said = "";

  constructor(private readonly context: PanelContext) {
    this.form = new ConnectionForm(context.id, {
      changed: () => this.edited(),
      preset: (one) => this.take(one),
    });
    this.element = h("div", { class: "connection" }, this.verdict, this.form.element, this.answer);
    this.off = context.bus.on("try", (connection) => {
      this.wanted = connection;
      if (this.state) this.take(connection);
    });
  }

  update(state: PageState): void {
    if (state.revision === this.revision) return;
    this.revision = state.revision;
    this.state = state;
    const outline = state.outline;
    if (outline) this.offer(outline);
    void this.ask();
  }

  focus(): void {
    this.form.focus();
  }

  destroy(): void {
    this.off();
  }

  private offer(outline: Outline): void {
    const presets = presetsOf(outline);
    this.form.offer(outline, presets);
    const { wanted } = this;
    this.wanted = null;
    if (wanted) this.form.fill(wanted);
    else if (!this.filled) {
      this.form.fill(presets[0]?.connection ?? { ...FALLBACK, entry_point: outline.entry_points[0]?.name ?? "" });
    }
    // As long as there was nothing to suggest, the first suggestion is still to come.
    this.filled ||= wanted !== null || presets.length > 0;
  }

  private take(connection: Connection): void {
    this.wanted = null;
    this.filled = true;
    this.form.fill(connection);
    void this.ask(true);
  }

  /** What a person writes before there is anything to suggest stays. */
  private edited(): void {
    this.filled = true;
    void this.ask(true);
  }

  /** By a person, or because the state has changed: then it is the person's last question again, which it may overtake. */
  private async ask(byPerson = false): Promise<void> {
    const { state } = this;
    if (byPerson) this.asked++;
    const { asked } = this;
    if (!state) return;
    const { connection, problems } = connectionOf(this.form.read());
    this.form.complain(problems);
    if (!connection) return this.showNothing("Fill in the fields below", "The answer appears here.");
    try {
      const routed = await this.context.core.route([...state.sources], connection);
      if (!routed) return;
      if (routed.decision && asked > this.answered) this.context.bus.emit("tried", connection);
      this.answered = asked;
      if (routed.decision) this.showDecision(routed.decision, connection, routed.diagnostics.some((one) => one.severity === "error"));
      else {
        this.form.complain({ clientIp: routed.error ?? "" });
        this.showNothing("Not an IP address", "Enter an IPv4 or IPv6 address, such as 192.168.1.7.");
      }
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      this.verdict.replaceChildren(h("p", { class: "note error" }, error.message));
      this.answer.replaceChildren();
    }
  }

  private showNothing(title: string, text: string): void {
    this.verdict.replaceChildren(h("div", { class: "connection-verdict none" }, h("strong", {}, title), h("p", { class: "connection-message" }, text)));
    this.answer.replaceChildren();
    this.say("");
    this.context.bus.emit("highlight", null);
  }

  private showDecision(decision: Decision, connection: Connection, hasErrors: boolean): void {
    const { bus, embedded } = this.context;
    const show = (router: string, rule: string | null): void => this.showRouter(router, rule);
    const openDiagram = (): void => bus.emit("open", { view: "diagram" });
    const answer = answerOf(decision, embedded ? { show } : { show, openDiagram });
    const [verdict, ...path] = answer;
    this.verdict.replaceChildren(verdict!);
    const keep = embedded || !this.state ? [] : [keepActions(this.context, this.state, connection, decision)];
    this.answer.replaceChildren(...(hasErrors ? [errorsNote(bus, embedded)] : []), ...keep, ...path);
    this.say(`${hasErrors ? `${HAS_ERRORS} ` : ""}${OUTCOMES[decision.outcome].title}. ${decision.message}`);
    bus.emit("highlight", highlightOf(decision));
  }

  private say(text: string): void {
    if (text === this.said) return;
    this.said = text;
    if (text !== "") this.context.bus.emit("announce", text);
  }

  private showRouter(name: string, rule: string | null): void {
    const all = this.state?.outline?.routers.filter((one) => one.router === name) ?? [];
    const place = all.find((one) => one.rule === rule) ?? all[0];
    if (place && isPlaced(place)) this.context.bus.emit("show", { place, focus: true });
  }
}
