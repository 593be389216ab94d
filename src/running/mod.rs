//! A running Traefik, as its API reports it, and where it differs from what the model predicts.
//!
//! Sources of the API's shape: `pkg/api/handler_tcp.go`, `handler_entrypoint.go`, `pkg/config/runtime/runtime_tcp.go`; the
//! answers of 3.0.4 to 3.7.15 were read.

mod api;
mod causes;
mod difference;
mod entry_points;
mod live;
mod middlewares;
mod provider;
mod routers;
mod services;
mod verify;

pub use api::{Running, RunningEntryPoint, RunningMiddleware, RunningRouter, RunningService, Version};
pub use difference::{Cause, Difference, Topic};
pub use live::{Fit, Seen, Tried};
pub use verify::{Verified, verify};
