/** Style sheets as objects: they are no inline styles to a Content-Security-Policy, and shadow roots share them. */

const sheets = new Map<string, CSSStyleSheet>();

/**
 * Gives a document or shadow root a style sheet, once. In a shadow root `rem` becomes pixels: the pages around an embed set
 * their root's size as they like, mdBook to 10 px.
 */
export function adopt(root: DocumentOrShadowRoot, css: string): void {
  const written = root === document ? css : css.replace(/(\d*\.?\d+)rem\b/g, (_, size: string) => `${Number(size) * 16}px`);
  let sheet = sheets.get(written);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(written);
    sheets.set(written, sheet);
  }
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}
