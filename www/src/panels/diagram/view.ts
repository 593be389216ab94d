/** The diagram on the page: keeps what was opened, focused and filtered while the state changes under it. */
import { reveal } from "../../dom.ts";
import { download } from "../../output/save.ts";
import type { Highlight, PageState, Panel, PanelContext, Selection } from "../panel.ts";
import type { Measure } from "./fit.ts";
import { filtered, type Graph, graphOf, type Row } from "./graph.ts";
import { neighbour, readingOrder } from "./keys.ts";
import { firstRows, layout, type LayoutOptions, NEXT_ROWS } from "./layout.ts";
import { listOf } from "./list.ts";
import { litByHighlight, litByThing, rowsOf } from "./lit.ts";
import { measureIn } from "./measure.ts";
import { type Painting, paint, shine } from "./paint.ts";
import { DiagramFrame } from "./frame.ts";
import { type Box, looksLike, type Scene } from "./scene.ts";
import type { Zoom } from "./zoom.ts";

/** As long as a task makes boxes, in milliseconds; the browser takes about three times as long to place their text. */
const SLICE = 8;
/** With more routers an update has a task of its own: the other views have their work at the same time. */
const LARGE = 200;

const ZOOM_KEYS: Readonly<Record<string, (zoom: Zoom) => void>> = {
  "+": (zoom) => zoom.step(1),
  "=": (zoom) => zoom.step(1),
  "-": (zoom) => zoom.step(-1),
  "0": (zoom) => zoom.set(1),
};

const EMPTY: Graph = { groups: [], unused: [], counts: { routers: 0, dead: 0, problems: 0 } };

export class DiagramPanel implements Panel {
  readonly wantsOutline = true;
  readonly element: HTMLElement;
  private readonly frame: DiagramFrame;
  private readonly observer: ResizeObserver;
  private readonly off: (() => void)[];
  private readonly limits = new Map<string, number>();
  private graph = EMPTY;
  private shown = EMPTY;
  private scene: Scene | null = null;
  private painting: Painting | null = null;
  private measure: Measure | null = null;
  private highlight: Highlight | null = null;
  /** What is pointed at elsewhere. */
  private pointed: Highlight | null = null;
  private revision = -1;
  private selection: Selection | null = null;
  private width = 0;
  /** The box that the Tab key leads to. */
  private current: string | null = null;

  constructor(private readonly context: PanelContext) {
    this.frame = new DiagramFrame(context.id, {
      draw: () => this.draw(),
      save: (format) => void this.save(format),
      clear: () => context.bus.emit("highlight", null),
    });
    this.element = this.frame.element;
    this.listen();
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(this.frame.stage);
    this.off = [
      context.bus.on("highlight", (highlight) => {
        this.highlight = highlight;
        this.light(highlight);
      }),
      context.bus.on("point", (pointed) => {
        if (pointed === this.pointed) return;
        this.pointed = pointed;
        this.light(pointed);
      }),
    ];
  }

  update(state: PageState): void {
    if (state.revision !== this.revision && state.outline) {
      this.revision = state.revision;
      if (state.outline.routers.length > LARGE) {
        setTimeout(() => state.revision === this.revision && this.read(state));
        return;
      }
      this.read(state);
    }
    this.select(state.selection);
  }

  private read({ outline, compilation, sources, selection }: PageState): void {
    if (!outline) return;
    this.graph = graphOf(outline, compilation, sources);
    this.draw();
    this.select(selection);
  }

  focus(): void {
    this.frame.focusFirst(this.boxElement(this.current));
  }

  destroy(): void {
    for (const off of this.off) off();
    this.observer.disconnect();
  }

  private resized(): void {
    const width = this.frame.stage.clientWidth;
    if (width === this.width || width === 0) return;
    this.width = width;
    this.draw();
  }

  private light(changed: Highlight | null): void {
    this.draw();
    if (changed) this.scrollToLit();
  }

  private draw(): void {
    this.shown = filtered(this.graph, this.frame.filterText);
    this.frame.describe(this.graph, this.shown, this.highlight, this.pointed);
    if (this.width === 0 || this.frame.stage.hidden) return;
    const options = this.options();
    if (this.frame.asList) {
      this.frame.showList(listOf(this.shown, options, { show: (row) => this.showRow(row), more: (id) => this.more(id) }));
      return;
    }
    const before = this.scene;
    this.scene = layout(this.shown, options);
    if (!this.painting?.svg.isConnected || !before || !looksLike(before, this.scene)) this.repaint(this.scene);
    this.shineHighlight();
  }

  private repaint(scene: Scene): void {
    const { stage } = this.frame;
    const hadFocus = this.painting?.svg.contains(this.active()) ?? false;
    const painting = paint(scene, this.context.id);
    this.painting = painting;
    // The box that has the focus may come last: until then the keys are the stage's.
    if (hadFocus) stage.focus({ preventScroll: true });
    // Its size is known before its boxes are: it is scrolled to where it was while that costs nothing.
    this.frame.showDrawing(painting.svg, scene);
    this.paintOn(painting);
  }

  private paintOn(painting: Painting): void {
    if (painting !== this.painting) return;
    if (painting.more(SLICE)) this.painted();
    // In frames, so that each places the text of its own boxes alone.
    else requestAnimationFrame(() => this.paintOn(painting));
  }

  /** All boxes are there, and not marked yet. */
  private painted(): void {
    const { selection } = this;
    this.selection = null;
    this.makeCurrent(this.current ?? "");
    if (selection) this.select(selection);
    this.shineHighlight();
    if (this.active() === this.frame.stage) this.boxElement(this.current)?.focus({ preventScroll: true });
  }

  private get lit(): Highlight | null {
    return this.pointed ?? this.highlight;
  }

  private options(): LayoutOptions {
    this.measure ??= measureIn(this.element);
    const highlight = this.lit;
    const endsEarly = highlight && highlight.routers.length === 0 && highlight.entryPoint !== null;
    const words = { http: "Traefik's own HTTP server", closed: "Connection closed" } as Record<string, string>;
    const text = endsEarly ? words[highlight.outcome] : undefined;
    return {
      width: this.width,
      measure: this.measure,
      first: firstRows(this.shown),
      limits: this.limits,
      keep: highlight ? rowsOf(this.shown, highlight) : new Set(),
      ending: endsEarly && text !== undefined ? { entryPoint: highlight.entryPoint ?? "", text } : null,
    };
  }

  private active(): Element | null {
    return (this.element.getRootNode() as Document | ShadowRoot).activeElement;
  }

  private boxElement(id: string | null): SVGGElement | null {
    return (id !== null && this.painting?.boxes.get(id)) || null;
  }

  private boxOf(event: Event): Box | null {
    const element = (event.target as Element).closest("[data-box]");
    const id = element?.getAttribute("data-box");
    return this.scene?.boxes.find((box) => box.id === id) ?? null;
  }

  private listen(): void {
    const { stage } = this.frame;
    // On a touch screen there may be no room for the editor beside the diagram: it comes to the front.
    stage.addEventListener("click", (event) => this.press(this.boxOf(event), event instanceof PointerEvent && event.pointerType === "touch"));
    stage.addEventListener("keydown", (event) => this.key(event));
    stage.addEventListener("pointerover", (event) => this.point(this.boxOf(event)));
    stage.addEventListener("pointerleave", () => this.point(null));
    stage.addEventListener("focusin", (event) => {
      const box = this.boxOf(event);
      if (box) this.makeCurrent(box.id);
      if (box && (event.target as Element).matches(":focus-visible")) this.point(box);
    });
    stage.addEventListener("focusout", () => this.point(null));
  }

  private key(event: KeyboardEvent): void {
    const box = this.boxOf(event);
    if (!box || !this.scene || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.press(box, event.key === "Enter");
      return;
    }
    const zoom = ZOOM_KEYS[event.key];
    if (zoom) {
      event.preventDefault();
      return zoom(this.frame.zoom);
    }
    const next = neighbour(this.scene, box.id, event.key);
    if (next === null) return;
    this.painting?.more(Infinity);
    event.preventDefault();
    this.boxElement(next)?.focus();
  }

  /** Shows the lines of a box, and goes there if asked to. */
  private press(box: Box | null, go: boolean): void {
    if (!box) return;
    if (box.kind === "more") return this.more(box.id.slice("more:".length));
    if (!box.place) return;
    this.mark((one) => one.id === box.id);
    this.context.bus.emit("show", go ? { place: box.place, focus: true } : { place: box.entry ?? box.place, focus: false });
  }

  private more(listId: string): void {
    this.limits.set(listId, (this.limits.get(listId) ?? firstRows(this.shown)) + NEXT_ROWS);
    this.draw();
  }

  private showRow(row: Row): void {
    this.context.bus.emit("show", { place: row.router, focus: true });
  }

  /** What the pointer or the keyboard is on lights up; else the tried connection does. */
  private point(box: Box | null): void {
    if (!this.painting || !this.scene) return;
    if (box && box.kind !== "more") shine(this.painting, litByThing(this.scene, box.thing), "none");
    else this.shineHighlight();
  }

  private async save(format: "svg" | "png"): Promise<void> {
    const { painting } = this;
    const fail = (text: string): void => this.context.bus.emit("notice", { text, kind: "error" });
    if (!painting) return fail("There is no drawing to save");
    painting.more(Infinity);
    try {
      if (format === "svg") download("tcpgen.svg", (await import("./export.ts")).asFile(painting.svg));
      else download("tcpgen.png", await (await import("./picture.ts")).asPicture(painting.svg));
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
  }

  private shineHighlight(): void {
    if (!this.painting || !this.scene) return;
    const highlight = this.lit;
    const lit = highlight ? litByHighlight(this.scene, this.shown, highlight) : null;
    shine(this.painting, lit, highlight?.outcome ?? "none");
  }

  private scrollToLit(): void {
    const lit = this.painting?.svg.querySelector(".diagram-box.router.on, .diagram-box.end.on");
    reveal(lit, this.frame.stage);
  }

  /** Exactly one box takes part in the Tab order. */
  private makeCurrent(id: string): void {
    if (!this.painting || !this.scene) return;
    const wanted = this.painting.boxes.has(id) ? id : (readingOrder(this.scene)[0]?.id ?? null);
    this.boxElement(this.current)?.setAttribute("tabindex", "-1");
    this.boxElement(wanted)?.setAttribute("tabindex", "0");
    this.current = wanted;
  }

  /** Marks the boxes whose lines the cursor of the editor is on. */
  private select(selection: Selection): void {
    const { file, from } = selection;
    if (this.selection?.file === file && this.selection.from === from && this.selection.to === selection.to) return;
    this.selection = selection;
    this.mark((box) => {
      const place = box.kind === "service" ? null : (box.entry ?? box.place);
      return place !== null && place.file === file && place.start.utf16 <= from && from < place.end.utf16;
    });
  }

  private mark(wanted: (box: Box) => boolean): void {
    for (const box of this.scene?.boxes ?? []) this.boxElement(box.id)?.classList.toggle("current", wanted(box));
  }
}
