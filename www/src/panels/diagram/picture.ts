/**
 * The drawing as a PNG. It is drawn again on a canvas: an image of the SVG would be one of `blob:` or `data:`, which a strict
 * Content-Security-Policy does not load.
 */
import { groundOf } from "./export.ts";

/** Pixels for each of the drawing's, and how many browsers allow in one direction. */
const SCALE = 2;
const MOST = 16_000;

export async function asPicture(drawing: SVGSVGElement): Promise<Blob> {
  const { width, height } = drawing.viewBox.baseVal;
  const scale = Math.min(SCALE, MOST / width, MOST / height);
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * scale), height: Math.round(height * scale) });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser does not support canvas drawing");
  context.scale(scale, scale);
  context.fillStyle = groundOf(drawing);
  context.fillRect(0, 0, width, height);
  for (const element of drawing.querySelectorAll<SVGGraphicsElement>("path, rect, circle, text")) draw(context, element);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("The drawing is too large for a PNG");
  return blob;
}

function draw(context: CanvasRenderingContext2D, element: SVGGraphicsElement): void {
  const style = getComputedStyle(element);
  const box = element.closest(".diagram-box, .diagram-wire");
  context.save();
  context.globalAlpha = Number(box ? getComputedStyle(box).opacity : 1);
  for (const one of [element.parentElement, element]) {
    const matrix = one instanceof SVGGraphicsElement && one !== element.ownerSVGElement ? one.transform.baseVal.consolidate()?.matrix : null;
    if (matrix) context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  }
  if (element instanceof SVGTextElement) {
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.textAlign = style.textAnchor === "end" ? "right" : "left";
    context.fillStyle = style.fill;
    context.fillText(element.textContent, Number(element.getAttribute("x")), Number(element.getAttribute("y")));
  } else {
    const path = pathOf(element);
    if (style.fill !== "none") {
      context.fillStyle = style.fill;
      context.fill(path);
    }
    if (style.stroke !== "none") {
      context.strokeStyle = style.stroke;
      context.lineWidth = Number.parseFloat(style.strokeWidth);
      context.lineCap = style.strokeLinecap as CanvasLineCap;
      context.lineJoin = style.strokeLinejoin as CanvasLineJoin;
      context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map(Number.parseFloat));
      context.stroke(path);
    }
  }
  context.restore();
}

function pathOf(element: SVGGraphicsElement): Path2D {
  const number = (name: string): number => Number(element.getAttribute(name));
  const path = new Path2D(element.getAttribute("d") ?? "");
  if (element instanceof SVGCircleElement) path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  if (element instanceof SVGRectElement) path.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
  return path;
}
