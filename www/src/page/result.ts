/** The right-hand side: the views as tabs. */
import type { ViewName } from "../panels/panel.ts";
import { panels } from "../panels/registry.ts";
import type { Playground } from "../playground/playground.ts";
import { h } from "../dom.ts";
import { keep } from "../playground/storage.ts";
import { Tabs } from "../views/tabs.ts";
import type { PanelHost } from "../views/panel-host.ts";

const ORDER: ViewName[] = ["yaml", "diagram", "connection", "reach", "compare", "scenarios", "tools", "helm-values", "json", "file"];

export class Result {
  view: ViewName = "yaml";
  private readonly tabs: Tabs;
  private readonly hosts = new Map<ViewName, PanelHost>();

  constructor(pane: HTMLElement, playground: Playground) {
    const names = ORDER.filter((name) => panels[name]);
    const places = names.map((name) => {
      const panel = h("div", { class: "result-panel" });
      this.hosts.set(name, playground.host(name, panel));
      return { name, title: panels[name]!.title, panel };
    });
    this.tabs = new Tabs("Result", "result", places, (name) => {
      this.show(name as ViewName);
      keep("view", name);
    });
    pane.append(this.tabs.list, ...places.map((place) => place.panel));
  }

  open(view: ViewName): void {
    this.tabs.choose(view);
  }

  /** Opens it for the keyboard as well. */
  goTo(view: ViewName): void {
    this.tabs.choose(view);
    this.tabs.focus(view);
  }

  has(view: ViewName): boolean {
    return this.hosts.has(view);
  }

  private show(view: ViewName): void {
    this.hosts.get(this.view)?.hide();
    this.view = view;
    void this.hosts.get(view)!.show();
  }
}
