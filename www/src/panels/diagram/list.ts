/** The same as the drawing, as headings and lists: for screen readers, and for who prefers to read. */
import { h } from "../../dom.ts";
import { inline } from "../../explain/markdown.ts";
import { visible } from "./fit.ts";
import { type Graph, type Group, isDead, type RouterList, type Row } from "./graph.ts";
import type { LayoutOptions } from "./layout.ts";
import { shownRows } from "./layout.ts";
import { entryPointWords, LIST_TITLES, serviceName, shareOf, TLS_WORDS, troubleOf } from "./words.ts";

export interface ListActions {
  show(row: Row): void;
  more(listId: string): void;
}

export function listOf(graph: Graph, options: LayoutOptions, actions: ListActions): HTMLElement[] {
  const sections = graph.groups.map((group) => {
    const nothing = group.lists.length === 0 && h("p", { class: "muted" }, "No router uses this entry point.");
    return h("section", { class: "diagram-group" },
      h("h3", {}, visible(entryPointWords(group))),
      nothing,
      ...group.lists.flatMap((list) => listSection(group, list, options, actions)));
  });
  if (graph.unused.length === 0) return sections;
  return [...sections, h("section", { class: "diagram-group" }, h("h3", {}, "Middlewares that no router uses"),
    h("ul", { class: "diagram-items" }, ...graph.unused.map(({ name }) => h("li", {}, visible(name)))))];
}

function listSection(group: Group, list: RouterList, options: LayoutOptions, actions: ListActions): HTMLElement[] {
  const { rows, hidden } = shownRows(list, options);
  const hosts = list.kind === "tls" ? group.entryPoint.http_hosts : [];
  const parts: HTMLElement[] = [h("h4", {}, LIST_TITLES[list.kind])];
  if (hosts.length > 0) parts.push(h("p", { class: "muted" }, `HTTPS routers come first: ${visible(hosts.join(", "))}`));
  if (rows.length > 0) parts.push(h("ol", { class: "diagram-items" }, ...rows.map((row) => item(row, actions))));
  if (hidden > 0) {
    parts.push(h("button", { type: "button", class: "button", onclick: () => actions.more(list.id) },
      `${hidden} more routers: show the next`));
  }
  return parts;
}

function item(row: Row, actions: ListActions): HTMLElement {
  const { router, chain } = row;
  const trouble = troubleOf(router);
  const guards = chain.map((guard) => guard.name + (guard.known ? "" : " (does not exist)"));
  const services = router.services.map((service) => {
    const share = shareOf(service, router.services);
    return serviceName(service) + (share ? ` (${share})` : "");
  });
  return h("li", {},
    h("div", { class: "diagram-item-head" },
      h("button", { type: "button", class: "diagram-link", onclick: () => actions.show(row) }, visible(router.router)),
      isDead(router) && h("span", { class: "chip error" }, router.status === "absent" ? "left out" : "disabled"),
      router.status === "warning" && h("span", { class: "chip warning" }, "partly served"),
      h("span", { class: "muted" }, `priority ${router.priority}, ${TLS_WORDS[router.tls_mode]}`)),
    h("code", { class: "code" }, visible(router.rule)),
    guards.length > 0 && h("div", {}, "through ", visible(guards.join(", then "))),
    h("div", {}, services.length > 0 ? `to ${visible(services.join(", "))}` : "to no service"),
    trouble !== null && h("div", { class: "diagram-trouble" }, ...inline(visible(trouble))),
    ...row.problems.map((one) => h("div", { class: "diagram-trouble" }, `${one.severity}: `, ...inline(visible(one.message)))));
}
