/** Addresses in and out of IPv4 ranges, to suggest connections with. Whether an address is one says the module. */

interface Range {
  first: number;
  size: number;
}

function parseAddress(text: string): number | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

function parseRange(text: string): Range | null {
  const [address = "", bits = "32", ...rest] = text.split("/");
  const start = parseAddress(address);
  const length = Number(bits);
  if (start === null || rest.length > 0 || !/^\d{1,2}$/.test(bits) || length > 32) return null;
  const size = 2 ** (32 - length);
  return { first: Math.floor(start / size) * size, size };
}

function written(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");
}

/** The ranges that a middleware tells of itself, as text. */
export function rangesIn(detail: string): string[] {
  return detail.split(/[\s,]+/).filter((word) => /^[0-9a-fA-F:.]+(\/\d{1,3})?$/.test(word) && /[.:]/.test(word));
}

/** A host's address in one of the ranges; null when there is none that can be told. */
export function inside(ranges: readonly string[]): string | null {
  for (const text of ranges) {
    const range = parseRange(text);
    if (range) return written(range.size > 2 ? range.first + 1 : range.first);
    const [prefix = ""] = text.split("/");
    if (prefix.endsWith("::")) return `${prefix}1`;
    if (prefix.includes(":")) return prefix;
  }
  return null;
}

/** Set apart for documentation: nobody's address. */
const STRANGERS = ["203.0.113.9", "198.51.100.7", "192.0.2.5", "8.8.8.8", "172.16.5.4", "10.9.8.7", "192.168.77.6"];

/** An address in none of the ranges. */
export function outside(ranges: readonly string[]): string | null {
  const all = ranges.map(parseRange).filter((range) => range !== null);
  const free = (text: string): boolean => {
    const address = parseAddress(text) ?? 0;
    return all.every(({ first, size }) => address < first || address >= first + size);
  };
  return STRANGERS.find(free) ?? null;
}
