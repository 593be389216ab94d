/** Tabs as ARIA's practice has them: one tab stop, arrows move, the chosen tab's panel is shown. */
import { h, reveal } from "../dom.ts";

export interface Tab {
  name: string;
  title: string;
  panel: HTMLElement;
}

export class Tabs {
  readonly list: HTMLElement;
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private chosen: string | null = null;

  constructor(label: string, id: string, private readonly tabs: Tab[], private readonly onChoose: (name: string) => void) {
    this.list = h("div", { role: "tablist", "aria-label": label, class: "tabs", onkeydown: (event) => this.key(event as KeyboardEvent) });
    for (const tab of tabs) {
      const button = h("button", {
        role: "tab", type: "button", class: "tab", id: `${id}-tab-${tab.name}`, tabindex: -1,
        "aria-selected": "false", "aria-controls": `${id}-panel-${tab.name}`,
        onclick: () => this.choose(tab.name),
      }, tab.title);
      tab.panel.id = `${id}-panel-${tab.name}`;
      tab.panel.setAttribute("role", "tabpanel");
      tab.panel.setAttribute("aria-labelledby", button.id);
      tab.panel.hidden = true;
      this.buttons.set(tab.name, button);
      this.list.append(button);
    }
  }

  choose(name: string): void {
    if (name === this.chosen || !this.buttons.has(name)) return;
    this.chosen = name;
    for (const tab of this.tabs) {
      const button = this.buttons.get(tab.name)!;
      const selected = tab.name === name;
      button.setAttribute("aria-selected", String(selected));
      button.tabIndex = selected ? 0 : -1;
      tab.panel.hidden = !selected;
      if (selected) reveal(button, this.list);
    }
    this.onChoose(name);
  }

  focus(name: string): void {
    this.buttons.get(name)?.focus();
  }

  /** A number beside a tab's title, null for none. */
  badge(name: string, text: string | null, kind = ""): void {
    const button = this.buttons.get(name);
    if (!button) return;
    button.querySelector(".tab-badge")?.remove();
    if (text !== null) button.append(h("span", { class: `tab-badge ${kind}` }, text));
  }

  private key(event: KeyboardEvent): void {
    const names = this.tabs.map((tab) => tab.name);
    const here = names.indexOf(this.chosen ?? "");
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const name = names[(to + names.length) % names.length]!;
    this.choose(name);
    this.focus(name);
  }
}
