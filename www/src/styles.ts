/** Style sheets as objects: they are no inline styles to a Content-Security-Policy, and shadow roots share them. */

const sheets = new Map<string, CSSStyleSheet>();

/** Gives a document or shadow root a style sheet, once. */
export function adopt(root: DocumentOrShadowRoot, css: string): void {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
