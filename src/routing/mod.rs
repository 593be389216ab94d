//! What Traefik does with one connection, and why: decided here, from the objects and a few facts, in Traefik's words.
//!
//! The stages are Traefik's own:
//!
//! 1. `provider`: objects to routers, services, middlewares and TLS options, as the Kubernetes CRD provider makes
//!    them (`pkg/provider/kubernetes/crd/kubernetes_tcp.go`).
//! 2. `manager`: each router gets its entry points, priority, guards and servers, or a [`Fault`]
//!    (`pkg/config/runtime/runtime_tcp.go`, `pkg/server/router/tcp/manager.go`, `pkg/server/service/tcp`,
//!    `pkg/server/middleware/tcp`, `pkg/tls/tlsmanager.go`).
//! 3. `muxer`: the routers of one list by priority, indexed (`pkg/muxer/tcp/mux.go`).
//! 4. `serve`: one connection through the lists of its entry point (`pkg/server/router/tcp/router.go` and
//!    `postgres.go`), which gives an [`Answer`].
//! 5. `explain`: the answer in words, a [`Decision`].
//!
//! [`RoutingTable::new`] runs the first three once; [`RoutingTable::decide_fast`] and [`RoutingTable::decide`] run the
//! fourth and both for each connection. Sources are of Traefik v3.7; where 3.7.15 was seen to differ, it is followed.
//!
//! Pure code: no I/O, and no panics. An answer depends on no order of hash maps, nor on the order of the objects.

mod amended;
mod answer;
mod assumes;
mod attach;
mod backend;
mod cause;
mod condition;
mod crash;
mod decision;
mod deed;
mod entry_point_table;
mod environment;
mod explain;
mod fault;
mod guard;
mod handshake;
mod hello;
mod key;
mod load_balancer;
mod manager;
mod muxer;
mod muxer_index;
pub(crate) mod names;
pub(crate) mod naming;
mod not_serving;
mod notes;
mod object_name;
mod offers;
mod outcome;
mod provided;
pub(crate) mod provider;
mod provider_services;
mod reason;
pub(crate) mod reference;
mod referent;
mod router;
mod secrets;
mod serve;
mod servers;
mod skipped_service;
mod status;
mod surroundings;
mod table;
mod tie;
mod tls_names;
mod tls_options;
mod verdict;
mod weights;
mod why;

pub use crate::connection::{ClientHello, Connection, HelloForm, TlsVersion};

pub(crate) use amended::Amended;
pub use answer::Answer;
pub use backend::{Backend, Share};
pub use cause::Cause;
pub(crate) use cause::NoServer;
pub use condition::Condition;
pub(crate) use crash::Crash;
pub use decision::Decision;
pub(crate) use decision::{Considered, Disabled, MuxerKind};
pub use deed::Deed;
pub(crate) use environment::served;
pub use environment::{EntryPoint, Environment};
pub use fault::Fault;
pub(crate) use fault::MAX_USER_PRIORITY;
pub(crate) use key::is_indexed;
pub use object_name::ObjectName;
pub use offers::Handshake;
pub use outcome::Outcome;
pub use reason::Reason;
pub use referent::{References, Referent};
pub use router::Router;
pub use secrets::{Kept, Lack};
pub(crate) use skipped_service::{Skip, SkippedService};
pub use status::Status;
pub use surroundings::{Inventory, Known, KnownPort, KnownPorts, KnownService, ServiceKind, Surroundings};
pub(crate) use table::Listener;
pub use table::RoutingTable;
pub(crate) use tls_names::ACME_PROTOCOL;
