/** The text inside an element as its author meant it: without the page's indentation around it. */
export function inlineText(element: HTMLElement): string {
  const template = element.querySelector("template");
  const written = template ? template.content.textContent : element.textContent;
  const lines = (written ?? "").replace(/^\s*\n/, "").trimEnd().split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)![0].length);
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(indent)).join("\n") + "\n";
}
