/** The reader's own texts, kept in the browser: each with a name, and with its earlier versions. */
import { keep, keepHere, recall, recallHere } from "../playground/storage.ts";
import { hold } from "./hold.ts";

export interface Draft {
  readonly id: string;
  readonly name: string;
  /** When it was changed last, as `Date.now()` has it. */
  readonly changed: number;
  /** It is as an example, a link or a file gave it: nobody has changed it. */
  readonly untouched: boolean;
}

export interface Version {
  readonly at: number;
  readonly why: string;
  readonly text: string;
}

const AFTER = 400;
/** Browsers keep about 5 MB for a whole origin. */
const LARGEST = 1_000_000;
const DRAFTS = 20;
const VERSIONS = 20;
/** Together, in UTF-16 units. */
const VERSIONS_LARGEST = 300_000;
/** While somebody types, a version is kept once in so many milliseconds. */
const VERSION_EACH = 120_000;

export class Drafts {
  private timer = 0;
  private warned = false;
  private current: string | null = null;
  private next: { name: string; untouched: boolean } = { name: "First example", untouched: true };
  /** Another tab has the draft that this one shows. */
  elsewhere: string | null = null;
  /** What the tab shows at first is what it showed before a reload. */
  ownAgain = false;

  constructor(private readonly read: () => string, private readonly told: { cannotKeep(): void; renamed(name: string): void }) {
    // What was typed in the last moment before the page goes away.
    addEventListener("pagehide", () => this.timer && this.save());
  }

  /** What the tab shows at first: its own draft, or the last one that was changed. Null for none. */
  async start(): Promise<string | null> {
    this.takeOver();
    const all = this.list();
    const here = recallHere("draft");
    const draft = all.find(({ id }) => id === here) ?? all[0];
    if (!draft) return null;
    const text = await this.show(draft.id);
    this.ownAgain = here !== null && this.current === here;
    return text;
  }

  get id(): string | null {
    return this.current;
  }

  get name(): string {
    return this.list().find(({ id }) => id === this.current)?.name ?? this.next.name;
  }

  /** All of them, the last changed first. */
  list(): Draft[] {
    try {
      const all: unknown = JSON.parse(recall("drafts") ?? "[]");
      return Array.isArray(all) ? all.filter(isDraft).sort((a, b) => b.changed - a.changed) : [];
    } catch {
      return [];
    }
  }

  text(id: string): string {
    return recall(`draft.${id}`) ?? "";
  }

  versions(id: string | null = this.current): Version[] {
    try {
      const all: unknown = JSON.parse((id && recall(`versions.${id}`)) || "[]");
      return Array.isArray(all) ? all.filter(isVersion) : [];
    } catch {
      return [];
    }
  }

  /** Makes a kept draft this tab's, or a copy of it where another tab has it. Answers its text. */
  async show(id: string): Promise<string> {
    const { name } = this.list().find((draft) => draft.id === id) ?? { name: "Draft" };
    const mine = id === this.current || (await hold(id));
    this.elsewhere = mine ? null : name;
    if (mine) this.become(id);
    else this.begin(`${name} (copy)`, true);
    return this.text(id);
  }

  /** What is in the editor next is a text of its own, kept from its first change on. */
  begin(name: string, untouched: boolean): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.next = { name, untouched };
    this.become(null);
  }

  /** The text has changed. */
  changed(): void {
    this.next.untouched = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), AFTER);
  }

  /** Keeps the text as it is now, and with a reason as a version. Answers whether it could. */
  save(why?: string): boolean {
    clearTimeout(this.timer);
    this.timer = 0;
    const text = this.read();
    const id = this.current ?? crypto.randomUUID();
    const kept = text.length <= LARGEST && this.write(id, text) && this.enter(id);
    if (!kept) {
      if (!this.warned) this.told.cannotKeep();
      this.warned = true;
      return false;
    }
    if (id !== this.current) {
      void hold(id);
      this.become(id);
    }
    const versions = this.versions();
    const last = versions[0];
    if (last?.text !== text && (why || Date.now() - (last?.at ?? 0) > VERSION_EACH)) this.keepVersion(id, text, why ?? "While typing");
    return true;
  }

  rename(id: string, name: string): void {
    if (id === this.current || this.list().some((draft) => draft.id === id)) this.enter(id, name.trim().slice(0, 100) || "Draft");
    this.told.renamed(this.name);
  }

  remove(id: string): void {
    keep("drafts", JSON.stringify(this.list().filter((draft) => draft.id !== id)));
    for (const what of ["draft", "versions"]) keep(`${what}.${id}`, null);
  }

  private become(id: string | null): void {
    this.current = id;
    keepHere("draft", id);
    this.told.renamed(this.name);
  }

  private write(id: string, text: string): boolean {
    if (keep(`draft.${id}`, text)) return true;
    // Versions are worth less than the text.
    for (const draft of this.list()) keep(`versions.${draft.id}`, null);
    return keep(`draft.${id}`, text);
  }

  private enter(id: string, name?: string): boolean {
    const all = this.list();
    const old = all.find((draft) => draft.id === id);
    const draft: Draft = { id, name: name ?? old?.name ?? this.next.name, changed: Date.now(), untouched: name === undefined && old === undefined && this.next.untouched };
    const others = all.filter((other) => other.id !== id);
    for (const gone of others.splice(DRAFTS - 1)) this.remove(gone.id);
    return keep("drafts", JSON.stringify([draft, ...others]));
  }

  private keepVersion(id: string, text: string, why: string): void {
    const all = [{ at: Date.now(), why, text }, ...this.versions(id)].slice(0, VERSIONS);
    while (all.length > 1 && all.reduce((sum, version) => sum + version.text.length, 0) > VERSIONS_LARGEST) all.pop();
    keep(`versions.${id}`, JSON.stringify(all));
  }

  /** The one draft that an older page has kept. */
  private takeOver(): void {
    const old = recall("draft");
    if (old === null) return;
    const id = crypto.randomUUID();
    if (this.list().length === 0 && !(keep(`draft.${id}`, old) && this.enter(id, "My text"))) return;
    keep("draft", null);
  }
}

function isDraft(value: unknown): value is Draft {
  const { id, name, changed } = (value ?? {}) as Record<string, unknown>;
  return typeof id === "string" && typeof name === "string" && typeof changed === "number";
}

function isVersion(value: unknown): value is Version {
  const { at, why, text } = (value ?? {}) as Record<string, unknown>;
  return typeof at === "number" && typeof why === "string" && typeof text === "string";
}
