/** The drawing as a file of its own: what style sheets say of it becomes attributes. */

const STYLED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];

export function asFile(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const [from, to] = [drawing, copy].map((root) => [root, ...root.querySelectorAll<SVGElement>("*")]);
  from!.forEach((element, index) => {
    const styles = getComputedStyle(element);
    const target = to![index]!;
    for (const name of STYLED) {
      const value = styles.getPropertyValue(name);
      if (value !== "" && value !== getComputedStyle(element.parentElement!).getPropertyValue(name)) target.setAttribute(name, value);
    }
    for (const name of ["class", "tabindex", "data-box", "role", "aria-describedby", "aria-hidden", "data-outcome", "style"]) target.removeAttribute(name);
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("role", "img");
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["width", "100%"], ["height", "100%"], ["fill", groundOf(drawing)]]) ground.setAttribute(name!, value!);
  copy.prepend(ground);
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

/** The first ground behind the drawing that is not transparent. */
export function groundOf(drawing: Element): string {
  for (let element: Element | null = drawing; element; element = element.parentElement ?? ((element.getRootNode() as ShadowRoot).host ?? null)) {
    const colour = getComputedStyle(element).backgroundColor;
    if (colour !== "rgba(0, 0, 0, 0)") return colour;
  }
  return "none";
}
