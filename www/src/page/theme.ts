/** Light, dark, or what the system prefers. */
import { svg } from "../dom.ts";
import { keep, recall } from "../playground/storage.ts";
import { element } from "./element.ts";

const CHOICES = ["auto", "light", "dark"] as const;
type Choice = (typeof CHOICES)[number];

const SHAPES: Record<Choice, string> = {
  auto: "M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11",
  light: "M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
  dark: "M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z",
};

const NAMES: Record<Choice, string> = { auto: "same as system", light: "light", dark: "dark" };

export function initTheme(): void {
  const kept = recall("theme");
  let choice: Choice = CHOICES.find((one) => one === kept) ?? "auto";
  const button = element<HTMLButtonElement>("theme-button");
  const show = (): void => {
    if (choice === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    const fill = choice === "auto" ? "M8 2.5a5.5 5.5 0 1 0 0 11z" : null;
    button.replaceChildren(
      svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", fill: "none", stroke: "currentColor", "stroke-width": 1.4, "stroke-linecap": "round" },
        svg("path", { d: SHAPES[choice] }), fill && svg("path", { d: fill, fill: "currentColor", stroke: "none" })),
    );
    button.setAttribute("aria-label", `Colours: ${NAMES[choice]}`);
    button.title = `Colours: ${NAMES[choice]}`;
  };
  button.addEventListener("click", () => {
    choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length]!;
    keep("theme", choice === "auto" ? null : choice);
    show();
  });
  show();
}
