/** Puts an element in the place of every fenced block that is marked as tcpgen, and takes it away with the block. */
import { fencedBlocks } from "./fenced.ts";
import { isSettled } from "./guest.ts";

/** How long to wait before asking again whether the page is settled, in milliseconds. */
const AGAIN = 100;

const live = new Map<HTMLElement, { element: HTMLElement; output: HTMLElement | null; text: string }>();
let due = false;

/** Sites that load their pages by script bring new blocks later, and take old ones away. */
export function upgradeFences(tag: string): void {
  const soon = (): void => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      if (upgrade(tag)) setTimeout(soon, AGAIN);
    });
  };
  if (upgrade(tag)) setTimeout(soon, AGAIN);
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
}

/** Whether some have to wait. */
function upgrade(tag: string): boolean {
  for (const [block, { element, output }] of live) {
    if (block.isConnected && element.isConnected) continue;
    live.delete(block);
    element.remove();
    show(block, true);
    if (output) show(output, true);
  }
  let waiting = false;
  for (const { block, output, text, view } of fencedBlocks(document)) {
    const old = live.get(block);
    if (old?.text === text) continue;
    if (!isSettled(block)) {
      waiting = true;
      continue;
    }
    old?.element.remove();
    const element = document.createElement(tag);
    if (view) element.setAttribute("view", view);
    element.textContent = text;
    live.set(block, { element, output, text });
    show(block, false);
    if (output) show(output, false);
    block.after(element);
  }
  return waiting;
}

/** Sites' own styles may say how it is displayed, against `hidden`. */
function show(block: HTMLElement, shown: boolean): void {
  block.hidden = !shown;
  if (shown) block.style.removeProperty("display");
  else block.style.setProperty("display", "none", "important");
}
