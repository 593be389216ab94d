/** Listings, and scenarios with what they came to. */
export type {
  AlwaysResult, ListedMiddleware, ListedRoute, ListedRule, Listing, Mismatch, Notice, ScenarioResult, ScenarioRun, Snapshot, StepResult,
} from "../../pkg/tcpgen.js";
