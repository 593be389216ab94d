/** The line for requests in plain words: shows the call that one means, and runs it when told so. */
import { h } from "../../dom.ts";
import { inline } from "../../explain/markdown.ts";
import { cautionOf, misunderstoodPart, planOf, toldBy, type Understood, understoodFrom } from "./reply.ts";
import { REQUESTS } from "./specs.ts";

interface Actions {
  ask(text: string): Promise<object | null>;
  run(call: Understood): void;
}

export class Prompt {
  readonly element: HTMLElement;
  private readonly input: HTMLTextAreaElement;
  private readonly answer = h("div", { class: "tools-understood", role: "status" });

  private readonly examples: HTMLElement;

  constructor(id: string, private readonly actions: Actions) {
    this.examples = h("ul", { class: "tools-examples", id: `${id}-examples`, hidden: true });
    this.input = h("textarea", {
      class: "field tools-request", id: `${id}-request`, rows: 2, spellcheck: "false", autocomplete: "off",
      placeholder: "Create a TCP route 'postgres-route' in 'default' for service 'postgres' on port 5432",
    });
    const form = h("form", { class: "tools-prompt", "aria-label": "Request" },
      h("label", { class: "label", for: `${id}-request` }, "Request in plain words"),
      this.input,
      h("div", { class: "tools-prompt-actions" },
        this.opener(), h("span", { class: "spacer" }),
        h("button", { type: "submit", class: "button primary" }, "Show the call")),
      this.examples);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.input.addEventListener("keydown", (event) => {
      // A request is one line: Enter sends it, Shift+Enter breaks it.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void this.submit();
    });
    this.element = h("div", { class: "tools-ask" }, form, this.answer);
  }

  /** Opens and closes the list of requests to begin with. */
  private opener(): HTMLButtonElement {
    const button = h("button", { type: "button", class: "button", "aria-expanded": "false", "aria-controls": this.examples.id }, "Sample requests");
    button.addEventListener("click", () => {
      this.examples.hidden = !this.examples.hidden;
      button.setAttribute("aria-expanded", String(!this.examples.hidden));
    });
    this.examples.append(...REQUESTS.map((text) => h("li", {}, h("button", {
      type: "button", class: "tools-example", onclick: () => {
        button.click();
        this.input.value = text;
        this.input.focus();
        void this.submit();
      },
    }, text))));
    return button;
  }

  focus(): void {
    this.input.focus();
  }

  private async submit(): Promise<void> {
    const text = this.input.value.trim();
    if (text === "") return this.input.focus();
    // Nobody shall run the call of the request before.
    this.answer.replaceChildren();
    const answer = await this.actions.ask(text);
    if (answer === null) return;
    const call = understoodFrom(answer);
    this.answer.replaceChildren(...(call ? [...this.understood(call), ...planned(answer), ...cautions(answer)] : notUnderstood(answer)));
    const part = call ? null : misunderstoodPart(answer, text);
    if (!part) return;
    // The word in question is selected: what is typed next takes its place.
    this.input.value = text;
    this.input.focus();
    this.input.setSelectionRange(part.from, part.to);
  }

  private understood(call: Understood): HTMLElement[] {
    const isList = call.tool === "list";
    const head = h("div", { class: "tools-call-head" }, h("span", { class: "tools-heading" }, "It means"),
      h("code", { class: "code" }, isList ? "traefik://traffic/tcp/list" : call.tool),
      h("button", { type: "button", class: "button primary", onclick: () => this.actions.run(call) }, isList ? "Read it" : "Run it"));
    if (isList) return [head];
    const json = JSON.stringify(call.arguments, null, 2);
    return [head, h("pre", { class: "tools-json code", role: "region", "aria-label": "The tool call as JSON", tabindex: "0" }, json)];
  }
}

function notUnderstood(answer: object): HTMLElement[] {
  const { message, help } = toldBy(answer);
  return [h("p", { class: "note warning" }, ...inline(message), help !== null && h("span", { class: "tools-help" }, ...inline(help)))];
}

function planned(answer: object): HTMLElement[] {
  const plan = planOf(answer);
  if (plan === null) return [];
  if (plan.refused) return [h("p", { class: "note warning" }, "This would be refused: ", ...inline(plan.message))];
  const lines = plan.lines.map((line) => h("li", {}, line));
  return [h("p", { class: "tools-heading" }, ...inline(plan.message)), h("ul", { class: "tools-plan" }, ...lines)];
}

function cautions(answer: object): HTMLElement[] {
  const message = cautionOf(answer);
  return message === null ? [] : [h("p", { class: "note warning" }, ...inline(message))];
}
