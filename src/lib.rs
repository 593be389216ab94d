//! tcpgen compiles a TOML desired state of TCP routing into the Kubernetes objects that Traefik serves, and tells
//! what Traefik will do with them.

pub mod check;
mod compilation;
pub mod desired;
pub mod diagnostic;
mod environment;
pub mod lower;
pub mod output;
pub mod resource;
pub mod routing;
pub mod rule;
pub mod source;
pub mod source_range;
mod traefik_version;

pub use compilation::{Compilation, Options, compile};
pub use environment::environment;
pub use traefik_version::TraefikVersion;
