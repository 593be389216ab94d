/** A scene as SVG. */
import { svg } from "../../dom.ts";
import { indentOf, SIZE } from "./boxes.ts";
import { kindIcon, lockIcon, moodBadge } from "./icons.ts";
import type { Lit } from "./lit.ts";
import type { Box, Scene, Wire } from "./scene.ts";

export interface Painting {
  svg: SVGSVGElement;
  boxes: Map<string, SVGGElement>;
  /** As in the scene. */
  wires: SVGPathElement[];
  /** Paints on for so many milliseconds; answers whether all is painted. */
  more(milliseconds: number): boolean;
}

/** Between two looks at the clock. */
const AT_ONCE = 20;

/** `id` is a prefix that no other part of the document has. */
export function paint(scene: Scene, id: string): Painting {
  const boxes = new Map<string, SVGGElement>();
  const wires: SVGPathElement[] = [];
  const [under, above] = [svg("g", { class: "diagram-wires", "aria-hidden": "true" }), svg("g", {})];
  const more = (milliseconds: number): boolean => {
    const until = performance.now() + milliseconds;
    while (boxes.size < scene.boxes.length || wires.length < scene.wires.length) {
      for (const box of scene.boxes.slice(boxes.size, boxes.size + AT_ONCE)) {
        const element = paintBox(box);
        boxes.set(box.id, element);
        above.append(element);
      }
      const next = scene.wires.slice(wires.length, wires.length + AT_ONCE).map(paintWire);
      wires.push(...next);
      under.append(...next);
      if (performance.now() > until) return false;
    }
    return true;
  };
  const root = svg("svg", {
    class: "diagram-svg", role: "group", "aria-label": "Routing diagram", "aria-describedby": `${id}-hint`,
    width: scene.width, height: scene.height, viewBox: `0 0 ${scene.width} ${scene.height}`,
  });
  root.append(
    under,
    svg("g", {}, ...scene.headings.map((one) =>
      svg("text", { class: `diagram-heading ${one.kind}`, x: one.x, y: one.y }, one.text))),
    above,
  );
  // The stage sets how large it is shown.
  root.style.setProperty("inline-size", `calc(${scene.width}px * var(--zoom, 1))`);
  root.style.setProperty("block-size", `calc(${scene.height}px * var(--zoom, 1))`);
  return { svg: root, boxes, wires, more };
}

function paintWire(wire: Wire): SVGPathElement {
  return svg("path", { class: wire.dead ? "diagram-wire dead" : "diagram-wire", d: wire.path });
}

/** A box that leads to a place, or shows more, can be pressed. */
export function isButton(box: Box): boolean {
  return box.place !== null || box.kind === "more";
}

function paintBox(box: Box): SVGGElement {
  const { x, y, width, height, kind, mood } = box;
  const plain = kind === "more" || kind === "end" || kind === "hosts";
  // Its title is its name, for tooltips and screen readers alike.
  const group = svg("g", {
    class: `diagram-box ${kind} ${mood}`, "data-box": box.id, tabindex: "-1",
    role: isButton(box) ? "button" : "img",
  });
  group.append(svg("title", {}, box.label), svg("rect", { class: "diagram-frame", x, y, width, height, rx: 7 }));
  const icon = plain ? null : kindIcon(kind, x + SIZE.inset - 1, y + (height < 40 ? height / 2 - 7 : 8));
  if (icon) group.append(icon);
  box.lines.forEach((line, index) => {
    const left = SIZE.inset + indentOf(kind, index);
    const top = height < 40 ? height / 2 + 4.5 : 19.5 + index * 16;
    group.append(svg("text", { class: `diagram-text ${line.style}`, x: x + left, y: y + top }, line.text));
  });
  paintRight(group, box);
  const badge = moodBadge(mood, x + 1, y + 1);
  if (badge) group.append(badge);
  return group;
}

function paintRight(group: SVGGElement, { x, y, width, height, tag, lock }: Box): void {
  const base = height < 40 ? height / 2 + 4 : 19;
  if (tag !== null) group.append(svg("text", { class: "diagram-text tag", x: x + width - SIZE.inset, y: y + base }, tag));
  // The tag's width is not known here; the lock has a place of its own under it.
  if (lock !== null) group.append(lockIcon(lock, x + width - SIZE.inset - 12, y + 25.5));
}

/** Lights up what `lit` says and dims the rest; null takes the light away. */
export function shine({ svg: root, boxes, wires }: Painting, lit: Lit | null, outcome: string): void {
  root.classList.toggle("lit", lit !== null);
  root.setAttribute("data-outcome", outcome);
  for (const [id, element] of boxes) {
    element.classList.toggle("on", lit?.boxes.has(id) ?? false);
    element.classList.toggle("stop", lit?.stop === id);
  }
  const above: SVGPathElement[] = [];
  wires.forEach((element, place) => {
    const on = lit?.wires.has(place) ?? false;
    element.classList.toggle("on", on);
    if (on) above.push(element);
  });
  // What is lit is drawn last, over the lines that it shares a stretch with.
  const [first] = above;
  if (first) first.parentElement?.append(...above);
}
