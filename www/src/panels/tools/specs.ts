/** The traffic tools as forms: their arguments, what counts when one is left out, and when one makes no sense. */

export type Takes = "text" | "choice" | "list" | "port" | "number" | "flag";

export interface ArgumentSpec {
  name: string;
  label: string;
  takes: Takes;
  required?: boolean;
  choices?: readonly string[];
  /** What counts when it is not sent. */
  standard?: string | number | boolean | readonly string[];
  placeholder?: string;
  /** Whether it says anything beside these others. */
  applies?(values: Values): boolean;
}

export interface ToolSpec {
  tool: string;
  title: string;
  verb: string;
  /** Whether it changes the state. */
  changes: boolean;
  parameters: readonly ArgumentSpec[];
}

/** What the fields hold: text as typed, and ticks. */
export type Values = Record<string, string | boolean>;

const creates = (values: Values): boolean => values["action"] !== "delete";
const isRoute = (values: Values): boolean => values["manifest_type"] !== "middleware_tcp";
const listsRanges = (values: Values): boolean => values["middleware_type"] !== "in_flight_conn";

/** An update changes only what is sent: a field left empty keeps its value. */
export const isUpdate = (values: Values): boolean => values["action"] === "update";

type Applies = (values: Values) => boolean;

const action: ArgumentSpec = { name: "action", label: "Action", takes: "choice", choices: ["create", "update", "delete"], standard: "create" };
const namespace: ArgumentSpec = { name: "namespace", label: "Namespace", takes: "text", standard: "default" };

/** Items of a list that an update adds and removes; the others stay. */
const itemsOf = (list: string, words: string, applies: Applies): ArgumentSpec[] => ["add", "remove"].map((verb) => ({
  name: `${verb}_${list}`, label: `${verb === "add" ? "Add" : "Remove"} ${words}`, takes: "list", applies: (values) => isUpdate(values) && applies(values),
}));

const middlewareParts = (applies: Applies): ArgumentSpec[] => [
  { name: "middleware_type", label: "Type", takes: "choice", choices: ["ip_allowlist", "in_flight_conn"], standard: "ip_allowlist", applies },
  { name: "source_ranges", label: "Source ranges", takes: "list", placeholder: "192.168.1.0/24, 10.0.0.1", applies: (values) => applies(values) && listsRanges(values) },
  ...itemsOf("source_ranges", "ranges", (values) => applies(values) && listsRanges(values)),
  { name: "amount", label: "Simultaneous connections", takes: "number", placeholder: "100", applies: (values) => applies(values) && !listsRanges(values) },
];

const routeParts = (applies: Applies): ArgumentSpec[] => [
  { name: "service_name", label: "Service", takes: "text", placeholder: "the route's name without -route", applies },
  { name: "service_port", label: "Port", takes: "port", standard: 5432, applies },
  { name: "entry_points", label: "Entry points", takes: "list", standard: ["postgresql"], applies },
  ...itemsOf("entry_points", "entry points", applies),
  { name: "sni_match", label: "Server name (SNI)", takes: "text", standard: "*", applies },
  { name: "middlewares", label: "Middlewares", takes: "list", standard: [], placeholder: "db-allowlist", applies },
  ...itemsOf("middlewares", "middlewares", applies),
  { name: "tls_secret_name", label: "TLS Secret", takes: "text", placeholder: "db-cert", applies },
  { name: "tls_passthrough", label: "TLS passthrough", takes: "flag", standard: false, applies },
];

export const TOOLS: readonly ToolSpec[] = [
  {
    tool: "traefik_configure_tcp_middleware", title: "Middleware", verb: "Create or update", changes: true,
    parameters: [
      { name: "middleware_name", label: "Middleware", takes: "text", required: true, placeholder: "db-allowlist" },
      action, namespace, ...middlewareParts(creates),
      { name: "force", label: "Delete even if routes use it", takes: "flag", standard: false, applies: (values) => !creates(values) },
    ],
  },
  {
    tool: "traefik_manage_tcp_routing", title: "Route", verb: "Create or update", changes: true,
    parameters: [
      { name: "route_name", label: "Route", takes: "text", required: true, placeholder: "postgres-route" },
      action, namespace, ...routeParts(creates),
    ],
  },
  {
    tool: "traefik_generate_routing_manifest", title: "Manifest", verb: "Generate", changes: false,
    parameters: [
      { name: "manifest_type", label: "Manifest of", takes: "choice", choices: ["ingress_route_tcp", "middleware_tcp"], required: true },
      { name: "name", label: "Name", takes: "text", required: true, placeholder: "postgres-route" },
      namespace, ...routeParts(isRoute), ...middlewareParts((values) => !isRoute(values)),
    ],
  },
];

/** Requests in plain words that the grammar takes, to begin with. */
export const REQUESTS: readonly string[] = [
  "Create a TCP IP allowlist middleware 'db-allowlist' in 'default' allowing 192.168.1.0/24 and 10.0.0.1.",
  "Create a TCP route 'postgres-route' in 'default' for Kubernetes service 'postgres' on port 5432, entry point 'postgresql', with middleware 'db-allowlist'.",
  "Add 10.1.0.0/16 to db-allowlist.",
  "Attach the middleware 'db-limit' to the route 'postgres-route'.",
  "Update middleware 'db-allowlist' in 'default' to allow only ['10.0.0.0/8', '172.16.0.1'].",
  "Create TCP route 'redis-route' in 'default' for 'redis' on port 6379, entry point 'redis', SNI 'redis.example.com', tls_passthrough true.",
  "Generate a MiddlewareTCP ipAllowList YAML 'db-allowlist' allowing 192.168.1.0/24 and 10.0.0.1.",
  "List all TCP IngressRoutes and middleware attachments by reading the resource traefik://traffic/tcp/list.",
  "Delete the TCP route 'postgres-route' in 'default'.",
];
