/**
 * Fenced code blocks that ask to be live, as static site generators write them:
 * mdBook (```toml,tcpgen), MkDocs (```{.toml .tcpgen}), Docusaurus and everything else (```tcpgen).
 * A class `view-diagram` beside it names the view.
 */

export interface Fenced {
  /** What takes the block's place comes after it. */
  block: HTMLElement;
  text: string;
  view: string;
}

export function fencedBlocks(root: ParentNode): Fenced[] {
  const found = new Map<HTMLElement, Fenced>();
  for (const marked of root.querySelectorAll<HTMLElement>(".language-tcpgen, .language-toml.tcpgen, pre.tcpgen, .highlight.tcpgen")) {
    const block = marked.closest<HTMLElement>(".theme-code-block") ?? marked.closest<HTMLElement>(".highlight") ?? marked.closest("pre") ?? marked;
    if (block.dataset.tcpgen || found.has(block)) continue;
    const code = marked.matches("code") ? marked : ((marked as HTMLElement).querySelector<HTMLElement>("code") ?? marked);
    const classes = [...marked.classList, ...code.classList];
    const view = [...new Set(classes.filter((name) => name.startsWith("view-")).map((name) => name.slice(5)))].join(" ");
    found.set(block, { block, text: textOf(code), view });
  }
  return [...found.values()];
}

/** Docusaurus ends its lines by elements instead of line ends. */
function textOf(code: HTMLElement): string {
  const lines = [...code.querySelectorAll(".token-line")];
  return lines.length > 0 ? lines.map((line) => (line.textContent ?? "").replace(/\n$/, "")).join("\n") : (code.textContent ?? "");
}
