/** Which connections are asked about: those to a service, to an entry point, of some clients. */
import { h } from "../../dom.ts";
import type { Outline, ReachOptions } from "../../core/routing.ts";

interface Field {
  element: HTMLElement;
  control: HTMLSelectElement | HTMLInputElement;
}

export class ReachFilter {
  readonly element: HTMLFormElement;
  private readonly service = h("select", { class: "select" });
  private readonly entryPoint = h("select", { class: "select" });
  private readonly clients = h("input", {
    class: "field", type: "search", placeholder: "10.0.0.0/8", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
  });
  private readonly problem: HTMLElement;

  /** `button` follows the fields, where there is room for what it opens. */
  constructor(private readonly id: string, button: HTMLElement | null, changed: () => void) {
    this.problem = h("div", { class: "reach-problem", id: `${id}-clients-problem`, hidden: true });
    this.clients.setAttribute("aria-describedby", this.problem.id);
    const fields = [
      this.field("service", "Service", this.service),
      this.field("entry", "Entry point", this.entryPoint),
      this.field("clients", "Clients in", this.clients, this.problem),
    ];
    this.element = h("form", { class: "reach-filter", role: "search", "aria-label": "Which connections" }, ...fields, button);
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.element.addEventListener("input", changed);
  }

  private field(name: string, label: string, control: Field["control"], ...more: HTMLElement[]): HTMLElement {
    control.id = `${this.id}-${name}`;
    return h("div", { class: "reach-field" }, h("label", { class: "label", for: control.id }, label), control, ...more);
  }

  /** What is not in the state any more stays chosen: it may be a name that is being typed. */
  offer({ entry_points, routers }: Outline): void {
    const services = routers.flatMap((router) => router.services.map(({ service, port }) => `${service}:${port}`));
    offer(this.service, "any", services.sort());
    offer(this.entryPoint, "any", entry_points.map(({ name }) => name));
  }

  /** Without keys for what is not limited. */
  read(): ReachOptions {
    const ranges = this.clients.value.split(/[\s,]+/).filter((range) => range !== "");
    return {
      ...(this.service.value !== "" && { to: [this.service.value] }),
      ...(this.entryPoint.value !== "" && { entry_point: this.entryPoint.value }),
      ...(ranges.length > 0 && { from: ranges }),
    };
  }

  complain(problem: string | null): void {
    this.problem.textContent = problem ?? "";
    this.problem.hidden = problem === null;
    if (problem === null) this.clients.removeAttribute("aria-invalid");
    else this.clients.setAttribute("aria-invalid", "true");
  }

  focus(): void {
    this.service.focus();
  }
}

function offer(select: HTMLSelectElement, any: string, names: readonly string[]): void {
  const { value } = select;
  const all = [...new Set([...names, ...(value === "" ? [] : [value])])];
  const known = [...select.options].slice(1).map((option) => option.value);
  if (select.options.length > 0 && known.join("\n") === all.join("\n")) return;
  select.replaceChildren(h("option", { value: "" }, any), ...all.map((name) => h("option", { value: name }, name)));
  select.value = value;
}
