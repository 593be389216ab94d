/** A bar between two panes that is dragged, or moved by the arrow keys; its place is remembered. */
import { keep, recall } from "../playground/storage.ts";

interface Split {
  bar: HTMLElement;
  /** What the panes share. */
  whole: HTMLElement;
  /** The custom property that has the first pane's part of it, in percent. */
  property: string;
  vertical: boolean;
  least: number;
  most: number;
  standard: number;
}

/** One press of an arrow key, in percent. */
const STEP = 5;

export function initSplitter({ bar, whole, property, vertical, least, most, standard }: Split): void {
  const set = (percent: number): void => {
    const part = Math.round(Math.min(most, Math.max(least, percent)));
    whole.style.setProperty(property, String(part));
    bar.setAttribute("aria-valuenow", String(part));
  };
  const now = (): number => Number(bar.getAttribute("aria-valuenow"));
  const remember = (): void => void keep(`split${property}`, String(now()));
  bar.setAttribute("aria-valuemin", String(least));
  bar.setAttribute("aria-valuemax", String(most));
  const kept = Number(recall(`split${property}`));
  bar.setAttribute("aria-valuenow", String(standard));
  if (kept > 0) set(kept);

  bar.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
    bar.focus();
    const drag = (move: PointerEvent): void => {
      const { top, left, height, width } = whole.getBoundingClientRect();
      set(vertical ? (100 * (move.clientX - left)) / width : (100 * (move.clientY - top)) / height);
    };
    bar.addEventListener("pointermove", drag);
    bar.addEventListener("lostpointercapture", () => {
      bar.removeEventListener("pointermove", drag);
      remember();
    }, { once: true });
  });
  bar.addEventListener("keydown", (event) => {
    const step = { [vertical ? "ArrowLeft" : "ArrowUp"]: -STEP, [vertical ? "ArrowRight" : "ArrowDown"]: STEP }[event.key];
    const to = event.key === "Home" ? least : event.key === "End" ? most : step === undefined ? null : now() + step;
    if (to === null) return;
    event.preventDefault();
    set(to);
    remember();
  });
  bar.addEventListener("dblclick", () => {
    set(standard);
    remember();
  });
}
