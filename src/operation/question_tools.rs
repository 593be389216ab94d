//! The tools that change nothing, as an agent sees them.

use super::parameters::NAMESPACE;
use super::tool::{Field, Is, Parameter, Takes, Tool};

pub(super) const TRAEFIK: Parameter = Parameter::optional(
    "traefik",
    Takes::Text,
    None,
    "the version of Traefik to answer for, such as 3.6 or 3.6.11; the state's own when left out",
);

pub(super) static CHECK: Tool = Tool {
    name: "tcpgen_check",
    title: "Check the state",
    description: "All diagnostics of the state: what an API server would refuse, and what Traefik will not do as it is \
                  written. Each has a code, a place, what to write instead, and edits that mend it.",
    parameters: &[Parameter::optional("strict", Takes::Flag, Some("false"), "warnings are errors"), TRAEFIK],
    output: &[
        Field::new("traefik", Is::Text, "the version of Traefik that the answer is for"),
        Field::new("errors", Is::Number, "how many errors there are"),
        Field::new("warnings", Is::Number, "how many warnings there are"),
        Field::new("advice", Is::Number, "how much advice there is"),
        Field::new("diagnostics", Is::Objects, "all of them, with code, place, help and edits that mend it"),
    ],
    read_only: true,
};

pub(super) static ROUTE: Tool = Tool {
    name: "tcpgen_route",
    title: "Decide a connection",
    description: "What Traefik does with one connection and why: the router that takes it, the middlewares that let it \
                  through or close it, the service that it comes to. What only a TLS client sends implies TLS.",
    parameters: &[
        Parameter::required("entry_point", Takes::Text, "the entry point that the connection comes to"),
        Parameter::required("client_ip", Takes::Text, "the client's address"),
        Parameter::optional("sni", Takes::Text, None, "the server name that the client sends"),
        Parameter::optional("tls", Takes::Flag, Some("false"), "the client speaks TLS"),
        Parameter::optional("alpn", Takes::Texts, Some("[]"), "the ALPN protocols that the client offers"),
        Parameter::optional(
            "tls_version",
            Takes::OneOf(&["1.2", "1.3"]),
            None,
            "the only TLS version that the client speaks",
        ),
        Parameter::optional("client_cert", Takes::Flag, None, "whether the client presents a certificate"),
        Parameter::optional("postgres", Takes::Flag, Some("false"), "the client sends PostgreSQL's SSLRequest first"),
        TRAEFIK,
    ],
    output: &[Field::new(
        "decision",
        Is::Object,
        "`outcome`, `reason`, `message`, the router, its middlewares and services, and the routers that were considered",
    )],
    read_only: true,
};

pub(super) static REACH: Tool = Tool {
    name: "tcpgen_reach",
    title: "Who reaches what",
    description: "All connections in classes that are treated alike: entry point, client ranges, TLS, server names, and what \
                  becomes of them. `to` shows every way to a service, `from` what some clients reach. Exact: every \
                  connection is in one class, but for those under `left_out`.",
    parameters: &[
        Parameter::optional("to", Takes::Texts, Some("[]"), "services, `[namespace/]name[:port]`; all when left out"),
        Parameter::optional(
            "from",
            Takes::Texts,
            Some("[]"),
            "ranges of clients, such as 10.0.0.0/8; all when left out",
        ),
        Parameter::optional("entry_point", Takes::Text, None, "the entry point; all when left out"),
    ],
    output: &[
        Field::new("traefik", Is::Text, "the version of Traefik that the answer is for"),
        Field::new("classes", Is::Objects, "classes of connections, each with its outcome and a witness"),
        Field::new("left_out", Is::Objects, "connections that were not looked at"),
        Field::new("assumes", Is::Texts, "what the answer takes for granted, because it is not known"),
        Field::new("diagnostics", Is::Objects, "what is wrong with the state"),
    ],
    read_only: true,
};

pub(super) static TEST: Tool = Tool {
    name: "tcpgen_test",
    title: "Run the scenarios",
    description: "Rehearses the state's scenarios in memory: what clients notice while things are applied, changed and \
                  deleted. The report says which expectations hold.",
    parameters: &[
        Parameter::optional("scenario", Takes::Text, None, "the scenario to run; all when left out"),
        TRAEFIK,
    ],
    output: &[Field::new("report", Is::Object, "`passed`, and each scenario with its steps")],
    read_only: true,
};

pub(super) static DIFF: Tool = Tool {
    name: "tcpgen_diff",
    title: "Compare with another state",
    description: "What would be different if the state were the given text: objects field by field, every class of \
                  connections that is treated differently, a `verdict` on who reaches what (equivalent, narrower, wider, mixed, \
                  undecided) in all and for each service, diagnostics that come and go. Changes nothing.",
    parameters: &[Parameter::required("state", Takes::Document, "the text of a whole state file, TOML"), TRAEFIK],
    output: &[Field::new("difference", Is::Object, "objects, connections, verdicts, diagnostics that come and go")],
    read_only: true,
};

pub(super) static UPGRADE: Tool = Tool {
    name: "tcpgen_upgrade",
    title: "Compare two Traefik versions",
    description: "What the state does differently under another version of Traefik: routers and connections by the change \
                  that causes it, with a link, a verdict for each service, and diagnostics that come and go. Downgrades \
                  too. Changes nothing.",
    parameters: &[
        Parameter::optional(
            "from",
            Takes::Text,
            None,
            "the version now, such as 3.6 or 3.6.11; the state's own when left out",
        ),
        Parameter::optional("to", Takes::Text, None, "the version to compare with; the newest when left out"),
    ],
    output: &[Field::new(
        "upgrade",
        Is::Object,
        "changes between the versions with what each does to routers and connections",
    )],
    read_only: true,
};

pub(super) static EXPLAIN: Tool = Tool {
    name: "tcpgen_explain",
    title: "Explain a code",
    description: "What a diagnostic's code means: why it matters, an example, and what to write instead.",
    parameters: &[Parameter::required("code", Takes::Text, "a diagnostic's code, such as sni-without-tls")],
    output: &[
        Field::new("code", Is::Text, "the code"),
        Field::new("severity", Is::OneOf(&["error", "warning", "advice"]), "its level, unless the state sets another"),
        Field::new("summary", Is::Text, "what is wrong, in one line"),
        Field::new("markdown", Is::Text, "the whole explanation"),
    ],
    read_only: true,
};

pub(super) static LISTING: Tool = Tool {
    name: "tcpgen_list",
    title: "List routes and middlewares",
    description: "Every TCP route, where it leads and what guards it, and every middleware with the routes that use it, also \
                  those that none does.",
    parameters: &[],
    output: &[
        Field::new("scope", Is::OneOf(&["all-namespaces", "namespaces"]), "what is listed"),
        Field::new("traefik", Is::Text, "the version of Traefik that the answer is for"),
        Field::new("count", Is::Number, "the number of routes"),
        Field::new("tcp_routes", Is::Objects, "the routes, with rules, targets and guards"),
        Field::new("middlewares", Is::Objects, "the middlewares, each with the routes that use it"),
        Field::new("namespaces", Is::Texts, "the namespaces that are listed, unless all are"),
    ],
    read_only: true,
};

/// As in a tool's schema, in the order of [`Kind::ALL`](crate::resource::Kind::ALL).
pub(super) const KINDS: &[&str] =
    &["servers_transport_tcp", "tls_option", "tls_store", "middleware_tcp", "ingress_route_tcp"];

pub(super) static GET: Tool = Tool {
    name: "tcpgen_get",
    title: "Get one object",
    description: "One object as it is, as JSON and YAML: of a route, the status that its routers have in Traefik and \
                  why; of anything else, the routes that use it.",
    parameters: &[
        Parameter::required("name", Takes::Text, "the object's name"),
        NAMESPACE,
        Parameter::optional("kind", Takes::OneOf(KINDS), Some("\"ingress_route_tcp\""), "what it is"),
    ],
    output: &[
        Field::new("object", Is::Object, "the object as a cluster has it"),
        Field::new("yaml", Is::Text, "the same as YAML"),
        Field::new("routers", Is::Objects, "of a route, its routers in Traefik: rule, priority, status, errors"),
        Field::new("usedBy", Is::Texts, "the routes that refer to it, `namespace/name`"),
    ],
    read_only: true,
};
