/** The way of a row through Traefik: that of one of its connections. */
import { CoreError, type Core } from "../../core/lane.ts";
import type { Source } from "../../core/types.ts";
import type { Highlight } from "../panel.ts";
import type { Row } from "../shared/rows.ts";
import { highlightOf } from "../shared/verdict.ts";

/** A pointer on its way over rows asks for none of them, in milliseconds. */
const RESTS = 40;

export class Ways {
  private readonly known = new Map<Row, Highlight>();
  private timer = 0;
  private wanted: Row | null = null;

  constructor(private readonly core: Core, private readonly sources: () => readonly Source[], private readonly light: (way: Highlight | null) => void) {}

  /** The rows of another state are other rows. */
  forget(): void {
    this.known.clear();
    this.point(null);
  }

  point(row: Row | null): void {
    clearTimeout(this.timer);
    this.wanted = row;
    if (!row) return this.light(null);
    this.timer = window.setTimeout(() => void this.ask(row), RESTS);
  }

  private async ask(row: Row): Promise<void> {
    const way = this.known.get(row) ?? (await this.decide(row));
    if (!way) return;
    this.known.set(row, way);
    if (this.wanted === row) this.light(way);
  }

  private async decide({ witness }: Row): Promise<Highlight | null> {
    if (!witness) return null;
    try {
      const routed = await this.core.route([...this.sources()], witness);
      return routed?.decision ? highlightOf(routed.decision) : null;
    } catch (error) {
      // The page shows why.
      if (!(error instanceof CoreError)) throw error;
      return null;
    }
  }
}
