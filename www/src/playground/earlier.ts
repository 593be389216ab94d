import type { Earlier, EarlierText } from "../panels/panel.ts";

const MOST = 12;

export class EarlierTexts implements Earlier {
  texts: readonly EarlierText[] = [];

  constructor(private readonly read: () => string) {}

  keep(what: string): void {
    const text = this.read();
    if (this.texts.some((one) => one.text === text)) return;
    this.texts = [{ text, what: `${what}, ${now()}` }, ...this.texts].slice(0, MOST);
  }
}

function now(): string {
  return new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}
