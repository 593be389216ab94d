/** The playground's editor, as a person uses it. */

/** The editor's content element; locators see through shadow roots. */
export const content = (page) => page.locator("#editor .cm-content");

/** Puts the cursor at the end and types. */
export async function typeAtEnd(page, text) {
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(text);
}

/** Replaces everything at once, as a paste does. */
export async function paste(page, text) {
  await content(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await pasteHere(page, text);
}

/**
 * Pastes at the cursor, and in the same task presses keys, or the button whose words begin so: what is pasted cannot have been
 * compiled by then.
 */
export async function pasteHere(page, text, { keys = [], button = null } = {}) {
  await content(page).evaluate((element, then) => {
    const data = new DataTransfer();
    data.setData("text/plain", then.text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    for (const key of then.keys) element.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key }));
    if (then.button !== null) [...document.querySelectorAll("button")].find((one) => one.textContent.startsWith(then.button)).click();
  }, { text, keys, button });
}

/** The error under a word. While somebody types, the text so far may have errors at other places: wait for this one. */
export const squiggle = (page, word) =>
  page.locator("#editor .cm-lintRange-error", { hasText: new RegExp(`^${word}$`) }).first();

/** The text that is in sight. */
export async function visibleText(page) {
  return (await page.locator("#editor .cm-line").allTextContents()).join("\n");
}

/** Drops files, `{ name, text }`, on the editor. */
export async function drop(page, files) {
  await page.evaluate((all) => {
    const data = new DataTransfer();
    for (const { name, text } of all) data.items.add(new File([text], name));
    const target = document.querySelector("#editor").shadowRoot.querySelector(".cm-content");
    for (const type of ["dragenter", "dragover", "drop"]) {
      target.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
    }
  }, files);
}
