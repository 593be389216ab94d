/** The form: which entry point, from where, with TLS or without. */
import { h } from "../../dom.ts";
import type { Connection, Outline } from "../../core/routing.ts";
import { describe } from "../../explain/connection.ts";
import { type FieldName, type Fields, fieldsOf, type Problems } from "./form.ts";
import type { Preset } from "./presets.ts";

/** The choice that opens a text field. */
const ANOTHER = "\u0000another";

interface Actions {
  changed(): void;
  preset(connection: Connection): void;
}

export class ConnectionForm {
  readonly element: HTMLFormElement;
  private readonly entryPoint = h("select", { class: "select connection-entry" });
  private readonly another: HTMLInputElement;
  private readonly clientIp: HTMLInputElement;
  private readonly plain: HTMLInputElement;
  private readonly tls: HTMLInputElement;
  private readonly sni: HTMLInputElement;
  private readonly alpn: HTMLInputElement;
  private readonly postgres = h("input", { type: "checkbox" });
  private readonly tlsFields: HTMLElement;
  private readonly presets = h("div", { class: "connection-presets", role: "group", "aria-label": "Suggestions" });
  private readonly notes: Record<FieldName, HTMLElement>;

  constructor(private readonly id: string, private readonly actions: Actions) {
    const input = (name: string, placeholder: string): HTMLInputElement => h("input", {
      class: "field", id: `${id}-${name}`, placeholder, spellcheck: "false", autocomplete: "off", autocapitalize: "off",
    });
    this.entryPoint.id = `${id}-entry`;
    this.another = h("input", { class: "field", "aria-label": "Name of the entry point", spellcheck: "false", autocomplete: "off" });
    this.clientIp = input("client", "192.168.1.7");
    this.sni = input("sni", "db.example.com");
    this.alpn = input("alpn", "postgresql, h2");
    this.plain = h("input", { type: "radio", name: `${id}-tls`, checked: true });
    this.tls = h("input", { type: "radio", name: `${id}-tls` });
    this.notes = { entryPoint: this.note("entry"), clientIp: this.note("client") };
    this.tlsFields = h("div", { class: "connection-fields connection-tls", hidden: true },
      this.field("sni", "Server name (SNI)", this.sni), this.field("alpn", "ALPN protocols", this.alpn));
    this.element = this.build();
    this.listen();
  }

  private note(name: string): HTMLElement {
    return h("div", { class: "connection-problem", id: `${this.id}-${name}-problem`, hidden: true });
  }

  private field(name: string, label: string, ...parts: HTMLElement[]): HTMLElement {
    return h("div", { class: "connection-field" }, h("label", { class: "label", for: `${this.id}-${name}` }, label), ...parts);
  }

  private build(): HTMLFormElement {
    return h("form", { class: "connection-form", "aria-label": "Connection", novalidate: true },
      this.presets,
      h("div", { class: "connection-fields" },
        this.field("entry", "Entry point", this.entryPoint, this.another, this.notes.entryPoint),
        this.field("client", "Client address", this.clientIp, this.notes.clientIp),
        h("fieldset", { class: "connection-modes" },
          h("legend", { class: "label" }, "The client uses"),
          h("label", {}, this.plain, "plain TCP"), h("label", {}, this.tls, "TLS"),
          h("label", { class: "connection-postgres" }, this.postgres, "as PostgreSQL does"))),
      this.tlsFields,
      h("button", { type: "submit", class: "sr-only", tabindex: "-1" }, "Try"));
  }

  private listen(): void {
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.element.addEventListener("input", () => {
      this.arrange();
      this.actions.changed();
    });
  }

  /** Shows the fields that the others call for. */
  private arrange(): void {
    this.another.hidden = this.entryPoint.value !== ANOTHER;
    this.tlsFields.hidden = !this.tls.checked;
  }

  read(): Fields {
    return {
      entryPoint: this.entryPoint.value === ANOTHER ? this.another.value : this.entryPoint.value,
      clientIp: this.clientIp.value,
      tls: this.tls.checked,
      sni: this.sni.value,
      alpn: this.alpn.value,
      postgres: this.postgres.checked,
    };
  }

  fill(connection: Connection): void {
    const fields = fieldsOf(connection);
    this.choose(fields.entryPoint);
    this.clientIp.value = fields.clientIp;
    this.tls.checked = fields.tls;
    this.plain.checked = !fields.tls;
    this.sni.value = fields.sni;
    this.alpn.value = fields.alpn;
    this.postgres.checked = fields.postgres;
    this.arrange();
  }

  private choose(name: string): void {
    const known = [...this.entryPoint.options].some((option) => option.value === name && name !== ANOTHER);
    this.entryPoint.value = known ? name : ANOTHER;
    if (!known) this.another.value = name;
  }

  /** The entry points of the state; what was chosen stays chosen. */
  offer(outline: Outline, presets: readonly Preset[]): void {
    const { entryPoint } = this.read();
    const first = this.entryPoint.options.length === 0;
    const known = outline.entry_points.map(({ name, port }) =>
      h("option", { value: name }, port === null ? name : `${name} (${port})`));
    this.entryPoint.replaceChildren(...known, h("option", { value: ANOTHER }, "another\u2026"));
    if (first) this.entryPoint.selectedIndex = 0;
    else this.choose(entryPoint);
    this.presets.hidden = presets.length === 0;
    this.presets.replaceChildren(...presets.map(({ title, connection }) =>
      h("button", { type: "button", class: "button connection-preset", onclick: () => this.actions.preset(connection) },
        h("span", { class: "ellipsis", title: describe(connection) }, title))));
    this.arrange();
  }

  /** Says what is wrong beside the field that it is wrong in. */
  complain(problems: Problems): void {
    const fields = { entryPoint: this.another.hidden ? this.entryPoint : this.another, clientIp: this.clientIp };
    for (const name of ["entryPoint", "clientIp"] as const) {
      const problem = problems[name];
      this.notes[name].textContent = problem ?? "";
      this.notes[name].hidden = problem === undefined;
      if (problem === undefined) fields[name].removeAttribute("aria-invalid");
      else fields[name].setAttribute("aria-invalid", "true");
      fields[name].setAttribute("aria-describedby", this.notes[name].id);
    }
  }

  focus(): void {
    this.entryPoint.focus();
  }
}
