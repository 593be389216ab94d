/** What the page is, for who comes first; what an example is for, and what to know of it. */
import { h } from "../dom.ts";
import { inline } from "../explain/markdown.ts";
import { keep, recall } from "../playground/storage.ts";
import { element } from "./element.ts";
import type { Head } from "./example-head.ts";

/** The line below the page's head; who has closed it, or has texts of their own, knows. `reach` opens the view of who gets in. */
export function initLanding(known: boolean, reach: () => void): void {
  const line = element("landing");
  line.hidden = known || recall("landing") === "closed";
  element("landing-reach").addEventListener("click", reach);
  element("landing-close").addEventListener("click", () => {
    line.hidden = true;
    keep("landing", "closed");
  });
}

/** Shows what the example in the editor is for; null for another text. */
export function showAbout(head: Head | null): void {
  const place = element("about");
  place.hidden = head === null;
  if (!head) return place.replaceChildren();
  const close = h("button", { class: "button quiet icon", type: "button", "aria-label": "Close this note", onclick: () => showAbout(null) }, "✕");
  place.replaceChildren(
    h("details", {},
      h("summary", {}, h("span", {}, "For ", ...inline(head.use)), h("span", { class: "about-more" }, "What to know")),
      h("ul", {}, ...head.notes.map((note) => h("li", {}, ...inline(note))))),
    close);
}
