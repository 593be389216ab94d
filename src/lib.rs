//! tcpgen compiles a TOML desired state of TCP routing into the Kubernetes objects that Traefik serves, and tells
//! what Traefik will do with them.

pub mod analysis;
pub mod ask;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cluster")]
pub mod cluster;
mod compilation;
pub mod connection;
pub mod desired;
pub mod diagnostic;
pub mod difference;
mod environment;
#[cfg(feature = "cli")]
pub mod file_store;
pub mod fix;
pub mod import;
pub mod lower;
#[cfg(feature = "mcp")]
mod mcp;
pub mod operation;
pub mod output;
pub mod report;
pub mod resource;
pub mod routing;
pub mod rule;
pub mod scenario;
mod session;
pub mod source;
pub mod source_range;
mod state;
pub mod store;
mod traefik_version;
pub mod view;
#[cfg(feature = "wasm")]
pub mod wasm;

pub use compilation::{Compilation, Options, compile};
pub use environment::environment;
pub use session::{Session, answer};
pub use state::State;
pub use traefik_version::TraefikVersion;
