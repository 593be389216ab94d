//! From the desired state to the objects: short forms are spelt out, defaults filled in, names resolved to namespaces.
//!
//! What cannot be lowered without a guess is reported and the rest goes on; the objects are then good enough for the
//! checks, and nothing is emitted.

mod metadata;
mod middleware;
mod route;
mod rule_text;
mod servers_transport;
mod service;
mod state;
mod tls;
mod tls_option;
mod tls_store;
mod values;
mod waves;

pub(crate) use state::annotations;
pub use state::{lower, lower_entry};
