/** What Traefik does with one connection and with all of them, what changes for them, and the routing table it decides by. */
export type {
  Compared, CompareRow, Connection, Considered, Decision, Difference, Outline, OutlinedEntryPoint as OutlineEntryPoint, OutlinedMiddleware as OutlineMiddleware,
  OutlinedRouter as OutlineRouter, OutlinedScenario as OutlineScenario, Reach, ReachOptions, ReachRow, ReachTable, Route as Routed, Share, TlsMode,
} from "../../pkg/tcpgen.js";
