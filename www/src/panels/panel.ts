/** The contract between the page (or an embed) and the panels it shows. */
import type { Core } from "../core/lane.ts";
import type { Connection, Outline } from "../core/routing.ts";
import type { Compilation, Diagnostic, Fix, Place, Source } from "../core/types.ts";
import type { Insertion } from "../editor/documents.ts";
import type { CodeMirror } from "../editor/late.ts";
import type { Bus } from "./bus.ts";

/** What is selected in the editor, in UTF-16 offsets into the text of `file`. */
export interface Selection {
  file: string;
  from: number;
  to: number;
}

/** One coherent moment: compilation and outline belong to these sources. */
export interface PageState {
  /** Raised whenever the sources change. */
  readonly revision: number;
  readonly sources: readonly Source[];
  readonly compilation: Compilation;
  /** Null unless the panel says `wantsOutline`. */
  readonly outline: Outline | null;
  readonly selection: Selection;
}

export interface Panel {
  /** Put into a `role="tabpanel"` that fills the space; scrolls inside itself. */
  readonly element: HTMLElement;
  /** True when `update` needs `state.outline`. */
  readonly wantsOutline?: boolean;
  /** Called after every change while the panel is visible, and once when it becomes visible. Never before the first compilation. */
  update(state: PageState): void;
  /** Moves the keyboard focus to where work in the panel begins. */
  focus?(): void;
  /** The panel is taken away for good: listeners off, sessions freed. */
  destroy?(): void;
}

/** The states that the editor had in this session, the newest first. */
export interface Earlier {
  readonly states: readonly EarlierState[];
  /** What a person chose to compare with, or a link; it becomes part of the permalink. */
  baseline: EarlierState | null;
  /** What was there before anybody edited the text that is there. */
  readonly start: EarlierState | null;
  /** Keeps the state as it is now, under this name; one that is kept already keeps its own. */
  keep(what: string): EarlierState;
  add(state: EarlierState): EarlierState;
}

export interface EarlierState {
  readonly sources: readonly Source[];
  readonly what: string;
}

/** What a panel is made with. */
export interface PanelContext {
  /** The panel's own lane: nobody else's calls take the place of its calls. */
  readonly core: Core;
  readonly bus: Bus;
  /** True inside <tcpgen-playground>: less room. */
  readonly embedded: boolean;
  /** Prefix for ids, unique in the document. */
  readonly id: string;
  /** Whether there is a view of this name to `open`. */
  has(view: ViewName): boolean;
  readonly earlier: Earlier;
  /** Once it is there. */
  readonly codeMirror: Promise<CodeMirror>;
  /** A view inside of this panel, which updates and destroys it. */
  part(view: ViewName): Promise<Panel>;
}

/** What `panels/<name>/index.ts` exports. */
export interface PanelModule {
  /** The panel's style sheet as text (`import styles from "./x.css?inline"`); adopted by the document or shadow root. */
  readonly styles: string;
  create(context: PanelContext): Panel;
}

/** Views that can be opened by name. */
export type ViewName =
  | "yaml" | "helm-values" | "json" | "file" | "problems"
  | "diagram" | "connection" | "reach" | "compare" | "scenarios" | "tools";

/** The events of the bus. */
export interface BusEvents {
  /** Show this place in the editor: select, scroll there; `focus` moves the keyboard as well. */
  show: { place: Place; focus: boolean };
  /** Light up this path in the diagram; null lights nothing. Kept by the bus: a panel opened later hears the last one. */
  highlight: Highlight | null;
  /** The same for as long as something is pointed at; null when nothing is any more. */
  point: Highlight | null;
  /** Open a view. */
  open: { view: ViewName };
  /** Put this connection into "try a connection" and try it. Kept by the bus. */
  try: Connection;
  /** A person tried this connection: it becomes part of the permalink. */
  tried: Connection;
  /** Apply this fix of a diagnostic of the shown state. */
  fix: { diagnostic: Diagnostic; fix: Fix };
  /** Take this as the new text of a file, as one step of its history. */
  replace: { file: string; text: string; why: string };
  /** Write into a file what `into` makes of its text, as one step of its history; a file that is not there is made. */
  insert: { file: string; into: (text: string) => Insertion };
  /** A message for the reader, shown and read out. */
  notice: { text: string; kind: "ok" | "error" };
  /** Say this to screen readers, politely. */
  announce: string;
}

/** A path through the diagram. */
export interface Highlight {
  /** Entry point's name. */
  entryPoint: string | null;
  /** namespace/name of the routers on the path. */
  routers: string[];
  /** namespace/name of the middlewares passed. */
  middlewares: string[];
  /** namespace/name:port of the services reached. */
  services: string[];
  /** The rule by which a router takes it; left out where all rules of the routers are meant. */
  rule?: string | null;
  /** The middleware at which the path ends. */
  refusedBy?: string | null;
  /** How the path ends; decides the colour. */
  outcome: "forwarded" | "closed" | "http" | "ambiguous" | "none";
}
