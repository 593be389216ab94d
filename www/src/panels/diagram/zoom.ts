/** Pan, zoom and fit: the drawing keeps its coordinates, and its element gets another size on the stage, which scrolls. */
import { h } from "../../dom.ts";
import type { Scene } from "./scene.ts";

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 4;
/** Columns have titles from this size on. */
const TITLED = 0.75;
/** A press that moves further is no press but a pull, in pixels. */
const STILL = 4;

export class Zoom {
  /** The buttons. */
  readonly element: HTMLElement;
  private scene: Scene | null = null;
  private factor = 1;
  private fitting = false;
  private readonly level = h("button", { type: "button", class: "button diagram-level", title: "Actual size", onclick: () => this.set(1) });

  constructor(private readonly stage: HTMLElement, private readonly changed: () => void) {
    const button = (text: string, label: string, press: () => void): HTMLElement =>
      h("button", { type: "button", class: "button", title: label, "aria-label": label, onclick: press }, text);
    this.element = h("div", { class: "diagram-zoom", role: "group", "aria-label": "Zoom" },
      button("−", "Zoom out", () => this.step(-1)), this.level, button("+", "Zoom in", () => this.step(1)),
      button("Fit", "Fit the whole drawing into the pane", () => this.fit()));
    stage.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    stage.addEventListener("pointerdown", (event) => this.pull(event));
    this.apply(1, 0, 0);
  }

  get current(): number {
    return this.factor;
  }

  /** A drawing has come, or the stage has another size. */
  show(scene: Scene): void {
    this.scene = scene;
    if (this.fitting) this.apply(this.whole(), 0, 0);
  }

  /** Larger or smaller around the middle of what is in sight. */
  step(direction: 1 | -1): void {
    this.set(this.factor * STEP ** direction);
  }

  set(factor: number): void {
    this.fitting = false;
    this.apply(factor, this.stage.clientWidth / 2, this.stage.clientHeight / 2);
  }

  fit(): void {
    this.fitting = true;
    this.apply(this.whole(), 0, 0);
  }

  /** At which all of the drawing is in sight; never larger than its own size. */
  private whole(): number {
    const { width, height } = this.scene ?? { width: 1, height: 1 };
    const factor = Math.min(1, this.stage.clientWidth / width, this.stage.clientHeight / height);
    return Math.floor(factor * 100) / 100;
  }

  /** What is at `x`, `y` of the stage stays there. */
  private apply(wanted: number, x: number, y: number): void {
    const factor = Math.min(LARGEST, Math.max(SMALLEST, wanted));
    const { scrollLeft, scrollTop } = this.stage;
    const ratio = factor / this.factor;
    this.factor = factor;
    this.stage.style.setProperty("--zoom", String(factor));
    // Titles keep the size of their text: in a small drawing they would lie on each other, and on its first boxes.
    this.stage.classList.toggle("small", factor < TITLED);
    if (ratio !== 1) this.stage.scrollTo((scrollLeft + x) * ratio - x, (scrollTop + y) * ratio - y);
    this.level.textContent = `${Math.round(factor * 100)} %`;
    this.changed();
  }

  /** Ctrl and the wheel, which is also what browsers make of two fingers on a touchpad. */
  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.fitting = false;
    const { left, top } = this.stage.getBoundingClientRect();
    this.apply(this.factor * 1.002 ** -event.deltaY, event.clientX - left, event.clientY - top);
  }

  /** The ground can be pulled with a mouse; fingers scroll by themselves. */
  private pull(event: PointerEvent): void {
    const { stage } = this;
    const scrolls = stage.scrollWidth > stage.clientWidth || stage.scrollHeight > stage.clientHeight;
    if (event.button !== 0 || event.pointerType !== "mouse" || !scrolls || (event.target as Element).closest("[data-box]")) return;
    const { clientX, clientY } = event;
    const { scrollLeft, scrollTop } = stage;
    const end = new AbortController();
    const move = (to: PointerEvent): void => {
      const [across, down] = [to.clientX - clientX, to.clientY - clientY];
      if (!stage.classList.contains("pulled")) {
        if (Math.hypot(across, down) < STILL) return;
        stage.classList.add("pulled");
        stage.setPointerCapture(event.pointerId);
      }
      stage.scrollTo(scrollLeft - across, scrollTop - down);
    };
    const stop = (): void => {
      stage.classList.remove("pulled");
      end.abort();
    };
    stage.addEventListener("pointermove", move, { signal: end.signal });
    for (const type of ["pointerup", "pointercancel"]) stage.addEventListener(type, stop, { signal: end.signal });
  }
}
