/** Elements without HTML: text only ever goes in as text nodes, so data cannot become markup. */

type Child = Node | string | null | undefined | false;

interface Properties {
  [name: string]: string | number | boolean | null | undefined | ((event: Event) => void);
}

/** `on…` properties are listeners; `true` sets an empty attribute; `false`, null and undefined set none. */
function set(element: Element, properties: Properties): void {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  set(element, properties);
  element.append(...children.filter((child): child is Node | string => child != null && child !== false));
  return element;
}

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, properties);
  element.append(...children.filter((child): child is Node | string => child != null && child !== false));
  return element;
}

/**
 * Scrolls `outermost`, its panel's place, and what is in it as little as it takes to show `target`. `scrollIntoView` would scroll
 * the page around an embed as well, which only its reader may.
 */
export function reveal(target: Element | null | undefined, outermost = target?.closest(".panel-host")): void {
  if (!target || !outermost) return;
  for (let scroller = target.parentElement; scroller; scroller = scroller.parentElement) {
    const [outer, inner] = [scroller.getBoundingClientRect(), target.getBoundingClientRect()];
    const top = outer.top + scroller.clientTop;
    const left = outer.left + scroller.clientLeft;
    scroller.scrollTop += nearest(inner.top - top, inner.bottom - top - scroller.clientHeight);
    scroller.scrollLeft += nearest(inner.left - left, inner.right - left - scroller.clientWidth);
    if (scroller === outermost) return;
  }
}

/** How far to go when the near edge is `before` behind the scroller's, and the far edge `after` beyond. */
function nearest(before: number, after: number): number {
  if (before < 0 && after < 0) return Math.max(before, after);
  return before > 0 && after > 0 ? Math.min(before, after) : 0;
}
