/**
 * Fenced code blocks that ask to be live, as site generators write them: mdBook (```toml tcpgen), MkDocs (```{.toml .tcpgen}),
 * Sphinx (`:class: tcpgen`), a language `tcpgen` in Docusaurus, Starlight and everything else, and any block inside an element
 * of the class `tcpgen`. A class `view-diagram` beside it names the view.
 */

export interface Fenced {
  /** What takes the block's place comes after it. */
  block: HTMLElement;
  /** What a tool has built of it for readers without JavaScript (`tcpgen docs`). */
  output: HTMLElement | null;
  text: string;
  view: string;
}

const MARKED = ".tcpgen, .language-tcpgen, .highlight-tcpgen, [data-language=tcpgen]";
/** What generators put around a block, the outermost first. */
const AROUND = [".theme-code-block", ".expressive-code", ".highlighter-rouge", "div[class*=highlight-]", ".highlight", "pre"];
/** Generators that end lines by elements instead of line ends. */
const LINES = ".token-line, .ec-line .code";
const OUTPUT = ".tcpgen-output";
const NO_TEXT = ".linenos, .lineno, button";

export function fencedBlocks(root: ParentNode): Fenced[] {
  const found = new Map<HTMLElement, Fenced>();
  for (const marked of root.querySelectorAll(MARKED)) {
    const own = marked.closest("pre");
    for (const pre of own ? [own] : marked.querySelectorAll("pre")) {
      if (pre.closest(`tcpgen-playground, ${OUTPUT}, ${NO_TEXT}`)) continue;
      const block = AROUND.map((around) => pre.closest<HTMLElement>(around)).find(Boolean)!;
      if (found.has(block)) continue;
      const code = pre.querySelector("code") ?? pre;
      const classes = [marked, block, pre, code].flatMap((element) => [...element.classList]);
      const views = classes.filter((name) => name.startsWith("view-")).map((name) => name.slice(5));
      found.set(block, { block, output: outputOf(block), text: textOf(code), view: [...new Set(views)].join(" ") });
    }
  }
  return [...found.values()];
}

/** It follows the block, and once that is live the element is in between. */
function outputOf(block: HTMLElement): HTMLElement | null {
  const next = block.nextElementSibling;
  const behind = next?.localName === "tcpgen-playground" ? next.nextElementSibling : next;
  return behind instanceof HTMLElement && behind.matches(OUTPUT) ? behind : null;
}

function textOf(code: HTMLElement): string {
  const copy = code.cloneNode(true) as HTMLElement;
  for (const element of copy.querySelectorAll(NO_TEXT)) element.remove();
  const lines = [...copy.querySelectorAll(LINES)];
  return lines.length > 0 ? lines.map((line) => line.textContent.replace(/\n$/, "")).join("\n") : copy.textContent;
}
