//! tcpgen compiles a TOML desired state of TCP routing into the Kubernetes objects that Traefik serves, and reports
//! what Traefik will do with them.
//!
//! Everything begins with [`compile`]: it reads state files and manifests as one state, builds the [`routing`] table that
//! Traefik would build, and checks it. The table then answers for any connection.
//!
//! ```
//! use tcpgen::source::Sources;
//! use tcpgen::{Options, compile};
//!
//! let state = r#"
//! [routes.mqtt]
//! entry_points = ["mqtt"]
//! sni = "mqtt.example.com"
//! service = "mosquitto:8883"
//! "#;
//! let sources = Sources::single("tcpgen.toml", state);
//! let compilation = compile(&sources, Options::default());
//!
//! // Traefik reads server names from TLS handshakes, and this route has no `tls`.
//! let codes: Vec<&str> = compilation.diagnostics.iter().map(|found| found.code.name).collect();
//! assert!(codes.contains(&"sni-without-tls"));
//! ```
//!
//! Before 1.0 a minor version may change anything here. Codes of diagnostics, exit codes and fields of the JSON that the
//! command prints only change with an entry in CHANGELOG.md.

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
#[cfg(any(feature = "cli", feature = "cluster"))]
pub mod file_store;
pub mod fix;
pub mod import;
mod invariant;
pub mod lower;
#[cfg(feature = "mcp")]
mod mcp;
pub mod operation;
pub mod output;
pub mod question;
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
pub mod traefik;
pub mod upgrade;
#[cfg(feature = "wasm")]
pub mod wasm;

pub use compilation::{Compilation, Options, compile};
pub use environment::environment;
pub use session::{Session, answer};
pub use state::State;
pub use traefik::TraefikVersion;
