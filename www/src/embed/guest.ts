/**
 * Pages that a framework takes over once it has loaded ("hydration") compare their document with what they would draw. What
 * changed before makes them throw it away and draw it again: until then the document is theirs.
 */

/** What frameworks hydrate. `astro-island` loses its attribute when it is done. */
const ROOTS = "#__next, #___gatsby, #__nuxt, [data-reactroot], [data-server-rendered], astro-island[ssr]";
/** React marks elements while it still works on others. */
const CALM = 500;

const seen = new WeakMap<Element, number>();

/** Whether no framework is going to take over this element any more. */
export function isSettled(element: Element): boolean {
  // Docusaurus has a word for it.
  const { hasHydrated } = document.documentElement.dataset;
  if (hasHydrated !== undefined) return hasHydrated === "true";
  const whole = "__next_f" in globalThis ? document.documentElement : "__VP_HASH_MAP__" in globalThis ? document.querySelector("#app") : null;
  const root = element.closest(ROOTS) ?? whole;
  if (!root || "__vue_app__" in root) return true;
  // What came with a framework's own document is the framework's; its neighbours tell when that has begun.
  const marked = [element, element.parentElement ?? element].some((one) => Object.keys(one).some((key) => key.startsWith("__react")));
  if (!marked) return false;
  if (!seen.has(element)) seen.set(element, performance.now());
  return performance.now() - seen.get(element)! > CALM;
}
