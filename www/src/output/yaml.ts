/** The manifests: all of them or one object at a time, tied to the lines of the state file that made them. */
import { isPlaced, type CompiledObject, type Placed } from "../core/types.ts";
import { h } from "../dom.ts";
import type { Panel, PanelContext, PageState } from "../panels/panel.ts";
import { styles, TextView } from "./text-view.ts";

export { styles };

export function create(context: PanelContext): Panel {
  return new YamlView(context);
}

const title = (object: CompiledObject): string => `${object.kind} ${object.namespace}/${object.name}`;

class YamlView implements Panel {
  private readonly view: TextView;
  private readonly picker = h("select", { class: "select", "aria-label": "Object", onchange: () => this.picked() });
  private readonly source = h("button", { class: "button quiet from", type: "button", hidden: true, onclick: () => this.toSource(true) });
  private state: PageState | null = null;
  private names = "";
  /** The object whose lines are lit. */
  private linked: (CompiledObject & Placed) | null = null;
  private offsets: { revision: number; starts: number[] } | null = null;

  constructor(private readonly context: PanelContext) {
    this.view = new TextView(context, "Manifests", () => this.fileName(), [this.picker, this.source], (offset) => this.pointed(offset));
  }

  get element(): HTMLElement {
    return this.view.element;
  }

  focus(): void {
    this.view.focus();
  }

  destroy(): void {
    this.view.destroy();
  }

  update(state: PageState): void {
    const changed = state.revision !== this.state?.revision;
    this.state = state;
    if (changed) this.showText();
    // At the very beginning nobody has put the cursor anywhere yet.
    const under = state.selection.from === 0 ? undefined : state.compilation.objects.filter(isPlaced).find(
      (object) => object.file === state.selection.file && object.start.utf16 <= state.selection.from && state.selection.from <= object.end.utf16,
    );
    if (changed || under !== this.linked) this.light(under ?? null);
  }

  private showText(): void {
    const { diagnostics, objects, yaml } = this.state!.compilation;
    if (diagnostics.some((diagnostic) => diagnostic.severity === "error")) {
      this.view.unavailable("No manifests while there are errors", "Fix the errors in the state file first: see the list of problems.");
      return;
    }
    this.list(objects);
    const one = this.one();
    if (objects.length === 0) this.view.nothing("No manifests yet", "Declare a route in [routes.NAME], or open an example.");
    else this.view.show(one ? one.yaml : yaml);
  }

  /** The object that is shown alone. */
  private one(): CompiledObject | undefined {
    return this.picker.value === "" ? undefined : this.state?.compilation.objects.find((object) => title(object) === this.picker.value);
  }

  private list(objects: CompiledObject[]): void {
    const names = objects.map(title).join("\n");
    if (names === this.names) return;
    this.names = names;
    const chosen = this.picker.value;
    const all = h("option", { value: "" }, objects.length === 1 ? "All: 1 object" : `All: ${objects.length.toLocaleString("en")} objects`);
    this.picker.replaceChildren(all, ...objects.map((object) => h("option", { value: title(object) }, title(object))));
    this.picker.value = objects.some((object) => title(object) === chosen) ? chosen : "";
  }

  private picked(): void {
    this.showText();
    const one = this.one();
    this.light(one && isPlaced(one) ? one : null);
    if (one) this.toSource(false);
  }

  private pointed(offset: number): void {
    const { objects } = this.state!.compilation;
    const starts = this.starts();
    const index = starts.findLastIndex((start) => start >= 0 && start <= offset);
    const object = this.one() ?? objects[index];
    if (!object || !isPlaced(object)) return;
    this.light(object);
    this.toSource(false);
  }

  private light(object: (CompiledObject & Placed) | null): void {
    this.linked = object;
    this.source.hidden = object === null;
    if (object) {
      const lines = object.start.line === object.end.line ? `line ${object.start.line}` : `lines ${object.start.line}–${object.end.line}`;
      this.source.replaceChildren(h("span", { class: "from-word" }, "from "), lines);
      this.source.title = `${title(object)} comes from ${object.file}, ${lines}`;
    }
    const start = object && !this.one() ? this.starts()[this.state!.compilation.objects.indexOf(object)] : undefined;
    this.view.light(object && start !== undefined && start >= 0 ? { from: start, to: start + object.yaml.length } : null);
  }

  private toSource(focus: boolean): void {
    if (this.linked) this.context.bus.emit("show", { place: this.linked, focus });
  }

  /** Where each object begins in the whole text, found once a revision; -1 for none. */
  private starts(): number[] {
    const { revision, compilation } = this.state!;
    if (this.offsets?.revision !== revision) {
      let from = 0;
      const starts = compilation.objects.map((object) => {
        const start = compilation.yaml.indexOf(object.yaml.trim(), from);
        if (start >= 0) from = start + object.yaml.trim().length;
        return start;
      });
      this.offsets = { revision, starts };
    }
    return this.offsets.starts;
  }

  private fileName(): string {
    const one = this.one();
    return one ? `${one.kind}-${one.namespace}-${one.name}.yaml`.toLowerCase() : "tcpgen.yaml";
  }
}
