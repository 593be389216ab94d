/**
 * `<tcpgen-playground>`: a state file on any page, live. This script is small; the editor and the module are loaded when
 * an element comes near the viewport, once for all of them.
 */
import { fencedBlocks } from "./fenced.ts";
import { inlineText } from "./inline-text.ts";

const TAG = "tcpgen-playground";
/** How far outside the viewport an element begins to load. */
const MARGIN = "400px";

const frame = new CSSStyleSheet();
frame.replaceSync(`
  :host { display: block; container-type: inline-size; margin-block: 16px; }
  :host([hidden]) { display: none; }
  .frame { box-sizing: border-box; block-size: var(--tcpgen-height, 384px); overflow: auto; border: 1px solid var(--tcpgen-border, #8886); border-radius: 6px; }
  slot { display: block; padding: 16px; font: 13px / 1.55 ui-monospace, monospace; white-space: pre-wrap; }
  .wait { margin: 0; padding: 16px; font: 14px system-ui, sans-serif; }
  @container (max-width: 704px) { .frame { block-size: var(--tcpgen-height-narrow, 576px); } }
`);

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) if (entry.isIntersecting) void (entry.target as Embed).load();
}, { rootMargin: MARGIN });

class Embed extends HTMLElement {
  private readonly frame = document.createElement("div");
  private loading: Promise<void> | null = null;
  private mounted: { text: string; destroy(): void } | null = null;
  private written: string | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [frame];
    this.frame.className = "frame";
    // What the page wrote inside the element stands there until the editor takes its place.
    // It may be longer than the frame: the keyboard scrolls what has the focus.
    this.frame.tabIndex = 0;
    this.frame.append(document.createElement("slot"));
    root.append(this.frame);
  }

  connectedCallback(): void {
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

  load(): Promise<void> {
    near.unobserve(this);
    return (this.loading ??= this.mount().catch((error: unknown) => {
      this.loading = null;
      const words = document.createElement("p");
      words.className = "wait";
      words.setAttribute("role", "alert");
      words.textContent = `This example could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
      this.frame.replaceChildren(words, document.createElement("slot"));
    }));
  }

  private async mount(): Promise<void> {
    const [{ mount }, text] = await Promise.all([import("./mount.ts"), this.source()]);
    if (!this.isConnected) {
      this.loading = null;
      return;
    }
    this.mounted = mount(this, this.frame, text, new URL(/* @vite-ignore */ "./", import.meta.url));
  }

  private async source(): Promise<string> {
    const src = this.getAttribute("src");
    if (this.written !== null) return this.written;
    if (src === null) return inlineText(this);
    const response = await fetch(new URL(src, document.baseURI));
    if (!response.ok) throw new Error(`${src} answers ${response.status}`);
    return response.text();
  }
}

/** Puts an element in the place of every fenced block that is marked as tcpgen. */
function upgrade(): void {
  for (const { block, text, view } of fencedBlocks(document)) {
    const element = document.createElement(TAG);
    if (view) element.setAttribute("view", view);
    element.textContent = text;
    block.dataset.tcpgen = "live";
    block.hidden = true;
    block.after(element);
  }
}

if (!customElements.get(TAG)) {
  customElements.define(TAG, Embed);
  let due = false;
  // Sites that load their pages by script bring new blocks later.
  const later = new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      upgrade();
    });
  });
  const begin = (): void => {
    upgrade();
    later.observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
