/** An editor, its compiled state and the views of it: what the page and an embed have in common. */
import { isPlaced } from "../core/types.ts";
import type { CoreClient } from "../core/client.ts";
import type { Core } from "../core/lane.ts";
import type { Version } from "../core/versions.ts";
import type { Texts } from "../editor/documents.ts";
import type { Editor, EditorEvents } from "../editor/editor.ts";
import { Bus } from "../panels/bus.ts";
import type { EarlierState, PageState, Panel, PanelContext, ViewName } from "../panels/panel.ts";
import { panels } from "../panels/registry.ts";
import { adopt } from "../styles.ts";
import { PanelHost, type Surroundings } from "../views/panel-host.ts";
import { cardActions, problemCard } from "../views/problem-card.ts";
import { answersOf } from "./answers.ts";
import { EarlierStates } from "./earlier.ts";
import { Editing } from "./editing.ts";
import { Model } from "./model.ts";
import { type ChosenFix, quickFix, sameFix } from "./quick-fix.ts";
import type { Work } from "./work.ts";

export interface PlaygroundOptions {
  client: CoreClient;
  /** Document or shadow root in which the views are. */
  root: Document | ShadowRoot;
  editorHost: HTMLElement;
  work: Work;
  /** What it began with, if that is another text. */
  start?: EarlierState;
  embedded: boolean;
  id: string;
  onState(state: PageState, compiled: boolean): void;
  onChange(): void;
  /** Another file is shown. */
  onFile?(): void;
  /** Another text is about to take the editor's place. */
  beforeReplace?(what: string): void;
  onBusy(busy: boolean): void;
  onFailed(message: string): void;
}

export class Playground {
  readonly bus = new Bus();
  readonly model: Model;
  readonly earlier = new EarlierStates(() => this.texts.sources);
  private readonly editing: Editing;
  private version: Version | null;
  private readonly hosts: PanelHost[] = [];
  private readonly views = new Set<ViewName>();
  private readonly around: Surroundings;
  /** The lane of the cards in the editor's tooltips. */
  private readonly cards: Core;
  /** What was asked for last while the text changed. */
  private awaited: ((state: PageState) => void) | null = null;

  constructor(private readonly options: PlaygroundOptions) {
    this.version = options.work.traefik;
    this.cards = this.lane();
    this.around = {
      state: () => (this.model.fresh ? this.model.state : null),
      withOutline: (state) => this.model.withOutline(state),
    };
    this.model = new Model(this.lane(), () => this.texts.file, () => this.texts.sources, {
      state: (state, compiled) => this.stateChanged(state, compiled),
      busy: options.onBusy,
      failed: options.onFailed,
    });
    const { client, root, editorHost: host, work: { files } } = options;
    this.editing = new Editing({ client, root, host, files, events: this.editorEvents() });
    this.earlier.start = options.start ? this.earlier.add(options.start) : this.earlier.keep("The text at the start");
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

  /** A lane whose questions are about the chosen Traefik. */
  lane(): Core {
    return this.options.client.lane(() => (this.version ? { traefik: this.version } : {}));
  }

  /** The files as they are. */
  get texts(): Texts {
    return this.editing.texts;
  }

  /** Does something with the editor, once it is there. */
  edit(act: (editor: Editor) => void): void {
    this.editing.edit(act);
  }

  get work(): Work {
    return { files: this.texts.files, traefik: this.version };
  }

  get traefik(): Version | null {
    return this.version;
  }

  /** Every answer is for this Traefik from now on; null leaves it to the files. */
  set traefik(version: Version | null) {
    if (version === this.version) return;
    this.version = version;
    this.changed();
  }

  /** Another work takes the place of this one. */
  take(work: Work, what: string): void {
    this.beforeReplace(what);
    this.traefik = work.traefik;
    this.texts.take(work.files);
    this.earlier.start = { sources: this.texts.sources, what };
  }

  /** Another text for the file that is shown, as one step of its history. */
  replace(text: string, what: string): void {
    this.edit((editor) => {
      this.beforeReplace(what);
      editor.replace(text);
    });
  }

  destroy(): void {
    for (const host of this.hosts) host.destroy();
    this.editing.destroy();
  }

  private beforeReplace(what: string): void {
    this.earlier.keep(`Before “${what}”`);
    this.options.beforeReplace?.(what);
  }

  private async panel(view: ViewName, id: string): Promise<Panel> {
    const module = await panels[view]!.load();
    adopt(this.options.root, module.styles);
    return module.create(this.context(id));
  }

  private context(id: string): PanelContext {
    return {
      core: this.lane(), bus: this.bus, embedded: this.options.embedded, id, earlier: this.earlier,
      codeMirror: this.editing.codeMirror,
      has: (view) => this.views.has(view),
      part: (view) => this.panel(view, `${id}-${view}`),
    };
  }

  private editorEvents(): EditorEvents {
    return {
      changed: () => this.changed(),
      selected: (from, to) => this.model.selected(from, to),
      shown: () => this.fileShown(),
      quickFix: (offset) => this.quickFix(offset),
      go: (place) => this.bus.emit("show", { place, focus: true }),
      answers: answersOf({
        client: this.options.client, core: this.lane(),
        read: () => ({ sources: this.texts.sources, file: this.texts.file }),
      }),
      renaming: {
        apply: (edits, from, to) => {
          this.edit((editor) => editor.apply(edits));
          this.bus.emit("announce", `Renamed ${from} to ${to}`);
        },
        nothing: () => this.bus.emit("notice", { text: "No renamable name at the cursor", kind: "ok" }),
      },
    };
  }

  private changed(): void {
    this.model.changed(this.texts.length);
    this.options.onChange();
  }

  private fileShown(): void {
    const { from, to } = this.texts.selection;
    this.model.selected(from, to);
    if (this.model.fresh && this.model.state) this.mark(this.model.state);
    this.options.onFile?.();
  }

  private stateChanged(state: PageState, compiled: boolean): void {
    if (compiled) this.mark(state);
    for (const host of this.hosts) host.update();
    this.options.onState(state, compiled);
    if (!compiled) return;
    const { awaited } = this;
    this.awaited = null;
    awaited?.(state);
  }

  /** Does something with the state of the text as it is: while the text changes, once that is compiled. */
  private onceFresh(act: (state: PageState) => void): void {
    if (this.model.fresh && this.model.state) act(this.model.state);
    else this.awaited = act;
  }

  private mark({ compilation, sources }: PageState): void {
    const actions = cardActions(this.cards, this.bus, this.views.has("connection"), () => sources);
    this.editing.now?.mark(compilation.diagnostics.filter(isPlaced), (diagnostic) => problemCard(diagnostic, actions, false));
  }

  private listen(): void {
    this.bus.on("show", ({ place, focus }) => {
      if (!isPlaced(place)) return;
      if (focus) this.edit((editor) => editor.select(place));
      else this.editing.now?.link(place);
    });
    this.bus.on("fix", (chosen) => this.fix(chosen));
    this.bus.on("insert", ({ file, into }) => this.edit((editor) => editor.insert(file, into)));
    this.bus.on("replace", ({ file, text, why }) => {
      if (this.texts.show(file)) this.replace(text, why);
    });
  }

  /** An edit without a file is in that of the diagnostic. */
  private fix(chosen: ChosenFix): void {
    this.edit((editor) => this.onceFresh(({ compilation }) => {
      const now = sameFix(compilation.diagnostics, chosen);
      if (!now) return this.bus.emit("notice", { text: "The text has changed, and this fix no longer applies", kind: "error" });
      editor.apply(now.fix.edits.map((edit) => ({ ...edit, file: edit.file ?? now.diagnostic.file })));
    }));
  }

  private quickFix(offset: number): boolean {
    this.onceFresh((state) => quickFix(state, this.texts.file, offset, this.bus));
    return true;
  }
}
