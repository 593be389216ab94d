/** An editor, its compiled state and the views of it: what the page and an embed have in common. */
import { isPlaced } from "../core/types.ts";
import type { CoreClient } from "../core/client.ts";
import type { Core } from "../core/lane.ts";
import { h } from "../dom.ts";
import { completeState } from "../editor/complete.ts";
import { Editor } from "../editor/editor.ts";
import { Bus } from "../panels/bus.ts";
import type { PageState, Panel, PanelContext, ViewName } from "../panels/panel.ts";
import { panels } from "../panels/registry.ts";
import { adopt } from "../styles.ts";
import { PanelHost, type Surroundings } from "../views/panel-host.ts";
import { cardActions, problemCard } from "../views/problem-card.ts";
import cardStyles from "../views/problem-card.css?inline";
import controls from "../controls.css?inline";
import { EarlierTexts } from "./earlier.ts";
import { Model } from "./model.ts";

export interface PlaygroundOptions {
  client: CoreClient;
  /** Document or shadow root in which the views are. */
  root: Document | ShadowRoot;
  editorHost: HTMLElement;
  text: string;
  embedded: boolean;
  id: string;
  onState(state: PageState, compiled: boolean): void;
  onChange(): void;
  /** Another text is about to take the editor's place. */
  beforeReplace?(what: string): void;
  onBusy(busy: boolean): void;
  onFailed(message: string): void;
}

export class Playground {
  readonly bus = new Bus();
  readonly model: Model;
  readonly editor: Editor;
  private readonly earlier = new EarlierTexts(() => this.editor.text);
  private readonly hosts: PanelHost[] = [];
  private readonly views = new Set<ViewName>();
  private readonly around: Surroundings;
  /** The lane of the cards in the editor's tooltips. */
  private readonly cards: Core;

  constructor(private readonly options: PlaygroundOptions) {
    const core = options.client.lane();
    this.cards = options.client.lane();
    this.around = {
      state: () => (this.model.fresh ? this.model.state : null),
      withOutline: (state) => this.model.withOutline(state),
    };
    this.model = new Model(core, () => this.editor.file, () => this.editor.text, {
      state: (state, compiled) => this.stateChanged(state, compiled),
      busy: options.onBusy,
      failed: options.onFailed,
    });
    this.editor = this.makeEditor(completeState(() => core.schema()));
    this.earlier.keep("The text at the start");
    this.listen();
    void this.model.compile();
  }

  /** A place for one view; it loads when it is shown. */
  host(view: ViewName, element: HTMLElement): PanelHost {
    const host = new PanelHost(element, () => this.panel(view, this.options.id), this.around);
    this.hosts.push(host);
    this.views.add(view);
    return host;
  }

  /** Another text, as one step of the editor's history. */
  replace(text: string, what: string): void {
    this.earlier.keep(`Before “${what}”`);
    this.options.beforeReplace?.(what);
    this.editor.replace(text);
  }

  destroy(): void {
    for (const host of this.hosts) host.destroy();
    this.editor.destroy();
  }

  private async panel(view: ViewName, id: string): Promise<Panel> {
    const module = await panels[view]!.load();
    adopt(this.options.root, module.styles);
    return module.create(this.context(id));
  }

  private context(id: string): PanelContext {
    const { client, embedded } = this.options;
    return {
      core: client.lane(), bus: this.bus, embedded, id, earlier: this.earlier,
      has: (view) => this.views.has(view),
      part: (view) => this.panel(view, `${id}-${view}`),
    };
  }

  private makeEditor(complete: ReturnType<typeof completeState>): Editor {
    const root = this.options.editorHost.attachShadow({ mode: "open" });
    adopt(root, controls);
    adopt(root, cardStyles);
    const parent = h("div");
    parent.style.setProperty("block-size", "100%");
    root.append(parent);
    return new Editor(root, parent, this.options.text, (kind) => (kind === "toml" ? "State file, tcpgen.toml" : "Manifests, manifests.yaml"), complete, {
      changed: (length) => {
        this.model.changed(length);
        this.options.onChange();
      },
      selected: (from, to) => this.model.selected(from, to),
      quickFix: (offset) => this.quickFix(offset),
    });
  }

  private stateChanged(state: PageState, compiled: boolean): void {
    if (compiled) {
      const own = state.compilation.diagnostics.filter(isPlaced).filter((diagnostic) => diagnostic.file === state.sources[0]!.name);
      const actions = cardActions(this.cards, this.bus, this.views.has("connection"));
      this.editor.mark(own, (diagnostic) => problemCard(diagnostic, actions, false));
    }
    for (const host of this.hosts) host.update();
    this.options.onState(state, compiled);
  }

  private listen(): void {
    for (const sign of ["pointerdown", "keydown", "focusin"]) {
      this.options.root.addEventListener(sign, () => this.options.client.prepare(), { once: true, capture: true });
    }
    this.bus.on("show", ({ place, focus }) => {
      if (!isPlaced(place) || place.file !== this.editor.file) return;
      if (focus) this.editor.select(place.start.utf16, place.end.utf16);
      else this.editor.link(place.start.utf16, place.end.utf16);
    });
    this.bus.on("fix", ({ fix }) => {
      if (this.model.fresh) this.editor.apply(fix.edits);
    });
    this.bus.on("replace", ({ text, why }) => this.replace(text, why));
  }

  /** Applies the fix of the problem at `offset` when there is one to choose; else leads to the list of problems. */
  private quickFix(offset: number): boolean {
    if (!this.model.fresh) return true;
    const here = this.model.state?.compilation.diagnostics.filter(isPlaced).filter((one) => one.start.utf16 <= offset && offset <= one.end.utf16) ?? [];
    const fixes = here.flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ diagnostic, fix })));
    if (fixes.length === 1) this.bus.emit("fix", fixes[0]!);
    else if (here.length > 0) this.bus.emit("open", { view: "problems" });
    return true;
  }
}
