/** What boxes say in full: tooltips, and what screen readers read. */
import type { OutlineEntryPoint, OutlineRouter } from "../../core/routing.ts";
import type { Group, Guard, ListKind, Row } from "./graph.ts";

type Service = OutlineRouter["services"][number];

export const TLS_WORDS = { none: "without TLS", passthrough: "TLS passed through", terminate: "TLS terminated by Traefik" };

export const LIST_TITLES: Record<ListKind, string> = {
  plain: "Plain TCP",
  tls: "TLS",
  dead: "Not served",
};

export function serviceName(service: Service): string {
  return `${service.service}:${service.port}`;
}

/** `default/pg` is `pg` to those who live in `default`. */
export function shortName(name: string, namespace: string): string {
  return name.startsWith(`${namespace}/`) ? name.slice(namespace.length + 1) : name;
}

export function namespaceOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf("/")));
}

/** "75 %", or null when there is nothing to share. */
export function shareOf(service: Service, all: readonly Service[]): string | null {
  if (all.length < 2) return null;
  const sum = all.reduce((total, one) => total + Math.max(0, one.weight), 0);
  const share = sum > 0 ? (100 * Math.max(0, service.weight)) / sum : 0;
  return `${share > 0 && share < 1 ? "<1" : Math.round(share)} %`;
}

/** Why a router does not serve, or not as written: ours first, then Traefik's own words. */
export function troubleOf(router: OutlineRouter): string | null {
  return router.message ?? router.errors[0] ?? null;
}

export function entryPointWords({ entryPoint, missing }: Group): string {
  if (entryPoint.name === "") return "No entry point: Traefik attaches these routers to every default entry point";
  const port = entryPoint.port === null ? "" : `, port ${entryPoint.port}`;
  return `Entry point ${entryPoint.name}${port}${missing ? ", not declared: Traefik does not open it" : ""}`;
}

export function hostsWords(entryPoint: OutlineEntryPoint): string {
  return `HTTPS routers of ${entryPoint.name}, tried before TCP routers: ${entryPoint.http_hosts.join(", ")}`;
}

export function routerWords({ router, problems }: Row): string {
  const parts = [
    `Router ${router.router}`,
    router.rule,
    `priority ${router.priority}`,
    TLS_WORDS[router.tls_mode],
    ...(router.status === "enabled" ? [] : [statusWords(router)]),
    ...problems.map((one) => `${one.severity}: ${one.message}`),
  ];
  return parts.join("\n");
}

export function statusWords(router: OutlineRouter): string {
  const status = { enabled: "served", warning: "partly served", disabled: "disabled", absent: "left out" }[router.status];
  const words = [router.message, ...router.errors.map((error) => `Traefik: ${error}`)].filter((one) => one !== null);
  return [`${status} by Traefik`, ...words].join("\n");
}

export function guardWords({ name, known, problems }: Guard): string {
  if (!known) return `Middleware ${name}\ndoes not exist`;
  const about = [known.type, known.detail].filter((one) => one).join(": ");
  const told = problems.map((one) => `${one.severity}: ${one.message}`);
  return [`Middleware ${name}`, about, known.external ? "managed elsewhere" : "", ...told].filter((one) => one !== "").join("\n");
}

export function serviceWords(service: Service, all: readonly Service[]): string {
  const share = shareOf(service, all);
  return `Service ${serviceName(service)}${share ? `\nweight ${service.weight}, ${share} of the connections` : ""}`;
}
