//! The arguments that tools have in common.

use serde::{Deserialize, Serialize};

use super::tool::{Parameter, Takes};

/// The result's key for the middleware's name.
pub(super) const MIDDLEWARE_NAME: &str = "middleware_name";

/// The result's key for the route's name.
pub(super) const ROUTE_NAME: &str = "route_name";

/// What is to become of an object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is created, or replaced in place where it exists.
    #[default]
    Create,
    /// It exists, and what is given of it is changed.
    Update,
    /// It is deleted.
    Delete,
}

/// As in a tool's schema.
const ACTIONS: &[&str] = &["create", "update", "delete"];

pub(super) const ACTION: Parameter = Parameter::optional(
    "action",
    Takes::OneOf(ACTIONS),
    Some("\"create\""),
    "`create` makes it, or replaces the one of that name in place: what is not given is taken away; `update` changes \
     only what is given; `delete` takes it away",
);

pub(super) const TAKE_OVER: Parameter = Parameter::optional(
    "take_over",
    Takes::Flag,
    Some("false"),
    "change or delete it even if it is part of another state (label tcpgen.dev/state), whose next `tcpgen apply` \
     restores it",
);

pub(super) const FORCE: Parameter = Parameter::optional(
    "force",
    Takes::Flag,
    Some("false"),
    "delete it even if routes still use it: Traefik stops serving them",
);

pub(super) const DRY_RUN: Parameter = Parameter::optional(
    "dry_run",
    Takes::Flag,
    Some("false"),
    "change nothing, and report what the call would do: fields, who gets in anew, who is shut out, broken invariants",
);

/// The arguments that identify the object and steer the call, and specify nothing of the object itself.
pub(super) const OF_THE_CALL: [&str; 5] = [ACTION.name, NAMESPACE.name, TAKE_OVER.name, FORCE.name, DRY_RUN.name];

pub(super) const NAMESPACE: Parameter =
    Parameter::optional("namespace", Takes::Text, Some("\"default\""), "Kubernetes namespace of the object");

/// As in a tool's schema.
const MIDDLEWARE_TYPES: &[&str] = &["ip_allowlist", "in_flight_conn"];

pub(super) const MIDDLEWARE_TYPE: Parameter = Parameter::optional(
    "middleware_type",
    Takes::OneOf(MIDDLEWARE_TYPES),
    Some("\"ip_allowlist\""),
    "`ip_allowlist` lets only the source ranges through; `in_flight_conn` limits connections of each client address",
);

pub(super) const SOURCE_RANGES: Parameter = Parameter::optional(
    "source_ranges",
    Takes::Texts,
    None,
    "addresses and CIDR ranges that get through, such as [\"192.168.1.0/24\", \"10.0.0.1\"]; an `ip_allowlist` needs them",
);

pub(super) const ADD_SOURCE_RANGES: Parameter = Parameter::optional(
    "add_source_ranges",
    Takes::Texts,
    None,
    "of an `update`: ranges that get through as well; those that are there stay",
);

pub(super) const REMOVE_SOURCE_RANGES: Parameter = Parameter::optional(
    "remove_source_ranges",
    Takes::Texts,
    None,
    "of an `update`: ranges that are in the list and go; the others stay",
);

pub(super) const AMOUNT: Parameter = Parameter::optional(
    "amount",
    Takes::Number,
    None,
    "at most so many connections at once for each client address; an `in_flight_conn` needs it",
);

pub(super) const SERVICE_NAME: Parameter = Parameter::optional(
    "service_name",
    Takes::Text,
    None,
    "the Kubernetes Service to forward to, [namespace/]name; of a new route by default the route's name without `-route`",
);

pub(super) const SERVICE_PORT: Parameter =
    Parameter::optional("service_port", Takes::Port, Some("5432"), "the Service's port, by number or name");

pub(super) const ENTRY_POINTS: Parameter = Parameter::optional(
    "entry_points",
    Takes::Texts,
    Some("[\"postgresql\"]"),
    "Traefik's entry points that the route listens on; they have to exist in Traefik's own configuration",
);

pub(super) const ADD_ENTRY_POINTS: Parameter = Parameter::optional(
    "add_entry_points",
    Takes::Texts,
    None,
    "of an `update`: entry points that the route listens on as well",
);

pub(super) const REMOVE_ENTRY_POINTS: Parameter = Parameter::optional(
    "remove_entry_points",
    Takes::Texts,
    None,
    "of an `update`: entry points that the route stops listening on; one has to stay",
);

pub(super) const SNI_MATCH: Parameter = Parameter::optional(
    "sni_match",
    Takes::Text,
    Some("\"*\""),
    "the server name that TLS clients send; `*` takes every client, and plain TCP clients need it",
);

pub(super) const TLS_PASSTHROUGH: Parameter = Parameter::optional(
    "tls_passthrough",
    Takes::Flag,
    Some("false"),
    "hand encrypted bytes on to the service, which ends TLS itself",
);

pub(super) const TLS_SECRET_NAME: Parameter =
    Parameter::optional("tls_secret_name", Takes::Text, None, "end TLS in Traefik with the certificate of this Secret");

pub(super) const MIDDLEWARES: Parameter = Parameter::optional(
    "middlewares",
    Takes::Texts,
    Some("[]"),
    "MiddlewareTCPs that guard the route, each [namespace/]name, in the order in which a connection meets them",
);

pub(super) const ADD_MIDDLEWARES: Parameter = Parameter::optional(
    "add_middlewares",
    Takes::Texts,
    None,
    "of an `update`: MiddlewareTCPs that guard the route as well, behind those that guard it already",
);

pub(super) const REMOVE_MIDDLEWARES: Parameter = Parameter::optional(
    "remove_middlewares",
    Takes::Texts,
    None,
    "of an `update`: MiddlewareTCPs that no longer guard the route; the others stay",
);

/// What adds to a list or removes from it: there is no list before an object exists.
pub(super) const OF_AN_UPDATE: [&str; 6] = [
    ADD_SOURCE_RANGES.name,
    REMOVE_SOURCE_RANGES.name,
    ADD_MIDDLEWARES.name,
    REMOVE_MIDDLEWARES.name,
    ADD_ENTRY_POINTS.name,
    REMOVE_ENTRY_POINTS.name,
];
