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
