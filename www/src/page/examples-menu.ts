/** The menu of examples; the examples are loaded when it is opened first. */
import { h } from "../dom.ts";
import { inline } from "../explain/markdown.ts";
import { element } from "./element.ts";
import type { Example } from "./examples.ts";
import { onOpen } from "./popovers.ts";

export function initExamples(take: (example: Example) => void): void {
  const menu = element("examples");
  let filled = false;
  onOpen(menu, async () => {
    if (filled) return;
    const { examples } = await import("./examples.ts");
    filled = true;
    menu.replaceChildren(...groups(examples, (example) => {
      menu.hidePopover();
      take(example);
    }));
    menu.querySelector("button")?.focus();
  });
  // Arrows move between the entries, as in a menu.
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...menu.querySelectorAll("button")];
    all[(all.indexOf(document.activeElement as HTMLButtonElement) + step + all.length) % all.length]?.focus();
  });
}

function groups(examples: Example[], take: (example: Example) => void): Node[] {
  const workflows = examples.filter((example) => example.name.startsWith("workflow-"));
  const recipes = examples.filter((example) => !workflows.includes(example));
  const entry = (example: Example): Node =>
    h("button", { class: "example", type: "button", onclick: () => take(example) },
      h("strong", {}, titleOf(example.name)), h("span", {}, "For ", ...inline(example.use)));
  const gallery = (all: Example[]): Node => h("div", { class: "gallery" }, ...all.map(entry));
  return [h("h2", {}, "Recipes"), gallery(recipes), h("h2", {}, "Workflows, rehearsed step by step"), gallery(workflows)];
}

const SPELT: Record<string, string> = {
  postgres: "PostgreSQL", mysql: "MySQL", mongodb: "MongoDB", mqtt: "MQTT", smtp: "SMTP", ssh: "SSH",
  tls: "TLS", sni: "SNI", proxy: "PROXY", gitops: "GitOps", tcp: "TCP", redis: "Redis",
};

export function titleOf(name: string): string {
  const words = name.replace(/^workflow-/, "").split("-").map((word) => SPELT[word] ?? word).join(" ");
  return words[0]!.toUpperCase() + words.slice(1);
}
