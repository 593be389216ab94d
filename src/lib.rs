//! tcpgen compiles a TOML desired state of TCP routing into the Kubernetes objects that Traefik serves, and reports what
//! Traefik will do with them.
//!
//! A [`Subject`](question::Subject) is a compiled state, and a [`Question`](question::Question) is what can be asked of it:
//! its manifests, what becomes of a connection, who can reach what, what a change would do.
//!
//! ```
//! use tcpgen::Options;
//! use tcpgen::question::{Build, Question as _, Route, Subject};
//! use tcpgen::source::Sources;
//!
//! let state = r#"
//! [routes.mqtt]
//! entry_points = ["mqtt"]
//! sni = "mqtt.example.com"
//! service = "mosquitto:8883"
//! "#;
//! let subject = Subject::new(Sources::single("tcpgen.toml", state), Options::default());
//!
//! // Traefik reads server names from TLS handshakes, and this route has no `tls`.
//! assert_eq!(subject.compilation.diagnostics[0].code.name, "sni-without-tls");
//!
//! let manifests = Build::default().ask(&subject)?.text?;
//! assert!(manifests.is_some_and(|yaml| yaml.contains("kind: IngressRouteTCP")));
//!
//! let connection = Route { entry_point: "mqtt".into(), client_ip: "192.0.2.1".into(), ..Route::default() };
//! let decision = connection.ask(&subject)?.decision?;
//! assert_eq!(decision.outcome.to_string(), "http");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`compile`] alone gives the diagnostics of a state; a [`Session`] changes its text with the tools that agents have.
//!
//! # Stability
//!
//! The documented items are the library. Before 1.0 a minor version may change them, and CHANGELOG.md lists each change.
//! The same holds for codes of diagnostics, exit codes and the JSON of answers. Everything else that is `pub` is there for
//! the command, the playground and the tests of this package: any version may change it.

pub mod connection;
pub mod diagnostic;
pub mod question;
pub mod source;

#[doc(hidden)]
pub mod analysis;
#[doc(hidden)]
pub mod ask;
#[doc(hidden)]
pub mod check;
#[doc(hidden)]
#[cfg(feature = "cli")]
pub mod cli;
#[doc(hidden)]
#[cfg(feature = "cluster")]
pub mod cluster;
mod compilation;
#[doc(hidden)]
pub mod desired;
#[doc(hidden)]
pub mod difference;
#[doc(hidden)]
#[cfg(feature = "cli")]
pub mod drawing;
#[doc(hidden)]
pub mod editor;
mod environment;
mod escape;
#[doc(hidden)]
#[cfg(any(feature = "cli", feature = "cluster"))]
pub mod file_store;
#[doc(hidden)]
pub mod fix;
#[doc(hidden)]
pub mod found;
mod hex;
#[doc(hidden)]
pub mod import;
#[cfg(feature = "cli")]
mod inputs;
mod invariant;
mod lower;
#[cfg(feature = "language-server")]
mod lsp;
#[cfg(feature = "mcp")]
mod mcp;
#[cfg(any(feature = "cli", feature = "language-server"))]
mod members;
#[doc(hidden)]
pub mod operation;
#[doc(hidden)]
pub mod output;
#[doc(hidden)]
pub mod policy;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod resource;
#[doc(hidden)]
pub mod routing;
#[doc(hidden)]
pub mod rule;
#[doc(hidden)]
pub mod running;
#[doc(hidden)]
pub mod scenario;
mod session;
mod side_by_side;
#[doc(hidden)]
#[cfg(feature = "cli")]
pub mod snippet;
#[doc(hidden)]
pub mod source_range;
mod state;
#[doc(hidden)]
pub mod store;
#[doc(hidden)]
pub mod traefik;
#[doc(hidden)]
pub mod upgrade;
#[doc(hidden)]
#[cfg(feature = "wasm")]
pub mod wasm;

pub use compilation::{Compilation, Options, compile};
#[doc(hidden)]
pub use environment::environment;
pub use session::Session;
pub use traefik::TraefikVersion;
