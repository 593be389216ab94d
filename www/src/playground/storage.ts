/** What the browser keeps for the reader. Where it keeps nothing (private windows, full disks), nothing is kept. */

const PREFIX = "tcpgen.";

export type Kept = "draft" | "previous" | "theme";

export function recall(name: Kept): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Answers whether it was kept. */
export function keep(name: Kept, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}
