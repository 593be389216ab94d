/** What a step did to the cluster: routes that came, went or are different. */
import type { ListedRoute, ScenarioResult, Snapshot, StepResult } from "../../core/listing.ts";

export type Mark = "added" | "changed" | "removed" | null;

export interface MarkedRoute {
  route: ListedRoute;
  mark: Mark;
}

function nameOf({ namespace, name }: ListedRoute): string {
  return `${namespace}/${name}`;
}

/** The routes after a step in the order of the listing, and behind them those that are gone. */
export function markedRoutes(before: Snapshot | null, after: Snapshot): MarkedRoute[] {
  const old = new Map((before?.listing.tcp_routes ?? []).map((route) => [nameOf(route), route]));
  const now = after.listing.tcp_routes.map((route): MarkedRoute => {
    const known = old.get(nameOf(route));
    old.delete(nameOf(route));
    if (!before) return { route, mark: null };
    if (!known) return { route, mark: "added" };
    return { route, mark: JSON.stringify(known) === JSON.stringify(route) ? null : "changed" };
  });
  return [...now, ...[...old.values()].map((route): MarkedRoute => ({ route, mark: "removed" }))];
}

/** "1 route, 2 middlewares": what the cluster holds. */
export function countsOf(objects: StepResult["objects"]): string {
  const nouns: [keyof StepResult["objects"], string][] = [
    ["routes", "route"], ["middlewares", "middleware"], ["servers_transports", "servers transport"],
    ["tls_options", "TLS option"], ["tls_stores", "TLS store"],
  ];
  const parts = nouns
    .filter(([key], place) => place < 2 || objects[key] > 0)
    .map(([key, noun]) => `${objects[key]} ${noun}${objects[key] === 1 ? "" : "s"}`);
  return parts.join(", ");
}

export function failedSteps(scenario: ScenarioResult): number[] {
  return scenario.steps.filter((step) => !step.passed).map((step) => step.index);
}
