/** What stands around the drawing: summary, filter, the switch to the list, the path that is shown. */
import { h } from "../../dom.ts";
import type { Highlight } from "../panel.ts";
import type { Graph } from "./graph.ts";
import type { Box, Scene } from "./scene.ts";
import { Zoom } from "./zoom.ts";

/** With fewer routers a filter is no help. */
const FILTER_FROM = 8;

/** The height of the columns' titles. */
const HEAD = 30;

interface Actions {
  draw(): void;
  save(format: "svg" | "png"): void;
  clear(): void;
}

export class DiagramFrame {
  readonly element: HTMLElement;
  /** Holds the drawing or the list, and scrolls. */
  readonly stage = h("div", { class: "diagram-stage", tabindex: "-1" });
  /** What depends on how far it is scrolled. */
  private scrolled: () => void = () => undefined;
  readonly zoom = new Zoom(this.stage, () => this.scrolled());
  asList = false;
  private readonly summary = h("p", { class: "diagram-summary" });
  private readonly filter: HTMLInputElement;
  private readonly drawingButton: HTMLButtonElement;
  private readonly listButton: HTMLButtonElement;
  private readonly caption = h("span", { class: "ellipsis" });
  private readonly strip: HTMLElement;
  private readonly empty = h("div", { class: "empty" });
  private readonly hint: HTMLElement;

  constructor(id: string, private readonly actions: Actions) {
    this.filter = h("input", {
      class: "field diagram-filter", type: "search", placeholder: "Filter routers", "aria-label": "Filter routers",
      spellcheck: "false", autocomplete: "off", oninput: () => actions.draw(),
    });
    this.drawingButton = this.switchButton("Drawing", false);
    this.listButton = this.switchButton("List", true);
    this.strip = h("div", { class: "diagram-strip", hidden: true }, this.caption,
      h("button", { type: "button", class: "button quiet", onclick: () => actions.clear() }, "Clear"));
    this.hint = h("p", { id: `${id}-hint`, class: "sr-only" },
      "The arrow keys move between boxes, plus, minus and 0 zoom, Space highlights a box's lines in the editor, Enter moves the cursor there. The list shows the same as text.");
    this.element = h("div", { class: "diagram" },
      h("div", { class: "toolbar diagram-toolbar" }, this.summary, this.filter,
        this.zoom.element,
        h("button", { type: "button", class: "button", title: "Save the drawing as an SVG file", onclick: () => actions.save("svg") }, "SVG"),
        h("button", { type: "button", class: "button", title: "Save the drawing as a PNG picture", onclick: () => actions.save("png") }, "PNG"),
        h("div", { class: "diagram-switch", role: "group", "aria-label": "Show as" }, this.drawingButton, this.listButton)),
      this.strip, this.hint, this.empty, this.stage);
    this.stage.addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  get filterText(): string {
    return this.filter.hidden ? "" : this.filter.value;
  }

  focusFirst(box: SVGElement | null): void {
    (this.asList ? this.listButton : (box ?? this.drawingButton)).focus();
  }

  private switchButton(text: string, list: boolean): HTMLButtonElement {
    const flip = (): void => {
      this.asList = list;
      this.drawingButton.setAttribute("aria-pressed", String(!list));
      this.listButton.setAttribute("aria-pressed", String(list));
      this.actions.draw();
    };
    return h("button", { type: "button", class: "button", "aria-pressed": String(!list), onclick: flip }, text);
  }

  describe(graph: Graph, shown: Graph, highlight: Highlight | null, pointed: Highlight | null): void {
    const { routers, dead } = graph.counts;
    this.summary.replaceChildren(
      h("span", {}, counted(routers, "router")),
      dead > 0 ? h("span", { class: "chip error" }, `${dead} not served`) : "",
    );
    this.filter.hidden = routers < FILTER_FROM;
    const nothing = graph.groups.length === 0 && graph.unused.length === 0;
    const missed = !nothing && shown.groups.length === 0 && shown.unused.length === 0;
    this.empty.hidden = !nothing && !missed;
    this.stage.hidden = nothing || missed;
    this.empty.replaceChildren(...(missed
      ? [h("strong", {}, "No router matches the filter"), "The filter matches names, rules, middlewares and services."]
      : [h("strong", {}, "Nothing to draw yet"), "Write a route, such as ", h("code", { class: "code" }, "[routes.postgres]"),
        " with its entry point and service, and its path through Traefik appears here."]));
    this.strip.hidden = highlight === null || nothing;
    // It takes no room for what is only pointed at: the drawing would jump under the pointer.
    if (highlight) {
      const text = pointed ? wayOf(pointed) : `Tried connection: ${wayOf(highlight)}`;
      this.caption.textContent = text;
      this.caption.title = text;
      this.strip.setAttribute("data-outcome", (pointed ?? highlight).outcome);
    }
  }

  showDrawing(drawing: SVGSVGElement, scene: Scene): void {
    const titles = scene.columns.map((column) => {
      const title = h("span", {}, column.text);
      title.style.setProperty("inset-inline-start", `calc(${column.x}px * var(--zoom, 1))`);
      return title;
    });
    const head = h("div", { class: "diagram-columns", "aria-hidden": "true" }, ...titles);
    head.style.setProperty("min-inline-size", `calc(${scene.width}px * var(--zoom, 1))`);
    const { scrollTop, scrollLeft } = this.stage;
    this.stage.replaceChildren(...(titles.length > 0 ? [head, drawing] : [drawing]));
    const [first] = titles;
    this.scrolled = () => first && nameColumn(first, scene, this.stage.scrollTop / this.zoom.current);
    this.stage.scrollTo(scrollLeft, scrollTop);
    this.scrolled();
    this.zoom.show(scene);
    this.zoom.element.hidden = false;
  }

  showList(sections: HTMLElement[]): void {
    const { scrollTop } = this.stage;
    this.scrolled = () => undefined;
    this.zoom.element.hidden = true;
    this.stage.replaceChildren(h("div", { class: "diagram-list" }, ...sections));
    this.stage.scrollTo(0, scrollTop);
  }
}

/** Once an entry point has left upwards, its column's title says which it is. */
function nameColumn(title: HTMLElement, { boxes, columns }: Scene, top: number): void {
  const gone = boxes.filter((box) => box.kind === "entry" && box.y + box.height < top + HEAD);
  const current = gone.reduce<Box | null>((last, box) => (last && last.y > box.y ? last : box), null);
  title.textContent = current?.lines[0]?.text ?? columns[0]?.text ?? "";
  title.classList.toggle("diagram-passed", current !== null);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function wayOf({ entryPoint, routers, outcome, refusedBy }: Highlight): string {
  const ends: Record<Highlight["outcome"], string> = {
    forwarded: "forwarded",
    closed: refusedBy ? `refused by ${refusedBy}` : "closed",
    http: "answered by Traefik's own HTTP server",
    ambiguous: "random choice",
    none: "no path",
  };
  return `${[entryPoint ?? "", ...(routers.length > 0 ? [routers.join(" or ")] : [])].join(" → ")}, ${ends[outcome]}`;
}
