/** A decision as it is told: the verdict, the stations of the path, the routers that were asked. */
import type { Considered, Decision } from "../../core/routing.ts";
import type { Highlight } from "../panel.ts";

export const OUTCOMES: Record<Decision["outcome"], { title: string; mood: "ok" | "warning" | "error" }> = {
  forwarded: { title: "Forwarded", mood: "ok" },
  closed: { title: "Closed", mood: "error" },
  http: { title: "Answered by Traefik's HTTP server", mood: "warning" },
  ambiguous: { title: "Random choice", mood: "warning" },
};

export interface Station {
  kind: "client" | "entry point" | "router" | "middleware" | "service" | "end";
  name: string;
  note: string | null;
  /** The connection gets no further. */
  stops: boolean;
}

/** The middleware that refuses the connection. The decision tells it in its message alone. */
export function refusing({ reason, middlewares, message }: Decision): string | null {
  if (reason !== "denied-by-middleware") return null;
  return middlewares.find((name) => message.includes(`\`${name}\` refuses`)) ?? middlewares.at(-1) ?? null;
}

export function highlightOf(decision: Decision): Highlight {
  const refusedBy = refusing(decision);
  const passed = refusedBy === null ? decision.middlewares : decision.middlewares.slice(0, decision.middlewares.indexOf(refusedBy));
  return {
    entryPoint: decision.entry_point,
    routers: decision.router === null ? [...new Set(decision.contenders)] : [decision.router],
    rule: decision.router === null ? null : decision.rule,
    middlewares: passed,
    refusedBy,
    services: decision.services.map((one) => `${one.service}:${one.port}`),
    outcome: decision.outcome,
  };
}

/** Where the connection comes by, up to where it ends. */
export function stationsOf(decision: Decision): Station[] {
  const station = (kind: Station["kind"], name: string, note: string | null = null, stops = false): Station =>
    ({ kind, name, note, stops });
  const unknown = decision.reason === "unknown-entry-point";
  const stations = [
    station("client", decision.client_ip, clientNote(decision)),
    station("entry point", decision.entry_point, unknown ? "does not exist" : null, unknown),
  ];
  if (unknown) return stations;
  const { router, contenders, outcome } = decision;
  if (router === null && outcome === "ambiguous") {
    return [...stations, ...contenders.map((name) => station("router", name, "perhaps", true))];
  }
  if (router === null) return [...stations, endOf(decision)];
  stations.push(station("router", router, decision.priority === null ? null : `priority ${decision.priority}`));
  const refusedBy = refusing(decision);
  if (decision.reason !== "broken-tls-options") {
    for (const name of decision.middlewares) {
      stations.push(station("middleware", name, name === refusedBy ? "refuses" : "admits it", name === refusedBy));
      if (name === refusedBy) return stations;
    }
  }
  if (outcome !== "forwarded") return [...stations, endOf(decision)];
  const all = decision.services;
  return [...stations, ...all.map((one) =>
    station("service", `${one.service}:${one.port}`, all.length > 1 ? `weight ${one.weight}` : tlsNote(decision)))];
}

/** The stations one after the other; those that stand for each other share a place. */
export function stagesOf(decision: Decision): Station[][] {
  const stages: Station[][] = [];
  for (const station of stationsOf(decision)) {
    const last = stages.at(-1);
    if (last && last[0]?.kind === station.kind && (station.kind === "service" || station.kind === "router")) last.push(station);
    else stages.push([station]);
  }
  return stages;
}

function clientNote({ tls, sni, alpn }: Decision): string {
  if (!tls) return "plain TCP";
  const name = sni === null ? "TLS without a name" : `TLS for ${sni}`;
  return alpn.length > 0 ? `${name}, offers ${alpn.join(", ")}` : name;
}

function tlsNote({ tls_mode }: Decision): string | null {
  return { none: null, passthrough: "still encrypted", terminate: "TLS terminated by Traefik" }[tls_mode ?? "none"];
}

function endOf({ outcome, reason }: Decision): Station {
  const name = outcome === "http" ? "Traefik's own HTTP server" : "closed";
  return { kind: "end", name, note: reason, stops: true };
}

/** Of a long list, the routers worth reading: the first ones, and all that match. */
export function worthReading(considered: readonly Considered[], most: number): { shown: Considered[]; hidden: number } {
  let others = 0;
  const shown = considered.filter((one) => one.matched || others++ < most);
  return { shown, hidden: considered.length - shown.length };
}
