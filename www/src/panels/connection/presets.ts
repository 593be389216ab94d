/** Connections that this state makes one curious about. */
import type { Connection, Outline, OutlineRouter } from "../../core/routing.ts";
import { inside, outside, rangesIn } from "./ranges.ts";

export interface Preset {
  /** Short enough that presets can be told apart. */
  title: string;
  connection: Connection;
}

const MOST = 6;
const LONGEST_WORD = 28;
const STRANGER = "203.0.113.9";

/** The first name that a rule asks for by HostSNI; null when it takes any. */
function hostIn(rule: string): string | null {
  const found = /HostSNI\(\s*[`"]([^`"]+)[`"]/i.exec(rule)?.[1] ?? null;
  if (found === null || found === "*") return null;
  return found.startsWith("*.") ? `host${found.slice(1)}` : found;
}

function clientIn(rule: string): string | null {
  const found = /ClientIP\(\s*[`"]([^`"]+)[`"]/i.exec(rule)?.[1];
  return found === undefined ? null : inside([found]);
}

function short(text: string): string {
  const letters = Array.from(text);
  return letters.length <= LONGEST_WORD ? text : `${letters.slice(0, LONGEST_WORD / 2).join("")}\u2026${letters.slice(1 - LONGEST_WORD / 2).join("")}`;
}

/** From whom, through what the router's rule and its allow lists say of addresses. */
function clientsOf(router: OutlineRouter, lists: ReadonlyMap<string, string[]>): { title: string; client: string }[] {
  const byRule = clientIn(router.rule);
  const guard = router.middlewares.find((name) => lists.has(name));
  const ranges = guard === undefined ? [] : (lists.get(guard) ?? []);
  const name = short(guard?.slice(guard.indexOf("/") + 1) ?? "");
  const clients: { title: string; client: string }[] = [];
  const allowed = inside(ranges);
  const refused = outside(ranges);
  if (allowed !== null) clients.push({ title: `in ${name}`, client: byRule ?? allowed });
  if (allowed !== null && refused !== null) clients.push({ title: `not in ${name}`, client: refused });
  if (clients.length === 0) clients.push({ title: byRule === null ? "" : `from ${byRule}`, client: byRule ?? STRANGER });
  return clients;
}

/** At most six, of the first routers: names that TLS clients ask for, addresses in and out of allow lists. */
export function presetsOf(outline: Outline): Preset[] {
  const lists = new Map(outline.middlewares
    .filter((one) => one.type === "ip_allow_list" || one.type === "ip_white_list")
    .map((one) => [one.middleware, rangesIn(one.detail)] as const)
    .filter(([, ranges]) => ranges.length > 0));
  const presets = new Map<string, Preset>();
  for (const router of outline.routers) {
    const [entryPoint] = router.entry_points;
    if (entryPoint === undefined) continue;
    const host = hostIn(router.rule);
    for (const { title, client } of clientsOf(router, lists)) {
      const connection: Connection = { entry_point: entryPoint, client_ip: client };
      if (host !== null) connection.sni = host;
      if (host !== null || router.tls_mode !== "none") connection.tls = true;
      const key = JSON.stringify(connection);
      const words = [short(host ?? entryPoint), title].filter((word) => word !== "").join(", ");
      if (!presets.has(key)) presets.set(key, { title: words, connection });
    }
    if (presets.size >= MOST) break;
  }
  return [...presets.values()].slice(0, MOST);
}
