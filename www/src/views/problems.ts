/** The list of problems. An item stays the same element while its problem stays, so focus and open explanations do. */
import type { Diagnostic, Source } from "../core/types.ts";
import { h } from "../dom.ts";
import type { Panel, PanelContext, PageState } from "../panels/panel.ts";
import { type CardActions, cardActions, problemCard } from "./problem-card.ts";
import cardStyles from "./problem-card.css?inline";
import ownStyles from "./problems.css?inline";

export const styles = cardStyles + ownStyles;

/** More than this nobody reads; the rest is counted. */
const LISTED_UP_TO = 100;

export function create(context: PanelContext): Panel {
  const list = h("ul", { class: "problems-list", "aria-label": "Problems" });
  const element = h("div", { class: "problems" });
  let shown = new Map<string, Item>();
  let revision = -1;
  let sources: readonly Source[] = [];
  const actions = cardActions(context.core, context.bus, context.has("connection"), () => sources);

  return {
    element,
    update(state: PageState) {
      if (state.revision === revision) return;
      revision = state.revision;
      const { diagnostics } = state.compilation;
      sources = state.sources;
      const items = new Map<string, Item>();
      for (const diagnostic of diagnostics.slice(0, LISTED_UP_TO)) {
        const key = keyOf(diagnostic, sources.length > 1);
        if (!items.has(key)) items.set(key, again(shown.get(key), diagnostic) ?? made(diagnostic, actions));
      }
      shown = items;
      sync(list, [...items.values()].map((item) => item.element));
      const more = diagnostics.length - LISTED_UP_TO;
      const content: HTMLElement[] = diagnostics.length === 0 ? [nothing(state)] : [list];
      if (more > 0) content.push(h("p", { class: "empty" }, `${more.toLocaleString("en")} more are not listed.`));
      sync(element, content);
    },
    focus() {
      (list.querySelector<HTMLElement>("button") ?? element).focus();
    },
  };
}

function nothing(state: PageState): HTMLElement {
  const count = state.compilation.objects.length;
  const words = count === 0
    ? "The state declares no objects yet. Start with a route, or open an example."
    : "As far as tcpgen can tell, Traefik will do what is written.";
  return h("p", { class: "empty" }, h("strong", {}, "No problems"), words);
}

interface Item {
  element: HTMLElement;
  /** What its buttons act on. */
  diagnostic: Diagnostic;
}

function made(of: Diagnostic, actions: CardActions): Item {
  const diagnostic = { ...of };
  return { diagnostic, element: h("li", {}, problemCard(diagnostic, actions, true)) };
}

/** An item that looks the same, whose places may have moved within their lines. */
function again(item: Item | undefined, diagnostic: Diagnostic): Item | undefined {
  if (item) Object.assign(item.diagnostic, diagnostic);
  return item;
}

/** What an item does not show: a key that is typed above it moves these. */
const UNSEEN = new Set(["offset", "utf16", "edits"]);

/** Everything that an item shows. */
function keyOf(diagnostic: Diagnostic, named: boolean): string {
  return JSON.stringify([named, diagnostic], (name, value: unknown) => (UNSEEN.has(name) ? undefined : value));
}

/** Makes `parent` hold exactly `children`, moving only what has to be moved. */
function sync(parent: HTMLElement, children: HTMLElement[]): void {
  const wanted = new Set<Node>(children);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => {
    if (parent.childNodes[index] !== child) parent.insertBefore(child, parent.childNodes[index] ?? null);
  });
}
