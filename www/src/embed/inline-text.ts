/** The text inside an element as its author meant it: without the page's indentation around it. */
export function inlineText(element: HTMLElement): string {
  const template = element.querySelector("template");
  const written = template ? template.content.textContent : element.textContent;
  const all = (written ?? "") + (template ? [] : cutOff(element)).map(textOf).join("");
  const lines = all.replace(/^\s*\n/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)![0].length);
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(indent)).join("\n") + "\n";
}

/** How a piece of a state file begins. */
const PIECE = /^\s*(\[|#|[\w."'-]+\s*=)/;

/**
 * Markdown makes a paragraph of an element that it does not know, and ends it at the first blank line: the pieces of the text
 * that are in the paragraphs after it. A comment has become a heading.
 */
export function cutOff(element: HTMLElement): HTMLElement[] {
  const pieces: HTMLElement[] = [];
  const first = element.parentElement;
  if (first?.localName !== "p" || element.nextSibling) return pieces;
  for (let next = first.nextElementSibling; next && (isHeading(next) || (next.localName === "p" && PIECE.test(next.textContent))); next = next.nextElementSibling) {
    // Where Markdown found more than text and code, its signs are lost.
    if (next.querySelector(":not(code)")) break;
    pieces.push(next as HTMLElement);
  }
  // A heading with no piece behind it is the page's own.
  while (pieces.length > 0 && isHeading(pieces.at(-1)!)) pieces.pop();
  return pieces;
}

const isHeading = (element: Element): boolean => /^h[1-6]$/.test(element.localName);

function textOf(piece: HTMLElement): string {
  const signs = isHeading(piece) ? `${"#".repeat(Number(piece.localName[1]))} ` : "";
  const text = [...piece.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.textContent : `\`${node.textContent}\``)).join("");
  return `${piece.previousElementSibling && isHeading(piece.previousElementSibling) ? "\n" : "\n\n"}${signs}${text}`;
}
