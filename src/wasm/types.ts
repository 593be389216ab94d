/** An input text. A name that ends in .yaml, .yml or .json is a manifest's, where a function takes manifests;
 * one that a state file names as `static` or `values` under `[traefik]` is read as Traefik's configuration. */
export interface Source { name: string; text: string }

/** A place. Lines and columns count from 1, columns in characters; `offset` is in bytes, `utf16` in units of JavaScript's strings. */
export interface Position { line: number; column: number; offset: number; utf16: number }

/** A place in a text. All is null for something that is in no file. */
export interface Place { file: string | null; start: Position | null; end: Position | null }

/** A change of a text. It carries its own `file` where that is another than the diagnostic's. */
export interface Edit { file?: string | null; start: Position | null; end: Position | null; text: string }

/** A change that puts a diagnostic right. A safe one changes no connection, or repairs something that has only one possible meaning. */
export interface Fix { title: string; safe: boolean; edits: Edit[] }

export interface Related extends Place { message: string }

export type Severity = "error" | "warning" | "advice";
/** What is made of the findings of a code; an error's cannot be lowered. */
export type Level = "allow" | "advice" | "warn" | "deny";

export interface Diagnostic extends Place {
  code: string;
  severity: Severity;
  message: string;
  help: string | null;
  related: Related[];
  fixes: Fix[];
  /** A connection to which it happens, for a finding about connections. */
  witness?: Connection;
}

/** `traefik` is a version, over that of the sources: "3.6" or "3.6.11". */
export interface CompileOptions { strict?: boolean; levels?: Record<string, Level>; traefik?: string }

/** A Kubernetes object with its YAML; the place is that of the whole entry it was made from. */
export interface CompiledObject extends Place {
  apiVersion: string;
  kind: string;
  namespace: string;
  name: string;
  yaml: string;
}

/** With errors `objects` and `yaml` are empty. `traefik` is the version that it is compiled for. */
export interface Compilation { traefik: string; diagnostics: Diagnostic[]; objects: CompiledObject[]; yaml: string }

export interface BuildOptions { target: "crd" | "helm-values" | "helm-chart-config" | "file"; format?: "yaml" | "json"; strict?: boolean; levels?: Record<string, Level>; traefik?: string }

/** `text` is empty while there are errors, and when the state does not suit the target, which `error` then says. */
export interface Built { diagnostics: Diagnostic[]; text: string; error: { message: string; help: string | null } | null }

/** A connection as its client makes it. `sni` and `alpn` imply TLS. */
export interface Connection {
  entry_point: string;
  client_ip: string;
  tls?: boolean;
  sni?: string | null;
  alpn?: string[];
  postgres?: boolean;
  /** The one TLS version that the client speaks. */
  tls_version?: "1.2" | "1.3";
  /** Whether the client shows a certificate when it is asked for one. */
  client_cert?: boolean;
  /** How the client's first bytes come. */
  hello?: "whole" | "fragmented" | "unreadable" | "unfinished" | "header-unfinished" | "overlong";
}

export type TlsMode = "none" | "passthrough" | "terminate";

export interface Share { service: string; port: number | string; weight: number }

export interface Considered { router: string; rule: string; priority: number; matched: boolean; note: string }

/** What becomes of a connection: `tcpgen route --format json`. */
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
  tls_mode: TlsMode;
  middlewares: string[];
  services: Share[];
  reason: string | null;
  message: string;
  waits_for_client: boolean;
  contenders: string[];
  considered: Considered[];
  disabled: { router: string; error: string }[];
  /** What it takes for granted, because it is not known: "service default/postgres exists with port 5432". */
  assumes: string[];
  /** The version of Traefik that it is for. */
  traefik: string;
}

/**
 * With errors among `diagnostics` the decision is for the entries that could be read. There is none, and an `error`, when
 * `client_ip` is not an address.
 */
export interface Route { decision: Decision | null; error: string | null; diagnostics: Diagnostic[] }

/** What to ask of `reach`; what is left out is everything. Services are `[namespace/]name[:port]`. */
export interface ReachOptions { to?: string[]; from?: string[]; entry_point?: string; traefik?: string }

/** A name is meant if `list` has it, or `except` has not and `under`, `matching` (rules) or `any_other` has. */
export interface ReachNames {
  none: boolean;
  list: string[];
  under: string[];
  matching: string[];
  except: string[];
  any_other: boolean;
}

/** What clients offer: none of `none_of`, all of `all_of`, and beside that one of the others. */
export interface ReachOffers { any_of: string[]; all_of?: string[]; none_of: string[]; none: boolean; any_other: boolean }

export interface ReachSet {
  entry_point: string;
  clients: string[];
  tls: boolean;
  names: ReachNames;
  alpn: ReachOffers;
  postgres: boolean;
}

/** A `share` is null where it is chance. `tls`: Traefik opens TLS to it; `proxy_protocol`: the version of the header that it gets. */
export interface ReachedService { service: string; share: number | null; tls?: boolean; proxy_protocol?: number }

/** What becomes of connections. */
export interface Reached {
  outcome: Decision["outcome"];
  reason: string | null;
  services: ReachedService[];
  router: string | null;
  tls_mode: TlsMode;
  middlewares: string[];
  refused_by: string | null;
  unknown_middlewares: string[];
  limits: { middleware: string; amount: number }[];
  ambiguous_with: string[];
  waits_for_client: boolean;
}

/** Connections that are treated alike. */
export interface ReachClass extends ReachSet, Reached { witness: Connection | null }

/** Nothing is known of what was left out: there would be too many classes. */
export interface Reach {
  traefik: string;
  classes: ReachClass[];
  left_out: ReachSet[];
  assumes: string[];
  diagnostics: Diagnostic[];
}

/** Connections that were not looked at, in words. */
export interface LeftOut { why: string; what: string[] }

/** `cells` has a text for each of the table's `columns`; `witness` is one of the row's connections. */
export interface ReachRow { cells: string[]; outcome: Decision["outcome"]; witness: Connection | null }

/**
 * Who reaches what, as people read it. `nobody` is what stands in the place of rows where there are none. With an `error`, which
 * is what is wrong with the options, there are none either.
 */
export interface ReachTable {
  traefik: string;
  columns: string[];
  rows: ReachRow[];
  nobody: string | null;
  left_out: LeftOut | null;
  error: { message: string; help: string | null } | null;
  diagnostics: Diagnostic[];
}

export interface OutlinedEntryPoint { name: string; port: number | null; http_hosts: string[]; declared: boolean }

/** One rule of a route. `errors` are Traefik's words, `message` is ours. */
export interface OutlinedRouter extends Place {
  router: string;
  rule: string;
  priority: number;
  status: "enabled" | "warning" | "disabled" | "absent";
  errors: string[];
  message: string | null;
  entry_points: string[];
  tls_mode: TlsMode;
  middlewares: string[];
  services: Share[];
}

export interface OutlinedMiddleware extends Place {
  middleware: string;
  type: "ip_allow_list" | "ip_white_list" | "in_flight_conn" | null;
  detail: string;
  external: boolean;
}

export interface OutlinedScenario extends Place { name: string; description: string | null; steps: number }

/** What a drawing of a state shows. */
export interface Outline {
  entry_points: OutlinedEntryPoint[];
  routers: OutlinedRouter[];
  middlewares: OutlinedMiddleware[];
  scenarios: OutlinedScenario[];
}

export interface ListedMiddleware { name: string; namespace: string; sourceRange: string[]; inFlightConn?: number }

export interface ListedRule {
  match: string;
  targets: { name: string; port: number | string; weight: number }[];
  middlewares: ListedMiddleware[];
}

export interface ListedRoute {
  name: string;
  namespace: string;
  entryPoints: string[];
  tlsEnabled: boolean;
  tlsPassthrough: boolean;
  routes: ListedRule[];
  labels: Record<string, string>;
}

/** Every route: `tcpgen list --format json`. */
export interface Listing { status: string; scope: string; traefik?: string; count: number; tcp_routes: ListedRoute[] }

export interface Mismatch extends Place { expected: string; got: string }

/** What there is to say of an entry as a step applies it. */
export interface Notice extends Place { code: string; severity: Severity; message: string; help: string | null }

export interface AlwaysResult extends Place {
  what: string;
  expected: string;
  got: string;
  passed: boolean;
  mismatches: Mismatch[];
  decision: Decision | null;
  pending: string[];
}

export interface StepResult extends Place {
  index: number;
  what: string;
  expected: string | null;
  got: string;
  passed: boolean;
  mismatches: Mismatch[];
  notices: Notice[];
  decision: Decision | null;
  pending: string[];
  objects: { routes: number; middlewares: number; servers_transports: number; tls_options: number; tls_stores: number };
  always: AlwaysResult[];
  invariants: StepInvariant[];
}

/** An invariant of the state that a step breaks. */
export interface StepInvariant { invariant: string; message: string; way: string; witness: Connection | null }

/** A scenario: `tcpgen test --format json`. */
export interface ScenarioResult extends Place {
  name: string;
  description: string | null;
  passed: boolean;
  steps: StepResult[];
}

/** The cluster at one moment. */
export interface Snapshot { listing: Listing; yaml: string }

/**
 * A scenario with its cluster: `snapshots[0]` is before the first step, `snapshots[n]` after step n. `error` says why
 * it was not run; failed expectations stand among the diagnostics.
 */
export interface ScenarioRun {
  scenario: ScenarioResult | null;
  error: string | null;
  diagnostics: Diagnostic[];
  snapshots: Snapshot[];
}

/** A state file made of manifests. */
export interface Import { toml: string; diagnostics: Diagnostic[] }

export interface Explanation { code: string; severity: Severity; summary: string; markdown: string }

/** What a traffic tool answers. With `error` it carries `code`, `message` and mostly `help`. */
export interface ToolAnswer { status: "success" | "error"; [key: string]: unknown }
