/**
 * `<tcpgen-playground>`: a state file on any page, live. This script is small; the editor and the module are loaded when
 * an element comes near the viewport, once for all of them.
 */
import { upgradeFences } from "./fences.ts";
import { isSettled } from "./guest.ts";
import { cutOff, inlineText } from "./inline-text.ts";
import { frameStyles, takeRoom } from "./room.ts";

const TAG = "tcpgen-playground";
/** How far outside the viewport an element begins to load. */
const MARGIN = "400px";

const frame = new CSSStyleSheet();
frame.replaceSync(frameStyles);

const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) (target as Embed).come(isIntersecting);
}, { rootMargin: MARGIN });

/** The elements mount one after the other, each when the page has nothing else to do. */
let turn: Promise<unknown> = Promise.resolve();

const rest = (): Promise<unknown> =>
  new Promise<unknown>((resolve) => ("requestIdleCallback" in window ? requestIdleCallback(resolve, { timeout: 1_000 }) : setTimeout(resolve, 50)));

class Embed extends HTMLElement {
  private readonly frame = document.createElement("div");
  private loading: Promise<void> | null = null;
  private mounted: { text: string; destroy(): void } | null = null;
  private written: string | null = null;
  private isNear = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [frame];
    this.frame.className = "frame";
    // What the page wrote inside the element stands there until the editor takes its place.
    // It may be longer than the frame: the keyboard scrolls what has the focus.
    this.frame.tabIndex = 0;
    this.frame.append(this.slotted());
    root.append(this.frame);
  }

  connectedCallback(): void {
    takeRoom(this, this.frame);
    near.observe(this);
  }

  disconnectedCallback(): void {
    near.unobserve(this);
    // Moving an element takes it out and puts it back; only what stays away is taken down.
    setTimeout(() => {
      if (this.isConnected || !this.mounted) return;
      this.written = this.mounted.text;
      this.mounted.destroy();
      this.mounted = null;
      this.loading = null;
    });
  }

  /** The state file's text as it is now. */
  get value(): string {
    return this.mounted?.text ?? this.written ?? inlineText(this);
  }

  /** It came near to the viewport, or went away from it. */
  come(isNear: boolean): void {
    this.isNear = isNear;
    if (isNear) void this.load();
  }

  load(): Promise<void> {
    this.loading ??= turn = turn.then(rest).then(() => this.mount()).catch((error: unknown) => this.failed(error));
    return this.loading;
  }

  private async mount(): Promise<void> {
    // Who scrolls past it does not want it.
    if (!this.isConnected || !this.isNear) return void (this.loading = null);
    if (!isSettled(this)) {
      this.loading = null;
      setTimeout(() => this.come(this.isNear), 100);
      return;
    }
    // The module is the largest file: it comes beside the others.
    void import("../core/index.ts").then(({ core }) => core.begin()).catch(() => undefined);
    const [{ mount }, text] = await Promise.all([import("./mount.ts"), this.source()]);
    if (!this.isConnected) return void (this.loading = null);
    near.unobserve(this);
    for (const piece of cutOff(this)) piece.hidden = true;
    this.mounted = mount(this, this.frame, text, new URL(/* @vite-ignore */ "./", import.meta.url));
  }

  private failed(error: unknown): void {
    this.loading = null;
    near.unobserve(this);
    const words = document.createElement("p");
    words.className = "wait";
    words.setAttribute("role", "alert");
    words.textContent = `This example could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    this.frame.classList.add("failed");
    this.frame.replaceChildren(words, this.slotted());
  }

  private async source(): Promise<string> {
    const src = this.getAttribute("src");
    if (this.written !== null) return this.written;
    if (src === null) return inlineText(this);
    const response = await fetch(new URL(src, document.baseURI));
    if (!response.ok) throw new Error(`${src} answers ${response.status}`);
    return response.text();
  }

  private slotted(): HTMLSlotElement {
    const slot = document.createElement("slot");
    slot.addEventListener("slotchange", () => this.mounted || takeRoom(this, this.frame));
    return slot;
  }
}

if (!customElements.get(TAG)) {
  customElements.define(TAG, Embed);
  const begin = (): void => upgradeFences(TAG);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
