/** What Traefik does with a connection, and the routing table it decides by. */
export type {
  Connection, Considered, Decision, Outline, OutlinedEntryPoint as OutlineEntryPoint, OutlinedMiddleware as OutlineMiddleware,
  OutlinedRouter as OutlineRouter, OutlinedScenario as OutlineScenario, Route as Routed, Share, TlsMode,
} from "../../pkg/tcpgen.js";
