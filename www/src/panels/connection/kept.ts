/** What a tried connection becomes in a state file: a step of a scenario, an invariant. Text of the state goes in as TOML strings. */
import type { Connection, Decision, Reach } from "../../core/routing.ts";
import type { Insertion } from "../../editor/documents.ts";

/** The scenario that tried connections are kept in. */
export const SCENARIO = "tried";
const HEADER = `[scenarios.${SCENARIO}]`;

/** A basic string: JSON escapes what TOML wants escaped, but for one character. */
const quoted = (text: string): string => JSON.stringify(text).replaceAll("\u007f", "\\u007f");

const table = (pairs: [key: string, value: string | null][]): string =>
  `{ ${pairs.filter(([, value]) => value !== null).map(([key, value]) => `${key} = ${value}`).join(", ")} }`;

const list = (items: readonly string[]): string => (items.length === 1 ? quoted(items[0]!) : `[${items.map(quoted).join(", ")}]`);

/** The step that tries the connection, and expects what became of it. */
export function stepOf(connection: Connection, decision: Decision): string {
  const { entry_point, client_ip, tls, sni, alpn, postgres } = connection;
  const connect = table([
    ["entry_point", quoted(entry_point)], ["client_ip", quoted(client_ip)],
    // A server name and a protocol imply TLS.
    ["tls", tls && !sni && !alpn?.length ? "true" : null],
    ["sni", sni ? quoted(sni) : null], ["alpn", alpn?.length ? `[${alpn.map(quoted).join(", ")}]` : null], ["postgres", postgres ? "true" : null],
  ]);
  return table([["connect", connect], ["expect", expectationOf(decision)]]);
}

function expectationOf({ outcome, reason, router, services }: Decision): string {
  if (outcome === "forwarded" && router !== null && services.length === 1) {
    const { service, port } = services[0]!;
    return table([["router", quoted(router)], ["service", quoted(`${service}:${port}`)]]);
  }
  return outcome === "closed" && reason !== null ? table([["outcome", quoted(outcome)], ["reason", quoted(reason)]]) : quoted(outcome);
}

/** Where the step goes: behind those of the scenario, as this page writes it, or into a new one at the end. */
export function insertStep(text: string, step: string): Insertion {
  const begin = `${HEADER}\nsteps = [\n`;
  const found = text.indexOf(begin);
  const end = found < 0 ? -1 : text.indexOf("\n]", found + begin.length - 1);
  if (end >= 0 && !/^\[/m.test(text.slice(found + begin.length, end + 1))) return { at: end + 1, text: `  ${step},\n` };
  return atEnd(text, `[scenarios.${freeKey(text, "scenarios", SCENARIO)}]\nsteps = [\n  ${step},\n]\n`);
}

/** A new table behind all others. */
export function atEnd(text: string, entry: string): Insertion {
  const before = text === "" ? "" : text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n";
  return { at: text.length, text: before + entry };
}

/** The first key like this one that the text does not have. */
export function freeKey(text: string, of: string, key: string): string {
  const has = (name: string): boolean => new RegExp(`^\\s*\\[\\s*${of}\\.["']?${name}["']?\\s*[\\].]`, "m").test(text);
  for (let n = 1; ; n++) {
    const free = n === 1 ? key : `${key}-${n}`;
    if (!has(free)) return free;
  }
}

/** The set of an invariant, and whether it lets in more clients than today: those of one entry point on another. */
export interface Today {
  only: string;
  wider: boolean;
}

/**
 * Whoever reaches the service today, as the set of an invariant: all of its classes together, each key with what one of them has.
 * Null if that is nobody, or not all that is known.
 */
export function reachedToday({ classes, left_out }: Reach, service: string): Today | null {
  const all = classes.filter(({ services }) => services.some((one) => one.service === service));
  if (all.length === 0 || left_out.length > 0) return null;
  const union = (lists: string[][]): string[] => [...new Set(lists.flat())];
  const clients = union(all.map((one) => one.clients.map(short)));
  const everyone = ["0.0.0.0/0", "::/0"].every((range) => clients.includes(range));
  const same = <T>(values: T[]): T | null => (new Set(values).size === 1 ? values[0]! : null);
  const names = namesOf(all);
  const tls = same(all.map((one) => one.tls));
  const postgres = same(all.map((one) => one.postgres));
  const onEach = new Map(all.map((one) => [one.entry_point, union(all.filter((other) => other.entry_point === one.entry_point).map((other) => other.clients)).sort().join()]));
  const only = table([
    ["entry_point", list(union(all.map((one) => [one.entry_point])))],
    ["client_ip", everyone ? null : list(clients)],
    // Names imply it.
    ["tls", tls === null || names ? null : String(tls)],
    ["sni", names && list(names)],
    ["postgres", postgres === null || (tls === false && !postgres) ? null : String(postgres)],
  ]);
  return { only, wider: new Set(onEach.values()).size > 1 };
}

/** One address is written without the length of its range. */
const short = (range: string): string => range.replace(/^([\d.]+)\/32$|^(.*:.*)\/128$/, "$1$2");

/** The server names of all classes; null where one of them has others than can be listed. */
function namesOf(classes: Reach["classes"]): string[] | null {
  const names = classes.flatMap(({ tls, names }) =>
    tls && !names.none && !names.any_other && names.matching.length === 0 ? [...names.list, ...names.under.map((name) => (name.startsWith("*.") ? name : `*.${name}`))] : [null]);
  return names.includes(null) || names.length === 0 ? null : [...new Set(names as string[])];
}

export function invariantOf(text: string, service: string, only: string): { key: string; insertion: Insertion } {
  const plain = service.replace(/^.*\//, "").replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "") || "service";
  const key = freeKey(text, "invariants", `who-reaches-${plain}`);
  return { key, insertion: atEnd(text, `[invariants.${key}]\nto = ${quoted(service)}\nonly = ${only}\nreason = "this is who reaches it today"\n`) };
}
