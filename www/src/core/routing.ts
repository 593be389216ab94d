/** What Traefik does with one connection and with all of them, and the routing table it decides by. */
export type {
  Connection, Considered, Decision, Outline, OutlinedEntryPoint as OutlineEntryPoint, OutlinedMiddleware as OutlineMiddleware,
  OutlinedRouter as OutlineRouter, OutlinedScenario as OutlineScenario, ReachOptions, ReachRow, ReachTable, Route as Routed, Share, TlsMode,
} from "../../pkg/tcpgen.js";
