/** A change of Traefik's behaviour, seen in the direction that was asked about. */
export interface UpgradeRow { id: string; title: string; before: string; after: string; link: string }

export interface UpgradeServer extends Share { tls: boolean; proxy_protocol: number | null; own_addresses: boolean; closes: boolean }

/** What becomes of a connection under one version. */
export interface Ending {
  outcome: "forwarded" | "closed" | "http" | "ambiguous";
  reason: string | null;
  router: string | null;
  rule: string | null;
  tls_mode: TlsMode | null;
  servers: UpgradeServer[];
  refused_by: string | null;
  contenders: string[];
  waits_for_client: boolean;
  message: string;
}

/** A router under one version. `errors` are Traefik's words, `why` says the same in the user's terms. */
export interface RouterState { name: string; status: string; errors: string[]; why: string[]; servers: UpgradeServer[] }

/** What one change does to the state, together with those in `with`. */
export interface UpgradeEffect extends UpgradeRow {
  with: UpgradeRow[];
  written: ({ what: string } & Place)[];
  routers: { router: string; index: number; rule: string; old: RouterState; new: RouterState }[];
  classes: ClassChange[];
  connections: { connection: Connection; old: Ending; new: Ending; alike: number }[];
}

/** What a state does differently under another version. `whole` is false if not all of it could be read. */
export interface Upgrade {
  from: string;
  to: string;
  different: boolean;
  verdict: Verdict;
  services: { service: string; verdict: Verdict }[];
  whole: boolean;
  changes: UpgradeEffect[];
  left_out: ReachSet[];
  others: UpgradeRow[];
  diagnostics: { new: Diagnostic[]; fixed: Diagnostic[]; unchanged: number };
  notes: string[];
}

export type Verdict = "equivalent" | "narrower" | "wider" | "mixed" | "undecided";

/** What changes for some connections. */
export type Change = "opened" | "shut" | "rerouted" | "altered" | "unserved";

/** Connections that two states treat differently, and all of them the same way. */
export interface ClassChange extends ReachSet { change: Change; was: Reached; now: Reached; witness: Connection | null }

export interface ObjectId { kind: string; namespace: string; name: string }

export interface ObjectChanges {
  added: ObjectId[];
  changed: (ObjectId & { changes: { path: string; old: unknown; new: unknown }[] })[];
  removed: ObjectId[];
}

/** The writes of `tcpgen apply`, and what happens between them alone. */
export interface Rollout {
  rehearsed: boolean;
  steps: (ObjectId & { action: "create" | "update" | "delete" })[];
  transients: (Connection & { effect: "opens" | "shuts"; after_steps: number; was: Reached; now: Reached; in_the_end: Reached; alike: number })[];
  breaches: { invariant: string; after_steps: number; witness: Connection; now: Reached }[];
  safe_order: number[] | null;
  search_complete: boolean;
}

/** What would be different: `tcpgen diff --format json`. */
export interface Difference {
  different: boolean;
  verdict: Verdict;
  services: { service: string; verdict: Verdict }[];
  traefik: { old: string; new: string };
  objects: ObjectChanges;
  connections: ClassChange[];
  left_out: ReachSet[];
  rollout: Rollout;
  diagnostics: { new: Diagnostic[]; fixed: Diagnostic[]; unchanged: number };
}

/** `cells` has a text for each of the table's `columns`; `witness` is one of the row's connections. */
export interface CompareRow { cells: string[]; change: Change; witness: Connection | null }

/** Who is treated differently, as people read it. `headline` begins with the verdict. */
export interface CompareTable { headline: string; columns: string[]; rows: CompareRow[]; left_out: LeftOut | null }

/** Two states, compared. Where one of them cannot be read in full there is no difference, and no table. */
export interface Compared {
  difference: Difference | null;
  table: CompareTable | null;
  diagnostics: { before: Diagnostic[]; after: Diagnostic[] };
}
