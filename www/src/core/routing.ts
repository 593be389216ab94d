/** What Traefik does with a connection, and the routing table it decides by. */
import type { Diagnostic, Place } from "./types.ts";

export interface Connection {
  entry_point: string;
  client_ip: string;
  tls?: boolean;
  sni?: string;
  alpn?: string[];
  postgres?: boolean;
}

export interface Decision {
  outcome: "forwarded" | "closed" | "http" | "ambiguous";
  entry_point: string;
  client_ip: string;
  tls: boolean;
  sni: string | null;
  alpn: string[];
  router: string | null;
  rule: string | null;
  priority: number | null;
  tls_mode: "none" | "passthrough" | "terminate" | null;
  middlewares: string[];
  services: { service: string; port: number | string; weight: number }[];
  reason: string | null;
  message: string;
  waits_for_client: boolean;
  contenders: string[];
  considered: Considered[];
  disabled: { router: string; error: string }[];
}

/** One router that was asked, in the order in which Traefik asks. */
export interface Considered {
  router: string;
  rule: string;
  priority: number;
  matched: boolean;
  note: string | null;
}

export interface Routed {
  decision: Decision | null;
  error: string | null;
  diagnostics: Diagnostic[];
}

export interface OutlineEntryPoint {
  name: string;
  port: number | null;
  http_hosts: string[];
  declared: boolean;
}

export interface OutlineRouter extends Place {
  /** namespace/name */
  router: string;
  rule: string;
  priority: number;
  status: "enabled" | "warning" | "disabled" | "absent";
  /** Traefik's words. */
  errors: string[];
  /** Ours. */
  message: string | null;
  entry_points: string[];
  tls_mode: "none" | "passthrough" | "terminate";
  /** namespace/name */
  middlewares: string[];
  services: { service: string; port: number | string; weight: number }[];
}

export interface OutlineMiddleware extends Place {
  middleware: string;
  type: string;
  /** Its ranges, say. */
  detail: string;
  external: boolean;
}

export interface OutlineScenario extends Place {
  name: string;
  description: string | null;
  steps: number;
}

export interface Outline {
  entry_points: OutlineEntryPoint[];
  routers: OutlineRouter[];
  middlewares: OutlineMiddleware[];
  scenarios: OutlineScenario[];
}
