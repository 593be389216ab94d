/** A text to read, in the editor's looks and place, until CodeMirror has come. */
import { h } from "../dom.ts";
import { adopt } from "../styles.ts";
import styles from "./plain.css?inline";

/** So many lines have numbers; nobody scrolls further in the time that it takes. */
const NUMBERED = 500;

export class PlainText {
  readonly element: HTMLElement;

  /** `wrapped`: as the editor, which wraps lines and has room for marks beside their numbers. */
  constructor(root: ShadowRoot, label: string, wrapped: boolean) {
    adopt(root, styles);
    this.element = h("div", {
      class: wrapped ? "plain-text wrapped" : "plain-text", role: "textbox", tabindex: 0, "aria-multiline": "true", "aria-readonly": "true", "aria-label": label,
    });
  }

  show(text: string): void {
    const lines = text.split(/\r\n?|\n/);
    const rest = lines.splice(NUMBERED);
    this.element.style.setProperty("--digits", String(String(lines.length + rest.length).length));
    this.element.replaceChildren(
      ...lines.map((line) => h("div", {}, line)),
      ...(rest.length > 0 ? [h("div", { class: "rest" }, rest.join("\n"))] : []));
  }

  /** CodeMirror shows the same text from now on, at the same place of it. */
  giveWay(view: { readonly scrollDOM: HTMLElement; focus(): void }): void {
    const { scrollTop } = this.element;
    const focused = this.element.matches(":focus");
    this.element.remove();
    if (scrollTop > 0) view.scrollDOM.scrollTop = scrollTop;
    if (focused) view.focus();
  }
}
