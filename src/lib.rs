//! tcpgen compiles a TOML desired state of TCP routing into the Kubernetes objects that Traefik serves, and tells
//! what Traefik will do with them.

pub mod diagnostic;
pub mod rule;
pub mod source;
pub mod source_range;
