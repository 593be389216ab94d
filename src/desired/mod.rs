//! The desired state as it was written: every key of the state file, every leaf with its place.
//!
//! Nothing here is judged beyond its shape. A key that is unknown or has the wrong type is reported and left out, and
//! reading goes on, so that one run reports everything. Meaning begins in `lower`.
//!
//! One `table!` declaration a type is the only list of a table's keys: the reader, the "did you mean", the JSON Schema
//! ([`schema`]) and the overlay of a scenario's `set` are all made from it.

mod body;
mod common;
mod connect;
mod covers;
mod decode;
mod decoder;
mod describe;
mod desired_state;
mod entry;
mod entry_index;
mod entry_point;
mod expectation;
mod extents;
mod fields;
mod https_hosts;
mod invariant;
mod known;
mod lint;
mod middleware;
mod named;
mod pieces;
pub(crate) mod problem;
mod read;
mod recover;
mod route;
mod scenario;
mod servers_transport;
mod service;
mod shorthand;
mod slip;
mod state_file;
mod step;
mod table;
mod tls;
mod tls_option;
mod tls_store;
mod toml_value;
mod traefik;

pub use body::Body;
pub use common::Allow;
pub(crate) use common::Common;
pub use connect::Connect;
pub use covers::Covers;
pub(crate) use desired_state::{DEFAULT_NAMESPACE, DesiredState, FileSettings, FoundEntryPoints};
pub use entry::Entry;
pub(crate) use entry::split_entry;
pub(crate) use entry_index::EntryIndex;
pub use entry_point::{EntryPoint, HttpsRouter, TrustedProxies};
pub(crate) use expectation::{APPLIED, TLS_MODES};
pub use expectation::{CONNECTED, DELETED, Expectation, ListCounts, REASONS};
pub(crate) use extents::Extents;
pub use fields::Fields;
pub use https_hosts::HttpsHosts;
pub use invariant::{ConnectionSet, Invariant};
pub use known::{KnownKeys, KnownPort, KnownService};
pub use lint::Lint;
pub use middleware::{InFlightConn, IpAllowList, Middleware};
pub(crate) use named::Named;
pub use read::read;
pub(crate) use route::SYNTAXES;
pub use route::{PROTOCOLS, Route, RouteRule};
pub use scenario::{Always, Scenario};
pub use servers_transport::{BackendTls, PeerCertSan, ProxyProtocol, RootCa, ServersTransport, Spiffe};
pub use service::Service;
pub(crate) use shorthand::{IntOrText, OneOrMany};
pub use state_file::{Output, schema};
pub use step::{Action, Step};
pub use tls::{Domain, Reference, Tls};
pub(crate) use tls_option::{CLIENT_AUTH_TYPES, TLS_VERSIONS};
pub use tls_option::{ClientAuth, TlsOption};
pub use tls_store::{Certificate, DefaultGeneratedCert, TlsStore};
pub use traefik::Traefik;
