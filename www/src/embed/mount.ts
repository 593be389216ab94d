/** The heavy half of an embed: editor, views, a link to the playground. */
import controls from "../controls.css?inline";
import { core } from "../core/index.ts";
import { h } from "../dom.ts";
import { fileNameOf } from "../editor/kind.ts";
import type { PageState, ViewName } from "../panels/panel.ts";
import { panels } from "../panels/registry.ts";
import { Playground } from "../playground/playground.ts";
import { encode } from "../playground/share.ts";
import { single } from "../playground/work.ts";
import { adopt } from "../styles.ts";
import theme from "../theme.css?inline";
import { problemCount } from "../views/problem-count.ts";
import { Tabs } from "../views/tabs.ts";
import viewStyles from "../views/views.css?inline";
import styles from "./embed.css?inline";
import { followSite } from "./site-theme.ts";

const DEFAULT_VIEWS = "yaml problems diagram";
let embeds = 0;

export function mount(host: HTMLElement, frame: HTMLElement, text: string, site: URL): { readonly text: string; destroy(): void } {
  const root = frame.getRootNode() as ShadowRoot;
  for (const css of [theme, controls, viewStyles, styles]) adopt(root, css);
  const unfollow = followSite(host);
  const id = `tcpgen-${++embeds}`;
  const status = h("span", { class: "chip embed-status" }, "…");
  const file = h("span", { class: "code embed-file" }, fileNameOf(text));
  const live = h("div", { class: "sr-only", role: "status", "aria-live": "polite" });
  const link = h("a", { class: "embed-link", href: site.href, target: "_blank", rel: "noopener" },
    h("span", { class: "embed-link-more" }, "Open in "), "playground");
  const editorHost = h("div", { class: "embed-editor" });
  const result = h("div", { class: "embed-result" });
  frame.classList.add("embed");
  frame.removeAttribute("tabindex");
  // Sites have keys of their own (mdBook: `s` searches, arrows turn pages), and see no text field from outside.
  const keys = new AbortController();
  for (const type of ["keydown", "keypress", "keyup"]) {
    frame.addEventListener(type, (event) => event.stopPropagation(), { signal: keys.signal });
  }
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", "Live example");
  frame.replaceChildren(
    h("div", { class: "embed-bar" }, file, status, h("span", { class: "spacer" }), link), editorHost, result, live);

  let linked = 0;
  const refreshLink = (): void => {
    clearTimeout(linked);
    linked = window.setTimeout(async () => {
      link.href = `${site.href}#${await encode({ work: playground.work, view: current })}`;
    }, 300);
  };
  const playground = new Playground({
    client: core, root, editorHost, work: single(text), embedded: true, id,
    onState: (state, compiled) => {
      if (!compiled) return;
      showStatus(status, state);
      file.textContent = state.sources[0]!.name;
    },
    onChange: refreshLink,
    onBusy: (busy) => busy && status.replaceChildren("Compiling…"),
    onFailed: (message) => say(message),
  });
  const say = (words: string): void => live.replaceChildren(words);
  playground.bus.on("notice", ({ text: words }) => say(words));
  playground.bus.on("announce", say);

  const names = viewNames(host.getAttribute("view"));
  let current: ViewName = names[0]!;
  const places = names.map((name) => ({ name, title: panels[name]!.title, panel: h("div", { class: "embed-panel" }) }));
  const hosts = new Map(places.map(({ name, panel }) => [name as string, playground.host(name, panel)]));
  const tabs = new Tabs("Views", id, places, (name) => {
    hosts.get(current)?.hide();
    current = name as ViewName;
    void hosts.get(name)!.show();
    refreshLink();
  });
  tabs.list.hidden = names.length === 1;
  result.append(tabs.list, ...places.map(({ panel }) => panel));
  tabs.choose(current);
  playground.bus.on("open", ({ view }) => {
    tabs.choose(view);
    tabs.focus(view);
  });
  const offStatus = core.onStatus(({ note }) => note && say(note));
  return {
    get text() {
      return playground.texts.text;
    },
    destroy() {
      unfollow();
      keys.abort();
      offStatus();
      clearTimeout(linked);
      playground.destroy();
      frame.tabIndex = 0;
      frame.replaceChildren(document.createElement("slot"));
    },
  };
}

/** The views that the attribute names and that there are. */
function viewNames(attribute: string | null): ViewName[] {
  const known = (names: string): ViewName[] => names.split(/[\s,]+/).filter((name) => Object.hasOwn(panels, name)) as ViewName[];
  const asked = known(attribute ?? DEFAULT_VIEWS);
  return asked.length > 0 ? asked : known(DEFAULT_VIEWS);
}

function showStatus(status: HTMLElement, state: PageState): void {
  const { words, mood } = problemCount(state.compilation.diagnostics);
  status.textContent = words || "no problems";
  status.className = `chip embed-status ${mood}`;
}
