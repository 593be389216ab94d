/** What the page knows: the text's sources, compiled whenever they change, and where the cursor is. */
import { CoreError, type Core } from "../core/lane.ts";
import type { Outline } from "../core/routing.ts";
import type { Source } from "../core/types.ts";
import type { PageState, Selection } from "../panels/panel.ts";

export interface ModelEvents {
  /** There is a new state; `compiled` is false when only the selection moved. */
  state(state: PageState, compiled: boolean): void;
  busy(busy: boolean): void;
  failed(message: string): void;
}

/** How long to wait for typing to pause: longer the more there is to compile. In milliseconds, by UTF-16 units. */
function pause(length: number): number {
  if (length < 200_000) return 0;
  return length < 1_000_000 ? 150 : 700;
}

export class Model {
  private current: PageState | null = null;
  private revision = 0;
  private timer = 0;
  private selection: Selection;
  private outlines: { revision: number; outline: Promise<Outline | null> } | null = null;

  constructor(
    private readonly core: Core,
    private readonly file: () => string,
    private readonly read: () => Source[],
    private readonly events: ModelEvents,
  ) {
    this.selection = { file: "", from: 0, to: 0 };
  }

  get state(): PageState | null {
    return this.current;
  }

  /** True while what is shown belongs to the text as it is now. */
  get fresh(): boolean {
    return this.current?.revision === this.revision;
  }

  /** `length` is that of all files together. */
  changed(length: number): void {
    this.revision++;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.compile(), pause(length));
  }

  selected(from: number, to: number): void {
    this.selection = { file: this.file(), from, to };
    if (!this.current || !this.fresh) return;
    this.current = { ...this.current, selection: this.selection };
    this.events.state(this.current, false);
  }

  /** The outline of the state, asked for once a revision. Null when a newer state took over. */
  async withOutline(state: PageState): Promise<PageState | null> {
    if (this.outlines?.revision !== state.revision) {
      const outline = this.core.outline([...state.sources]).then((found) => found ?? null);
      this.outlines = { revision: state.revision, outline };
    }
    const outline = await this.outlines.outline;
    return outline && this.current?.revision === state.revision ? { ...this.current, outline } : null;
  }

  async compile(): Promise<void> {
    const revision = this.revision;
    const sources = this.read();
    const slow = window.setTimeout(() => this.events.busy(true), 250);
    try {
      const compilation = await this.core.compile(sources);
      if (!compilation || revision !== this.revision) return;
      this.current = { revision, sources, compilation, outline: null, selection: this.selection };
      this.events.state(this.current, true);
    } catch (error) {
      if (!(error instanceof CoreError)) throw error;
      if (revision === this.revision) this.events.failed(error.message);
    } finally {
      clearTimeout(slow);
      if (revision === this.revision) this.events.busy(false);
    }
  }
}
