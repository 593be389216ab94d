/** One tool as a form. */
import { h } from "../../dom.ts";
import { type Arguments, argumentsOf, initialValues, missing, valuesOf, withAction } from "./arguments.ts";
import type { ArgumentSpec, ToolSpec, Values } from "./specs.ts";

type Control = HTMLInputElement | HTMLSelectElement;

export class ToolForm {
  readonly element: HTMLFormElement;
  private readonly controls = new Map<string, Control>();
  private readonly places = new Map<string, HTMLElement>();
  private readonly submit = h("button", { type: "submit", class: "button primary" });
  private readonly preview = h("pre", { class: "tools-json code", role: "region", "aria-label": "The call as JSON", tabindex: "0" });

  constructor(readonly spec: ToolSpec, private readonly id: string, send: (sent: Arguments) => void) {
    const fields = spec.parameters.map((one) => this.field(one));
    this.element = h("form", { class: "tools-form", "aria-label": `${spec.verb} ${spec.title.toLowerCase()}`, novalidate: true },
      h("div", { class: "tools-fields" }, ...fields),
      h("div", { class: "tools-call" },
        h("div", { class: "tools-call-head" }, h("span", { class: "tools-heading" }, "An agent sends"), h("code", { class: "code" }, spec.tool), this.submit),
        this.preview));
    this.element.addEventListener("input", (event) => {
      if (event.target === this.controls.get("action")) this.fill(withAction(spec, this.read()));
      else this.arrange();
    });
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.complain()) send(argumentsOf(spec, this.read()));
    });
    this.fill(initialValues(spec));
  }

  private field(spec: ArgumentSpec): HTMLElement {
    const id = `${this.id}-${spec.name}`;
    const control = this.control(spec, id);
    this.controls.set(spec.name, control);
    const label = `${spec.label}`;
    const place = spec.takes === "flag"
      ? h("label", { class: "tools-flag" }, control, label)
      : h("div", { class: "tools-field" }, h("label", { class: "label", for: id }, label), control);
    this.places.set(spec.name, place);
    return place;
  }

  private control({ takes, choices, placeholder, required }: ArgumentSpec, id: string): Control {
    if (takes === "choice") return h("select", { class: "select", id }, ...(choices ?? []).map((choice) => h("option", { value: choice }, choice)));
    if (takes === "flag") return h("input", { type: "checkbox", id });
    return h("input", {
      class: "field", id, placeholder, "aria-required": required === true ? "true" : null,
      spellcheck: "false", autocomplete: "off", autocapitalize: "off", inputmode: takes === "number" ? "numeric" : null,
    });
  }

  private read(): Values {
    return Object.fromEntries([...this.controls].map(([name, control]) =>
      [name, control instanceof HTMLInputElement && control.type === "checkbox" ? control.checked : control.value]));
  }

  private fill(values: Values): void {
    for (const [name, control] of this.controls) {
      const value = values[name] ?? "";
      if (typeof value === "boolean") (control as HTMLInputElement).checked = value;
      else control.value = value;
    }
    this.arrange();
  }

  /** Fills in the fields that this call would come from. */
  take(sent: Arguments): void {
    this.fill(valuesOf(this.spec, sent));
  }

  private arrange(): void {
    const values = this.read();
    for (const spec of this.spec.parameters) {
      const place = this.places.get(spec.name);
      if (place) place.hidden = spec.applies ? !spec.applies(values) : false;
    }
    for (const control of this.controls.values()) control.removeAttribute("aria-invalid");
    const verbs: Record<string, string> = { update: "Update", delete: "Delete" };
    this.submit.textContent = verbs[String(values["action"])] ?? this.spec.verb;
    this.preview.textContent = JSON.stringify(argumentsOf(this.spec, values), null, 2);
  }

  private complain(): boolean {
    const names = missing(this.spec, this.read());
    for (const name of names) this.controls.get(name)?.setAttribute("aria-invalid", "true");
    const [first] = names;
    if (first !== undefined) this.controls.get(first)?.focus();
    return names.length === 0;
  }

  focus(): void {
    [...this.controls.values()][0]?.focus();
  }
}
