/** The reader's own text, kept while they write. */
import { keep, recall } from "../playground/storage.ts";

const AFTER = 400;
/** Browsers keep about 5 MB for a whole origin. */
const LARGEST = 1_000_000;

export class Draft {
  private timer = 0;
  private warned = false;

  constructor(private readonly read: () => string, private readonly length: () => number, private readonly cannotKeep: () => void) {
    // What was typed in the last moment before the page goes away.
    addEventListener("pagehide", () => this.timer && this.save());
  }

  changed(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), AFTER);
  }

  private save(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    const kept = this.length() <= LARGEST && keep("draft", this.read());
    if (!kept && !this.warned) {
      this.warned = true;
      this.cannotKeep();
    }
  }

  static recall(): string | null {
    return recall("draft");
  }
}
