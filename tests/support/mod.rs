//! What the tests share: a real Traefik, backends that tell who they are, clients that tell what happened to them,
//! and independent YAML readers.
//!
//! Everything listens on loopback, on ports that the kernel picks. A helper that cannot do its work panics with what a
//! developer has to do about it: it runs in tests only.
#![allow(dead_code, unused_imports, reason = "every test binary compiles this module and uses a part of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper that fails fails the test")]

pub mod arbitrary;
pub mod backend;
pub mod certificate;
pub mod client;
pub mod errors;
pub mod front;
pub mod http;
pub mod kube_api;
pub mod ports;
pub mod project;
pub mod proxy;
pub mod readers;
pub mod tangle;
pub mod traefik;
pub mod wait;

pub use backend::{Backend, Speaks};
pub use client::{Client, Deed, Observation, Via};
pub use kube_api::KubeApi;
pub use readers::Reader;
pub use traefik::{EntryPoint, KubernetesFlags, StaticConfig, Traefik};
