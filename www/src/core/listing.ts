/** The answer of `list`: every route, where it leads and what guards it. */

export interface ListedRoute {
  name: string;
  namespace: string;
  entryPoints: string[];
  tlsEnabled: boolean;
  tlsPassthrough: boolean;
  routes: {
    match: string;
    targets: { name: string; port: number | string; weight: number }[];
    middlewares: { name: string; namespace: string; sourceRange: string[] }[];
  }[];
  labels: Record<string, string>;
}

export interface Listing {
  status: string;
  scope: string;
  count: number;
  tcp_routes: ListedRoute[];
}

/** A scenario that was run; `panels/scenarios` reads its steps. */
export type ScenarioRun = Record<string, unknown>;
