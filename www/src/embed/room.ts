/** The room that an element takes on its page: as much as its text asks for, known before anything is loaded. */
import { inlineText } from "./inline-text.ts";

/** A bar, and a little air above and below the text. The narrow form has the result below the text. */
export const frameStyles = `
  :host { display: block; container-type: inline-size; margin-block: 16px; }
  :host([hidden]) { display: none; }
  .frame {
    --text: calc(var(--lines) * var(--tcpgen-size-code, 13px) * 1.55 + 64px);
    box-sizing: border-box;
    block-size: min(var(--tcpgen-height, 384px), max(var(--least), var(--text)));
    overflow: auto;
    border: 1px solid var(--tcpgen-border, #8886);
    border-radius: 6px;
    resize: vertical;
  }
  .failed.failed { block-size: auto; resize: none; }
  slot { display: block; padding: 8px 16px; font: 13px / 1.55 ui-monospace, monospace; white-space: pre-wrap; }
  .wait { margin: 0; padding: 16px; font: 14px system-ui, sans-serif; }
  @container (max-width: 704px) {
    .frame { block-size: min(var(--tcpgen-height-narrow, 576px), var(--text) + var(--least)); }
  }
`;

/** A file's length is not known before it is there. */
const LINES_OF_A_FILE = 12;
/** How high at least: a list or a text, a form above rows of several lines, another form or a drawing. */
function least(view: string): string {
  if (/^\s*(yaml|problems|json|file|helm-values)\b/.test(view)) return "232px";
  return /^\s*reach\b/.test(view) ? "384px" : "340px";
}

export function takeRoom(element: HTMLElement, frame: HTMLElement): void {
  const declared = Number(element.getAttribute("lines"));
  const lines = declared > 0 ? declared : element.hasAttribute("src") ? LINES_OF_A_FILE : inlineText(element).split("\n").length - 1;
  frame.style.setProperty("--lines", String(lines));
  frame.style.setProperty("--least", least(element.getAttribute("view") ?? "yaml"));
}
