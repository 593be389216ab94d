/** One diagnostic with everything that is known of it: message, help, related places, fixes, the long explanation. */
import type { Core } from "../core/lane.ts";
import type { Connection } from "../core/routing.ts";
import { isPlaced, type Diagnostic, type Fix, type Place, type Source } from "../core/types.ts";
import { h, reveal } from "../dom.ts";
import { describe } from "../explain/connection.ts";
import { inline, markdown } from "../explain/markdown.ts";
import { copy } from "../output/save.ts";
import { type Bus, tryIt } from "../panels/bus.ts";

export interface CardActions {
  core: Core;
  /** The texts that places are in, as they are now. With several of them, each place says in which. */
  sources(): readonly Source[];
  copy(diagnostic: Diagnostic): void;
  show(place: Place): void;
  fix(diagnostic: Diagnostic, fix: Fix): void;
  /** Null where there is no view to try a connection in. */
  try: ((connection: Connection) => void) | null;
}

/** What cards do by the bus. `canTry`: whether there is a view to try a connection in. */
export function cardActions(core: Core, bus: Bus, canTry: boolean, sources: () => readonly Source[]): CardActions {
  const copied = async (diagnostic: Diagnostic): Promise<void> => {
    const { finding } = await import("../explain/as-markdown.ts");
    const worked = await copy(finding(diagnostic, sources()));
    bus.emit("notice", worked ? { text: "Problem copied as Markdown", kind: "ok" } : { text: "The browser denied access to the clipboard", kind: "error" });
  };
  return {
    core,
    sources,
    copy: (diagnostic) => void copied(diagnostic),
    show: (place) => bus.emit("show", { place, focus: true }),
    fix: (diagnostic, fix) => bus.emit("fix", { diagnostic, fix }),
    try: canTry ? (connection) => tryIt(bus, connection) : null,
  };
}

const SIGN = { error: "✕", warning: "!", advice: "i" } as const;

/**
 * With `heading` the message is a button that leads to the place. What is pressed later acts on the diagnostic as it is then: a
 * list may move its places.
 */
export function problemCard(diagnostic: Diagnostic, actions: CardActions, heading: boolean): HTMLElement {
  const sign = h("span", { class: `problem-sign ${diagnostic.severity}`, "aria-hidden": "true" }, SIGN[diagnostic.severity]);
  const words = h("span", { class: "problem-message" }, h("span", { class: "sr-only" }, `${diagnostic.severity}: `), ...inline(diagnostic.message));
  const place = h("span", { class: "problem-place code" }, at(diagnostic, actions.sources().length > 1));
  const head = heading && isPlaced(diagnostic)
    ? h("button", { class: "problem-head", type: "button", onclick: () => actions.show(diagnostic) }, sign, words, place)
    : h("div", { class: "problem-head" }, sign, words);
  return h("div", { class: "problem" }, head, h("div", { class: "problem-body" }, ...body(diagnostic, actions)));
}

function body(diagnostic: Diagnostic, actions: CardActions): Node[] {
  const nodes: Node[] = [];
  if (diagnostic.help) nodes.push(h("p", { class: "problem-help" }, ...inline(diagnostic.help)));
  for (const [index, related] of diagnostic.related.entries()) {
    if (!isPlaced(related)) nodes.push(h("p", { class: "problem-help" }, ...inline(related.message)));
    else nodes.push(
      h("button", { class: "problem-related", type: "button", onclick: () => actions.show(diagnostic.related[index]!) },
        ...inline(related.message), h("span", { class: "code" }, ` ${at(related, actions.sources().length > 1)}`)),
    );
  }
  if (diagnostic.witness) nodes.push(example(diagnostic.witness, actions.try));
  const row = h("div", { class: "problem-actions" });
  for (const [index, fix] of diagnostic.fixes.entries()) {
    const hint = fix.safe ? "Does not change the meaning" : "Changes the meaning of the state: review the result";
    row.append(h("button", { class: "button", type: "button", title: hint, onclick: () => actions.fix(diagnostic, diagnostic.fixes[index]!) }, "Fix: ", ...inline(fix.title)));
  }
  nodes.push(row, h("div", { class: "problem-foot" }, explanation(diagnostic.code, actions.core),
    h("button", { class: "button quiet problem-copy", type: "button", onclick: () => actions.copy(diagnostic) }, "Copy as Markdown")));
  return nodes;
}

/** A connection to which it happens. */
function example(witness: Connection, run: CardActions["try"]): HTMLElement {
  return h("div", { class: "problem-help problem-actions" }, h("span", {}, `For example: ${describe(witness)}`),
    run && h("button", { class: "button", type: "button", onclick: () => run(witness) }, "Try this connection"));
}

export function at({ file, start }: Place, named = false): string {
  return start ? `${named && file !== null ? `${file} ` : ""}${start.line}:${start.column}` : "";
}

/** The code, which opens into its explanation; the text is asked for when it is opened. */
function explanation(code: string, core: Core): HTMLElement {
  const text = h("div", { class: "problem-explanation" }, "…");
  let asked = false;
  const details = h("details", {
    ontoggle: async () => {
      if (asked || !details.open) return;
      asked = true;
      try {
        const found = await core.explain(code);
        if (found === undefined) asked = false;
        else {
          text.replaceChildren(...(found ? [h("p", {}, h("strong", {}, ...inline(found.summary))), markdown(found.markdown)] : ["There is no further explanation of this code."]));
          reveal(details);
        }
      } catch (error) {
        asked = false;
        text.replaceChildren(error instanceof Error ? error.message : String(error));
      }
    },
  }, h("summary", {}, h("span", { class: "code" }, code), h("span", { class: "problem-why" }, "Why?")), text);
  return details;
}
